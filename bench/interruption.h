#pragma once

#include <signal.h>

#include <atomic>
#include <stdexcept>

namespace grafake::bench {

// SIGINT or SIGTERM came while this program had something to clean up.
class Interrupted : public std::runtime_error {
 public:
  Interrupted() : std::runtime_error("interrupted") {}
};

// For its life, the first SIGINT or SIGTERM sets a flag instead of ending the program; the second one ends it. One at a
// time.
class InterruptionWatch {
 public:
  InterruptionWatch();
  ~InterruptionWatch();
  InterruptionWatch(const InterruptionWatch&) = delete;
  InterruptionWatch& operator=(const InterruptionWatch&) = delete;

  [[nodiscard]] static const std::atomic<bool>& flag();

 private:
  struct sigaction interrupt_before_ {};
  struct sigaction terminate_before_ {};
};

}  // namespace grafake::bench
