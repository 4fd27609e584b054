#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "conformance/recording.h"
#include "conformance/target.h"

namespace grafake::conformance {

// One step that came out differently, ready to be printed: no secret is in it.
struct Mismatch {
  std::size_t step = 0;  // from 1
  std::string request;   // "GET /api/org as admin"
  std::string what;      // "the status", "the body at /id (byte 6)"
  std::string recorded;  // what real Grafana said there
  std::string got;       // what the target said
  std::string curl;
};

struct PlayResult {
  std::string name;
  std::size_t exchanges = 0;
  std::vector<Mismatch> mismatches;
  std::vector<std::string> late;           // steps that differ because this machine was slower than a token's life
  std::optional<std::string> broken = {};  // why it could not be played to its end
  double seconds = 0;

  [[nodiscard]] bool Equal() const { return mismatches.empty() && !broken; }
};

// Is told each answer, by the number of its step, from 0, and where the target runs.
using HearAnswer = std::function<void(std::size_t step, const RecordedAnswer& answer, const Variables& place)>;

// Plays one scenario against a target of its own, in `directory`, which it leaves there. Goes on after a step that
// differs, stops where the target does not answer, start or stop.
[[nodiscard]] PlayResult Play(const Scenario& scenario, const TargetCommand& command,
                              const std::filesystem::path& directory, const HearAnswer& hear = {});

}  // namespace grafake::conformance
