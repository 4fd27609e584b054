#pragma once

#include <chrono>
#include <cstdint>

namespace grafake::server {

// Nanoseconds of the steady clock, to be kept in an atomic; 0 stands for "never".
using Instant = std::int64_t;

[[nodiscard]] inline Instant Now() {
  using std::chrono::duration_cast, std::chrono::nanoseconds, std::chrono::steady_clock;
  return duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count();
}

[[nodiscard]] inline Instant FromNow(std::chrono::milliseconds time) {
  return Now() + std::chrono::nanoseconds(time).count();
}

}  // namespace grafake::server
