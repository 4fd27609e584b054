#include "server/control/seeding.h"

#include <algorithm>
#include <utility>

#include "server/config/nearest.h"
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

NotSeeded WhyNot(const Seed& seed, const PlantError& error) {
  const auto line = seed.lines.find(error.where);
  const std::string nearest = error.word.empty() ? "" : Nearest(error.word, error.words);
  return NotSeeded(InLine(seed.file, line == seed.lines.end() ? 0 : line->second,
                          error.where + ": " + error.why + Guess(nearest, "\"", "\"")));
}

// The clock first, since what is made tells when.
PlantedAll Sow(Instance& instance, TestClock& clock, const Seed& seed) {
  if (seed.clock) StartClock(clock, seed.clock);
  auto planted = instance.Plant(seed.plants);
  if (!planted) throw WhyNot(seed, planted.error());
  return *std::move(planted);
}

// Nobody is answered meanwhile, so that nobody sees the clock of a seed that fails.
std::vector<PlantedAll> SowAll(World& world, std::span<const Seed> seeds, const CheckPlanted& check) {
  TestClock& clock = ControlledOf(world).clock();
  const TestClock::Setting before = clock.Keep();
  std::vector<PlantedAll> all;
  try {
    world.Change([&](Instance& copy) {
      for (const Seed& seed : seeds) all.push_back(Sow(copy, clock, seed));
      check(all);
    });
  } catch (...) {
    clock.Put(before);
    throw;
  }
  return all;
}

std::optional<Seed::ClockStart> ClockOf(std::span<const Seed> seeds) {
  std::optional<Seed::ClockStart> clock;
  for (const Seed& seed : seeds) {
    if (seed.clock) clock = seed.clock;
  }
  return clock;
}

}  // namespace

PlantedAll ApplySeed(World& world, const Seed& seed) {
  return SowAll(world, {&seed, 1}, [](const auto& /*planted*/) {}).front();
}

std::vector<PlantedAll> BeginWithSeeds(World& world, std::span<const Seed> seeds, const CheckPlanted& check) {
  auto planted = SowAll(world, seeds, check);
  const auto clock = ClockOf(seeds);
  const auto& randomness = world.settings().randomness;
  ControlledOf(world).KeepStart({world.Save(), clock, randomness ? randomness->Keep() : Randomness::Position()});
  return planted;
}

void BeginWithState(World& world, const World::State& state) {
  world.Restore(state);
  const auto& randomness = world.settings().randomness;
  ControlledOf(world).KeepStart({state, std::nullopt, randomness ? randomness->Keep() : Randomness::Position()});
}

bool ResetToStart(World& world, bool clock) {
  Controlled& controlled = ControlledOf(world);
  const Controlled::Start& start = controlled.start();
  if (start.state == nullptr && !world.in_memory()) return false;
  const auto& randomness = world.settings().randomness;
  const auto position = randomness ? randomness->Keep() : Randomness::Position();
  if (randomness) randomness->Rewind(start.randomness);
  try {
    world.Restore(start.state, [&] {
      if (clock) StartClock(controlled.clock(), start.clock);
    });
  } catch (...) {
    if (randomness) randomness->Rewind(position);
    throw;
  }
  return true;
}

std::string InLine(const std::string& file, int line, const std::string& sentence) {
  const std::string number = line == 0 ? "" : std::to_string(line);
  if (!file.empty()) return file + (line == 0 ? "" : ":" + number) + ": " + sentence;
  return line == 0 ? sentence : "line " + number + ": " + sentence;
}

}  // namespace grafake::server
