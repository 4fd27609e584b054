#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bench/connection.h"
#include "bench/load.h"

namespace grafake::bench {

// One thread of a load run: drives some of its connections and notes what it saw. Not thread-safe, but for `failed`.
//
// Connections take turns: of all requests, the n-th is sent by connection n modulo their number; in an open loop it is
// due n intervals after the beginning.
class Driver {
 public:
  using Clock = std::chrono::steady_clock;

  struct Run {
    const TargetUrl& target;
    const Workload& workload;
    const LoadOptions& options;
    Clock::time_point begin;
    std::atomic<bool> failed = false;  // some thread gave up: all do
  };

  // The connections first, first + step, …
  Driver(Run& run, int first, int step);

  // Until the time or the requests are used up. Throws std::runtime_error at a wrong answer, or when none comes.
  void Drive();

  [[nodiscard]] const Histogram& times() const { return times_; }
  [[nodiscard]] const std::map<std::string, std::uint64_t>& kinds() const { return kinds_; }

 private:
  struct Lane {
    Lane(const Run& run, std::size_t number) : connection(run.target, {.stop = run.options.stop}), next(number) {}

    Connection connection;
    std::size_t next;  // the request to send, or the one that waits for its answer
    bool waits = false;
    Clock::time_point since;  // when it was due
    Clock::time_point sent;
  };

  [[nodiscard]] std::optional<Clock::time_point> DueTime(const Lane& lane) const;
  [[nodiscard]] bool Ends() const;
  // Sends what is due; returns when the next request will be, or nothing when none is left.
  std::optional<Clock::time_point> SendDue();
  // False when nothing came and nobody waits any more.
  [[nodiscard]] bool TakeAnswers(std::optional<Clock::time_point> until);
  void TakeAnswer(Lane& lane);

  Run& run_;
  std::vector<Lane> lanes_;
  std::size_t waiting_ = 0;
  Histogram times_;
  std::map<std::string, std::uint64_t> kinds_;
};

}  // namespace grafake::bench
