#include "server/control/seeding.h"

#include "server/control/controlled.h"

namespace grafake::server {
namespace {

void StartClock(TestClock& clock, const std::optional<Seed::ClockStart>& start) {
  if (start) {
    clock.Set(start->at, start->frozen ? 0 : 1);
  } else {
    clock.Follow();
  }
}

}  // namespace

PlantedAll ApplySeed(World& world, const Seed& seed) {
  TestClock& clock = ControlledOf(world).clock();
  const TestClock::Pace before = clock.Get();
  // First, since what is made tells when.
  if (seed.clock) StartClock(clock, seed.clock);
  PlantedAll planted;
  try {
    world.Change([&](Instance& copy) {
      auto done = copy.Plant(seed.plants);
      if (!done) {
        const auto line = seed.lines.find(done.error().where);
        throw NotSeeded(line == seed.lines.end() ? 0 : line->second, done.error().where + ": " + done.error().why);
      }
      planted = *std::move(done);
    });
  } catch (...) {
    if (seed.clock && before.follows) clock.Follow();
    if (seed.clock && !before.follows) clock.Set(before.now, before.rate);
    throw;
  }
  return planted;
}

PlantedAll BeginWithSeed(World& world, const Seed& seed) {
  PlantedAll planted = ApplySeed(world, seed);
  ControlledOf(world).KeepStart({world.Save(), seed.clock});
  return planted;
}

bool ResetToStart(World& world, bool clock) {
  Controlled& controlled = ControlledOf(world);
  const Controlled::Start& start = controlled.start();
  if (start.state == nullptr && !world.in_memory()) return false;
  if (clock) StartClock(controlled.clock(), start.clock);
  world.Restore(start.state);
  return true;
}

}  // namespace grafake::server
