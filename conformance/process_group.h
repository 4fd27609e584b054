#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace grafake::conformance {

struct ProcessCommand {
  std::vector<std::string> words;      // the first is looked up in PATH
  std::vector<std::string> variables;  // NAME=value; nothing else is inherited
  std::filesystem::path output;        // stdout and stderr are appended to it
};

// A program started in a process group of its own, whose files may have 1 GiB each. Nothing of the group outlives the
// object, nor this process, however it ends: a guardian in the group waits for the end of a pipe that only this process
// holds. Not thread-safe; several may be started from several threads.
class ProcessGroup {
 public:
  // The error says which call failed; a program that cannot be executed ends with code 127.
  [[nodiscard]] static tl::expected<std::unique_ptr<ProcessGroup>, std::string> Start(ProcessCommand command);
  ~ProcessGroup();
  ProcessGroup(const ProcessGroup&) = delete;
  ProcessGroup& operator=(const ProcessGroup&) = delete;

  // SIGTERM to the whole group.
  void Terminate() const;

  // Waits for the end of the program; true when it has ended.
  [[nodiscard]] bool EndsWithin(std::chrono::milliseconds time) const;

  // The code that the program ended with; nothing while it runs or when a signal ended it.
  [[nodiscard]] std::optional<int> ExitCode() const;

  [[nodiscard]] pid_t id() const { return leader_; }

 private:
  ProcessGroup(pid_t leader, int leader_end) : leader_(leader), leader_end_(leader_end) {}
  [[nodiscard]] bool StartGuardian();

  pid_t leader_;
  int leader_end_;  // a pidfd: readable when the leader has ended
  pid_t guardian_ = -1;
  int guard_pipe_ = -1;  // its end, by close or by our death, is the guardian's signal
};

}  // namespace grafake::conformance
