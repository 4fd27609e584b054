#pragma once

#include <sys/eventfd.h>
#include <unistd.h>

namespace grafake::server {

// Wakes a thread that waits for descriptors. Thread-safe.
class WakeEvent {
 public:
  WakeEvent() : descriptor_(::eventfd(0, EFD_CLOEXEC)) {}
  ~WakeEvent() { ::close(descriptor_); }
  WakeEvent(const WakeEvent&) = delete;
  WakeEvent& operator=(const WakeEvent&) = delete;

  void Set() const { ::eventfd_write(descriptor_, 1); }
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  const int descriptor_;
};

}  // namespace grafake::server
