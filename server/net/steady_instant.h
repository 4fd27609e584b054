#pragma once

#include <chrono>
#include <cstdint>

namespace grafake::server {

// Nanoseconds of the steady clock, to be kept in an atomic; 0 stands for "never".
using SteadyInstant = std::int64_t;

[[nodiscard]] inline SteadyInstant SteadyNow() {
  using std::chrono::duration_cast, std::chrono::nanoseconds, std::chrono::steady_clock;
  return duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count();
}

[[nodiscard]] inline SteadyInstant SteadyFromNow(std::chrono::milliseconds time) {
  return SteadyNow() + std::chrono::nanoseconds(time).count();
}

}  // namespace grafake::server
