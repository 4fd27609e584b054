#pragma once

#include <stdexcept>
#include <string>

#include "server/control/seed.h"
#include "server/worlds/world.h"

namespace grafake::server {

// A seed that could not be applied: nothing of it is there.
class NotSeeded : public std::runtime_error {
 public:
  NotSeeded(int line, const std::string& sentence) : std::runtime_error(sentence), line_(line) {}
  [[nodiscard]] int line() const { return line_; }

 private:
  int line_;
};

// Has the world hold all of the seed beside what it holds, and its clock go as the seed says. Throws NotSeeded.
[[nodiscard]] PlantedAll ApplySeed(World& world, const Seed& seed);

// The same before anybody is answered: a reset brings this back. Throws NotSeeded, and what Save() throws.
[[nodiscard]] PlantedAll BeginWithSeed(World& world, const Seed& seed);

// Back to what the world began with; its clock too, when `clock` says so. Throws what Restore() throws. False: it is
// kept in a file, whose beginning nobody has kept.
[[nodiscard]] bool ResetToStart(World& world, bool clock);

}  // namespace grafake::server
