#pragma once

#include <chrono>
#include <stop_token>

namespace grafake {

// How long to wait for the other side: until the time is up, or until somebody stops it.
struct Patience {
  std::chrono::steady_clock::time_point end;
  const std::stop_token& stop;

  [[nodiscard]] std::chrono::milliseconds left() const {
    return std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
  }
  [[nodiscard]] bool is_over() const { return stop.stop_requested() || std::chrono::steady_clock::now() >= end; }
};

}  // namespace grafake
