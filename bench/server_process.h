#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "bench/target_url.h"

namespace grafake::bench {

// Throws std::runtime_error with a sentence when there is no such program.
void RequireProgram(const std::string& path);

// A server process on a free port of loopback, for the life of the object; the feature toggle serviceAccounts is on.
class ServerProcess {
 public:
  // `data` is the directory of the database file; empty: in memory. `more` are further arguments. Does not wait for it
  // to listen.
  ServerProcess(const std::string& program, const std::string& data, const std::vector<std::string>& more = {});
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;
  ~ServerProcess();

  [[nodiscard]] const TargetUrl& target() const { return target_; }
  // Returns when it has answered an authenticated request; throws std::runtime_error after 30 s.
  void AwaitAnswer() const;
  [[nodiscard]] double ResidentMegabytes() const;
  [[nodiscard]] int Threads() const;
  // Processor time used so far.
  [[nodiscard]] double CpuSeconds() const;

 private:
  // A number of /proc/<pid>/status.
  [[nodiscard]] double Status(const std::string& field) const;

  TargetUrl target_;
  pid_t process_;
};

}  // namespace grafake::bench
