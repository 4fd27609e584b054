#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>

#include "bench/histogram.h"
#include "bench/target_url.h"
#include "bench/workload.h"

namespace grafake::bench {

struct LoadOptions {
  int connections = 16;
  int threads = 0;  // that share the connections; 0: one for each
  std::chrono::milliseconds duration{2000};
  double rate = 0;                          // requests a second, over all connections: an open loop; 0: a closed one
  std::size_t requests = 0;                 // that many at most; 0: as many as there is time for
  const std::atomic<bool>* stop = nullptr;  // becomes true when the run is to end before its time
};

struct LoadResult {
  double seconds = 0;
  Histogram times;                             // microseconds
  std::map<std::string, std::uint64_t> kinds;  // answers by kind of request

  [[nodiscard]] double PerSecond() const { return seconds > 0 ? static_cast<double>(times.count()) / seconds : 0; }
};

// Closed loop: each connection sends its next request when the last was answered, and a time is that of one answer.
// Open loop: requests are due at even distances, whatever the server does, and a time counts from when one was due.
// Every answer is checked; the first wrong one ends the run with std::runtime_error.
[[nodiscard]] LoadResult RunLoad(const TargetUrl& target, const Workload& workload, const LoadOptions& options);

}  // namespace grafake::bench
