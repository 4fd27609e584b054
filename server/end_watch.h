#pragma once

#include <memory>
#include <string_view>

namespace grafake::server {

// With what a process shall end, beside a signal: whoever starts it need not live to end it.
struct EndWish {
  bool with_parent = false;  // the process that started it
  bool with_input = false;   // standard input: its last writer has closed it, or has ended
};

// Sends SIGTERM to this process when that has gone: all that waits for the signal, or looks for it, need know nothing
// more. To be made where SIGTERM is blocked, before other threads. Watches until the process ends. Thread-safe.
class EndWatch {
 public:
  explicit EndWatch(const EndWish& wish);

  // What has gone, for the log; empty: nothing.
  [[nodiscard]] std::string_view reason() const;

 private:
  struct Seen;
  std::shared_ptr<Seen> seen_;
};

}  // namespace grafake::server
