#pragma once

#include <sys/types.h>

#include <chrono>
#include <future>
#include <string>
#include <thread>
#include <vector>

namespace grafake::for_tests {

// What is started.
struct ProcessCommand {
  std::vector<std::string> words;      // the first has a slash or is looked up in PATH
  std::vector<std::string> variables;  // NAME=value; nothing else is inherited
  int output;                          // a descriptor: standard output and standard error
};

// A program in a process of its own. It is killed with the object, and with this process, however that ends: the kernel
// kills it when the thread that forked it ends, and that thread lives as long as the object.
class Process {
 public:
  // Returns when the program runs. Throws std::system_error that names what failed.
  explicit Process(ProcessCommand command);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // SIGTERM.
  void Terminate() const;
  // Waits for the end of the program; true when it has ended.
  [[nodiscard]] bool EndsWithin(std::chrono::milliseconds time) const;
  // "exit status 1" or "signal 9 (Killed)". Waits for the end; to be called once.
  [[nodiscard]] std::string AwaitEnd();

  [[nodiscard]] pid_t id() const { return id_; }
  // A descriptor that becomes readable when the program has ended.
  [[nodiscard]] int end() const { return end_; }

 private:
  void End();

  pid_t id_ = -1;
  int end_ = -1;
  bool is_reaped_ = false;
  std::promise<void> over_;
  std::thread parent_;
};

}  // namespace grafake::for_tests
