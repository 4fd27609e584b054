#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "server/locks.h"

namespace grafake::server {

// Writes lines to a descriptor and never waits for who reads it: what cannot be written at once is kept, up to a limit,
// and written when there is room; what is beyond the limit, or cannot be written at all (nobody reads the pipe any
// more, the disk is full), is lost and counted. Thread-safe.
class LogOutput {
 public:
  // Bytes that wait for a reader.
  static constexpr std::size_t kMostWaiting = std::size_t{1} << 20;
  // What the end of the program grants a reader who is slow.
  static constexpr std::chrono::milliseconds kLastWait{250};

  // The line that says how many were lost; written in their place as soon as something can be written again.
  using LossLine = std::function<std::string(std::uint64_t lost)>;

  // `descriptor` must outlive it. A pipe or terminal is opened once more for it, since who else has it must not find it
  // turned to non-blocking.
  LogOutput(int descriptor, LossLine loss_line, std::size_t most_waiting = kMostWaiting);
  // Waits for a slow reader at most for kLastWait.
  ~LogOutput();
  LogOutput(const LogOutput&) = delete;
  LogOutput& operator=(const LogOutput&) = delete;

  // `line` ends with a line break.
  void Write(const std::string& line);

  // Lines lost so far that nothing has been said about.
  [[nodiscard]] std::uint64_t lost() const;

 private:
  class Target;
  enum class Outcome { kWritten, kNoRoom, kBroken };

  void Append(const std::string& line) REQUIRES(mutex_);
  Outcome Flush() REQUIRES(mutex_);
  void GiveUp() REQUIRES(mutex_);

  void WriteWhenThereIsRoom();

  const LossLine loss_line_;
  const std::size_t most_waiting_;
  const std::unique_ptr<const Target> target_;
  mutable Mutex mutex_;
  Condition changed_;
  std::string waiting_ GUARDED_BY(mutex_);
  std::uint64_t lost_ GUARDED_BY(mutex_) = 0;
  std::uint64_t said_ GUARDED_BY(mutex_) = 0;  // losses that a line in waiting_ speaks of
  bool torn_ GUARDED_BY(mutex_) = false;       // the last line that was written has no end
  bool ending_ GUARDED_BY(mutex_) = false;
  std::thread writer_ GUARDED_BY(mutex_);  // runs from the first time on that there was no room
};

}  // namespace grafake::server
