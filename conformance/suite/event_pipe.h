#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

namespace grafake::conformance {

// The reading end of a named pipe, line by line. Not thread-safe.
class EventPipe {
 public:
  // Makes the pipe; throws std::system_error.
  explicit EventPipe(std::filesystem::path path);
  ~EventPipe();
  EventPipe(const EventPipe&) = delete;
  EventPipe& operator=(const EventPipe&) = delete;

  // The next line; nothing when every writer is gone or none comes within `time`. There must have been a writer.
  [[nodiscard]] std::optional<std::string> Line(std::chrono::milliseconds time);

  // True when the last line did not come because every writer is gone.
  [[nodiscard]] bool Ended() const { return ended_; }

 private:
  std::filesystem::path path_;
  int end_;
  std::string buffer_;
  bool ended_ = false;
};

}  // namespace grafake::conformance
