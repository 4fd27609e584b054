#pragma once

#include <sys/types.h>

#include <cstdint>

namespace grafake::server {

// Tells a signal to the whole process group from one to this process alone, which the kernel does not: another process
// of the group, which does nothing and takes no signal, so that what was sent to all waits for it.
class GroupWitness {
 public:
  GroupWitness() { Begin(); }
  ~GroupWitness() { End(); }
  GroupWitness(const GroupWitness&) = delete;
  GroupWitness& operator=(const GroupWitness&) = delete;

  // Whether the signal that this process has just got went to all; asked once for each.
  [[nodiscard]] bool SawToo(int signal);

 private:
  void Begin();
  void End();

  pid_t witness_ = -1;      // -1: there is none
  std::uint64_t seen_ = 0;  // not asked for yet, a signal a bit
};

}  // namespace grafake::server
