#pragma once

#include <chrono>
#include <functional>
#include <stop_token>

namespace grafake {

/// When a call is tried again. Only what is safe is repeated: calls of GET, PUT and DELETE, and any call that Grafana
/// did not carry out for certain (no connection; 429; 503 with Retry-After). Never a creation whose answer was lost.
struct RetryPolicy {
  int most_attempts = 4;                          ///< 1: never again
  std::chrono::milliseconds first_wait{100};      ///< before the second attempt; doubles from there
  std::chrono::milliseconds longest_wait{5'000};  ///< of the doubling; Retry-After may ask for more

  /// How many retries a client may make at once while nothing succeeds; each success earns a tenth of one back. It
  /// keeps a Grafana in trouble from being asked four times as much.
  double budget = 20;
};

/// Where a client takes time from. For tests; each member has its real meaning unless set. Called by any thread.
struct Timing {
  /// The time now, of a clock that never goes back.
  std::function<std::chrono::steady_clock::time_point()> now = {};
  /// Waits so long, or until the token is stopped.
  std::function<void(std::chrono::milliseconds, const std::stop_token&)> sleep = {};
  /// A number from 0 to below 1: how much of a wait is kept (jitter keeps clients from coming back together).
  std::function<double()> random = {};
};

}  // namespace grafake
