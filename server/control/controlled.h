#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "server/control/exchange.h"
#include "server/control/seed.h"
#include "server/control/snapshots.h"
#include "server/control/test_clock.h"
#include "server/http/answerer.h"
#include "server/instance.h"
#include "server/system_time.h"
#include "server/worlds/companion.h"
#include "server/worlds/world.h"

namespace grafake::server {

// What control has of one world: whatever a test may do to it, and what it is told of it. Thread-safe.
class Controlled final : public Companion {
 public:
  explicit Controlled(Clock real = SystemTime) : clock_(std::move(real)) {}

  [[nodiscard]] TestClock& clock() { return clock_; }
  [[nodiscard]] Snapshots& snapshots() { return snapshots_; }

  // What the world began with, where that was more than nothing: a seed. Set before anybody is answered.
  struct Start {
    World::State state;
    std::optional<Seed::ClockStart> clock;
    Randomness::Position randomness;
  };
  void KeepStart(Start start) { start_ = std::move(start); }
  [[nodiscard]] const Start& start() const { return start_; }

  // Answers a request in the place of the world, whose own answer is `truth`.
  [[nodiscard]] Response Attend(const Request& request, const Answerer& truth);
  // `refuse` is why the world refuses a request by its head alone.
  [[nodiscard]] std::optional<Response> AttendUnread(
      const Request& head, const std::function<std::optional<Response>(const Request&)>& refuse);

 private:
  void Note(const Exchange& exchange);

  TestClock clock_;
  Snapshots snapshots_;
  Start start_;
};

// Has the Instance go by that clock.
inline void GoBy(const std::shared_ptr<Controlled>& controlled, InstanceSettings& instance) {
  instance.clock = [controlled] { return controlled->clock().Now(); };
}

// Of a world that was opened with one.
[[nodiscard]] inline Controlled& ControlledOf(const World& world) {
  return static_cast<Controlled&>(*world.companion());
}

}  // namespace grafake::server
