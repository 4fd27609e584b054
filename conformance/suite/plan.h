#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "conformance/recording.h"
#include "conformance/report/run_report.h"
#include "conformance/suite/case.h"
#include "conformance/suite/release.h"

namespace grafake::conformance {

// What is to be run: cases, and recorded scenarios, whose ids are their names.
struct Plan {
  std::vector<Case> cases;
  std::vector<Scenario> scenarios;
  std::string recorded;  // the releases that these hold for: "9.0"

  [[nodiscard]] std::vector<PlannedCheck> Checks() const;
  // Drops what does not claim to hold for that release.
  void KeepWhatHoldsFor(const Release& release);
  [[nodiscard]] bool empty() const { return cases.empty() && scenarios.empty(); }
};

// Everything that the patterns select: cases by id or subject, scenarios of the recordings by name. The error names the
// file that cannot be read.
[[nodiscard]] tl::expected<Plan, std::string> MakePlan(const std::vector<std::string>& patterns,
                                                       const std::string& recordings);

}  // namespace grafake::conformance
