#include "bench/load.h"

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "bench/driver.h"

namespace grafake::bench {
namespace {

// What the threads of a run hand over.
struct Outcome {
  void Add(const Driver& driver) {
    const std::lock_guard lock(mutex);
    result.times.Add(driver.times());
    for (const auto& [kind, count] : driver.kinds()) result.kinds[kind] += count;
  }

  void Fail(std::exception_ptr why) {
    const std::lock_guard lock(mutex);
    if (!failure) failure = std::move(why);
  }

  std::mutex mutex;
  LoadResult result;
  std::exception_ptr failure;
};

}  // namespace

LoadResult RunLoad(const TargetUrl& target, const Workload& workload, const LoadOptions& options) {
  Driver::Run run{.target = target, .workload = workload, .options = options, .begin = Driver::Clock::now()};
  Outcome outcome;
  const int count = options.threads > 0 ? std::min(options.threads, options.connections) : options.connections;
  const auto drive = [&](int number) {
    try {
      Driver driver(run, number, count);
      driver.Drive();
      outcome.Add(driver);
    } catch (const Stopped&) {
      // Before all connections were open; whoever stopped the run knows.
    } catch (...) {
      outcome.Fail(std::current_exception());
      run.failed = true;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back(drive, i);
  for (std::thread& thread : threads) thread.join();
  if (outcome.failure) std::rethrow_exception(outcome.failure);
  outcome.result.seconds = std::chrono::duration<double>(Driver::Clock::now() - run.begin).count();
  return std::move(outcome.result);
}

}  // namespace grafake::bench
