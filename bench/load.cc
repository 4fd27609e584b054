#include "bench/load.h"

#include <atomic>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "bench/connection.h"

namespace grafake::bench {
namespace {

using Clock = std::chrono::steady_clock;

void Check(const Answer& answer, const Exchange& expected) {
  if (answer.status != expected.status || (!expected.body.empty() && answer.body != expected.body)) {
    throw std::runtime_error("a wrong answer to a request of kind " + expected.kind + ": status " +
                             std::to_string(answer.status) + " instead of " + std::to_string(expected.status) +
                             ", body of " + std::to_string(answer.body.size()) + " bytes");
  }
}

// What all connections of a run share.
struct Run {
  const TargetUrl& target;
  const Workload& workload;
  const LoadOptions& options;
  Clock::time_point begin;
  std::mutex mutex;
  LoadResult result;
  std::exception_ptr failure;
  std::atomic<bool> failed = false;

  [[nodiscard]] Clock::time_point End() const { return begin + options.duration; }
};

// What one connection measured; handed over at its end.
class Driver {
 public:
  Driver(Run& run, std::size_t number) : run_(run), number_(number), connection_(run.target) {}

  void Drive() {
    run_.options.rate > 0 ? DriveOpen() : DriveClosed();
    const std::lock_guard lock(run_.mutex);
    run_.result.times.Add(times_);
    for (const auto& [kind, count] : kinds_) run_.result.kinds[kind] += count;
  }

 private:
  void DriveClosed() {
    auto now = Clock::now();
    for (std::size_t n = number_; now < run_.End() && !run_.failed; ++n) {
      Send(n);
      now = Note(n, now);
    }
  }

  // Connections take turns: the n-th request of all is due n intervals after the beginning.
  void DriveOpen() {
    const auto connections = static_cast<std::size_t>(run_.options.connections);
    for (std::size_t n = number_; !run_.failed; n += connections) {
      const auto due = run_.begin + std::chrono::duration_cast<Clock::duration>(
                                        std::chrono::duration<double>(static_cast<double>(n) / run_.options.rate));
      if (due >= run_.End()) return;
      std::this_thread::sleep_until(due);
      Send(n);
      (void)Note(n, due);
    }
  }

  void Send(std::size_t n) {
    const Exchange& exchange = run_.workload.At(n);
    Check(connection_.Exchange(exchange.request), exchange);
  }

  Clock::time_point Note(std::size_t n, Clock::time_point since) {
    const auto now = Clock::now();
    const auto time = std::chrono::duration_cast<std::chrono::microseconds>(now - since).count();
    times_.Record(static_cast<std::uint64_t>(time));
    ++kinds_[run_.workload.At(n).kind];
    return now;
  }

  Run& run_;
  std::size_t number_;
  Connection connection_;
  Histogram times_;
  std::map<std::string, std::uint64_t> kinds_;
};

void Drive(Run& run, std::size_t number) try { Driver(run, number).Drive(); } catch (...) {
  const std::lock_guard lock(run.mutex);
  run.failure = std::current_exception();
  run.failed = true;
}

}  // namespace

LoadResult RunLoad(const TargetUrl& target, const Workload& workload, const LoadOptions& options) {
  Run run{.target = target, .workload = workload, .options = options, .begin = Clock::now()};
  std::vector<std::thread> threads;
  for (int i = 0; i < options.connections; ++i) threads.emplace_back(Drive, std::ref(run), static_cast<std::size_t>(i));
  for (std::thread& thread : threads) thread.join();
  if (run.failure) std::rethrow_exception(run.failure);
  run.result.seconds = std::chrono::duration<double>(Clock::now() - run.begin).count();
  return std::move(run.result);
}

}  // namespace grafake::bench
