#include "bench/load.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "bench/connection.h"

namespace grafake::bench {
namespace {

using Clock = std::chrono::steady_clock;

void Check(const Answer& answer, const Exchange& expected) {
  if (answer.status != expected.status || (!expected.body.empty() && answer.body != expected.body)) {
    throw std::runtime_error("a wrong answer: status " + std::to_string(answer.status) + " instead of " +
                             std::to_string(expected.status) + ", body of " + std::to_string(answer.body.size()) +
                             " bytes");
  }
}

// What all connections of a run share.
struct Run {
  const TargetUrl& target;
  const Exchange& exchange;
  Clock::time_point end;
  std::mutex mutex;
  LoadResult result;
  std::exception_ptr failure;
  std::atomic<bool> failed = false;
};

void Drive(Run& run) try {
  Connection connection(run.target);
  std::vector<std::uint32_t> times;
  auto now = Clock::now();
  while (now < run.end && !run.failed) {
    Check(connection.Exchange(run.exchange.request), run.exchange);
    const auto after = Clock::now();
    times.push_back(
        static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::microseconds>(after - now).count()));
    now = after;
  }
  const std::lock_guard lock(run.mutex);
  run.result.answers += times.size();
  run.result.microseconds.insert(run.result.microseconds.end(), times.begin(), times.end());
} catch (...) {
  const std::lock_guard lock(run.mutex);
  run.failure = std::current_exception();
  run.failed = true;
}

}  // namespace

std::uint32_t LoadResult::Quantile(double share) const {
  if (microseconds.empty()) return 0;
  const auto at = static_cast<std::size_t>(share * static_cast<double>(microseconds.size()));
  return microseconds[std::min(at, microseconds.size() - 1)];
}

LoadResult RunLoad(const TargetUrl& target, const Exchange& exchange, const LoadOptions& options) {
  const auto begin = Clock::now();
  Run run{.target = target, .exchange = exchange, .end = begin + options.duration};
  std::vector<std::thread> threads;
  for (int i = 0; i < options.connections; ++i) threads.emplace_back(Drive, std::ref(run));
  for (std::thread& thread : threads) thread.join();
  if (run.failure) std::rethrow_exception(run.failure);
  run.result.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  std::ranges::sort(run.result.microseconds);
  return std::move(run.result);
}

}  // namespace grafake::bench
