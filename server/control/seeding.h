#pragma once

#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "server/control/seed.h"
#include "server/worlds/world.h"

namespace grafake::server {

// A seed that could not be applied: nothing of it is there. The sentence names file and line.
class NotSeeded : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Has the world hold all of the seed beside what it holds, and its clock go as the seed says. Throws NotSeeded.
[[nodiscard]] PlantedAll ApplySeed(World& world, const Seed& seed);

// The same for several, one after the other but at once, before anybody is answered: a reset brings this back. `check`
// hears what was made and may still throw. Throws NotSeeded, and what Save() throws.
using CheckPlanted = std::function<void(const std::vector<PlantedAll>& planted)>;
std::vector<PlantedAll> BeginWithSeeds(
    World& world, std::span<const Seed> seeds, const CheckPlanted& check = [](const auto& /*planted*/) {});

// Has the world hold what was kept of another one, before anybody is answered: a reset brings this back. Throws what
// Restore() throws.
void BeginWithState(World& world, const World::State& state);

// Back to what the world began with; its clock too, when `clock` says so. Throws what Restore() throws; then nothing
// has changed. False: it is kept in a file, whose beginning nobody has kept.
[[nodiscard]] bool ResetToStart(World& world, bool clock);

// "robots.yaml:3: …", "line 3: …", as far as they are known.
[[nodiscard]] std::string InLine(const std::string& file, int line, const std::string& sentence);

}  // namespace grafake::server
