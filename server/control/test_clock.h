#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>

#include "server/control/time_words.h"
#include "server/domain/clock.h"
#include "server/locks.h"

namespace grafake::server {

// A clock that a test sets, stops, moves and hurries; until then it is the one that it was given. Reading takes no
// lock. Thread-safe. Whatever it is told, it shows a time between kFirstInstant and kLastInstant, where it stops.
class TestClock {
 public:
  // How it goes: at `rate` seconds a second; 0 stands still.
  struct Pace {
    Instant now;
    double rate = 1;
    bool follows = true;  // it is the clock that it was given
  };

  // What `real` uses must outlive it.
  explicit TestClock(Clock real);

  [[nodiscard]] Instant Now() const;
  [[nodiscard]] Pace Get() const;

  // From now on it goes on from there, so fast; what is left out stays as it is.
  void Set(std::optional<Instant> now, std::optional<double> rate);
  // False: no clock can show that.
  [[nodiscard]] bool Advance(std::chrono::nanoseconds span, std::optional<double> rate = std::nullopt);
  void Follow();

  // How it is set now, to be put back as if nothing had happened.
  class Setting;
  [[nodiscard]] Setting Keep() const;
  void Put(const Setting& setting);

  static constexpr double kHighestRate = 1e6;

 private:
  // What it shows is start + (real time - real_start) * rate.
  struct State {
    bool follows = true;
    Instant start;
    Instant real_start;
    double rate = 1;
  };

  [[nodiscard]] State Read() const;
  void Write(const State& state) REQUIRES(mutex_);
  [[nodiscard]] Instant At(const State& state, Instant real) const;

  const Clock real_;
  Mutex mutex_;  // held by who writes
  // Even: nobody is writing; what was read between two equal even numbers belongs together.
  std::atomic<std::uint64_t> version_{0};
  std::atomic<bool> follows_{true};
  std::atomic<Instant::rep> start_{0};
  std::atomic<Instant::rep> real_start_{0};
  std::atomic<double> rate_{1};
};

class TestClock::Setting {
 private:
  friend TestClock;
  explicit Setting(const State& state) : state_(state) {}
  State state_;
};

}  // namespace grafake::server
