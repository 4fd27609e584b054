#include "server/control/test_clock.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace grafake::server {
namespace {

constexpr Instant kLastShown = kLastInstant - std::chrono::nanoseconds(1);

Instant InstantOf(Instant::rep nanoseconds) { return Instant(Instant::duration(nanoseconds)); }

}  // namespace

TestClock::TestClock(Clock real) : real_(std::move(real)) {}

TestClock::State TestClock::Read() const {
  for (;;) {
    const std::uint64_t before = version_;
    State state{.follows = follows_, .start = InstantOf(start_), .real_start = InstantOf(real_start_), .rate = rate_};
    if (before % 2 == 0 && version_ == before) return state;
  }
}

void TestClock::Write(const State& state) {
  ++version_;
  follows_ = state.follows;
  start_ = state.start.time_since_epoch().count();
  real_start_ = state.real_start.time_since_epoch().count();
  rate_ = state.rate;
  ++version_;
}

Instant TestClock::At(const State& state, Instant real) const {
  if (state.follows) return real;
  if (state.rate == 0) return state.start;
  const double passed = static_cast<double>((real - state.real_start).count()) * state.rate;
  const double room = static_cast<double>((kLastShown - state.start).count());
  if (passed >= room) return kLastShown;
  if (state.rate == 1) return std::max(state.start + (real - state.real_start), kFirstInstant);
  return std::max(state.start + std::chrono::nanoseconds(std::llround(passed)), kFirstInstant);
}

Instant TestClock::Now() const {
  if (follows_.load(std::memory_order_relaxed)) return real_();
  return At(Read(), real_());
}

TestClock::Pace TestClock::Get() const {
  const State state = Read();
  return {.now = At(state, real_()), .rate = state.rate, .follows = state.follows};
}

void TestClock::Set(std::optional<Instant> now, std::optional<double> rate) {
  const Lock lock(mutex_);
  const State state = Read();
  const Instant real = real_();
  Write({.follows = false,
         .start = std::clamp(now.value_or(At(state, real)), kFirstInstant, kLastShown),
         .real_start = real,
         .rate = rate.value_or(state.rate)});
}

bool TestClock::Advance(std::chrono::nanoseconds span, std::optional<double> rate) {
  const Lock lock(mutex_);
  const State state = Read();
  const Instant real = real_();
  const Instant now = At(state, real);
  if (span > kLastShown - now || span < kFirstInstant - now) return false;
  Write({.follows = false, .start = now + span, .real_start = real, .rate = rate.value_or(state.rate)});
  return true;
}

TestClock::Setting TestClock::Keep() const { return Setting(Read()); }

void TestClock::Put(const Setting& setting) {
  const Lock lock(mutex_);
  Write(setting.state_);
}

void TestClock::Follow() {
  const Lock lock(mutex_);
  Write({});
}

}  // namespace grafake::server
