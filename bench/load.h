#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "bench/target_url.h"

namespace grafake::bench {

// What is sent again and again, and what must come back each time.
struct Exchange {
  std::string request;  // the bytes
  int status = 200;
  std::string body;  // exactly; empty: any
};

struct LoadOptions {
  int connections = 16;
  std::chrono::milliseconds duration{2000};
};

struct LoadResult {
  std::uint64_t answers = 0;
  double seconds = 0;
  std::vector<std::uint32_t> microseconds;  // of every answer, sorted

  [[nodiscard]] double PerSecond() const { return seconds > 0 ? static_cast<double>(answers) / seconds : 0; }
  // The time within which `share` (0 to 1) of the answers came, in microseconds.
  [[nodiscard]] std::uint32_t Quantile(double share) const;
};

// Closed loop: each connection sends its next request when the last was answered. Every answer is checked; the first
// wrong one ends the run with std::runtime_error.
[[nodiscard]] LoadResult RunLoad(const TargetUrl& target, const Exchange& exchange, const LoadOptions& options);

}  // namespace grafake::bench
