#pragma once

#include <string>
#include <vector>

#include "conformance/recording.h"
#include "conformance/target.h"

namespace grafake::conformance {

// One step that came out differently, ready to be printed.
struct Mismatch {
  std::size_t step = 0;  // from 1
  std::string request;   // "GET /api/org as admin:…"
  std::string curl;
  std::string difference;
};

struct PlayResult {
  std::string name;
  std::size_t exchanges = 0;
  std::vector<Mismatch> mismatches;
  std::string broken;  // why it could not be played to its end; empty: it was

  [[nodiscard]] bool Equal() const { return mismatches.empty() && broken.empty(); }
};

// Plays one scenario against a target of its own below `directory`, which is kept when something differs.
[[nodiscard]] PlayResult Play(const Scenario& scenario, const TargetCommand& command,
                              const std::filesystem::path& directory);

}  // namespace grafake::conformance
