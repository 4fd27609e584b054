#include "conformance/suite/plan.h"

#include <fnmatch.h>

#include <algorithm>

#include "conformance/recorded_release.h"
#include "conformance/suite/catalogue.h"

namespace grafake::conformance {
namespace {

// The releases that recordings hold for: "9.1" for those of 9.1.8.
std::string LineOf(const std::string& version) { return version.substr(0, version.find('.', version.find('.') + 1)); }

bool MatchesAny(const Scenario& scenario, const std::vector<std::string>& patterns) {
  return patterns.empty() || std::ranges::any_of(patterns, [&](const std::string& pattern) {
           return fnmatch(pattern.c_str(), scenario.name.c_str(), 0) == 0;
         });
}

}  // namespace

std::vector<PlannedCheck> Plan::Checks() const {
  std::vector<PlannedCheck> checks;
  for (const Case& test : cases)
    checks.push_back({test.id, NameOf(test.level), test.requirement, test.releases, test.evidence});
  for (const Scenario& scenario : scenarios)
    checks.push_back({scenario.name, NameOf(Level::kMust), "It answers the recorded requests as real Grafana did.",
                      recorded, scenario.name});
  return checks;
}

void Plan::KeepWhatHoldsFor(const Release& release) {
  std::erase_if(cases, [&](const Case& test) { return !Releases(test.releases).Holds(release); });
  if (!scenarios.empty() && !Releases(recorded).Holds(release)) scenarios.clear();
}

tl::expected<Plan, std::string> MakePlan(const std::vector<std::string>& patterns, const std::string& recordings) {
  Plan plan{.cases = Selected(AllCases(), patterns)};
  if (recordings.empty()) return plan;
  auto scenarios = ReadScenarios(recordings);
  if (!scenarios) return tl::unexpected(scenarios.error());
  plan.scenarios = *std::move(scenarios);
  plan.recorded = LineOf(RecordedRelease(recordings));
  std::erase_if(plan.scenarios, [&](const Scenario& scenario) { return !MatchesAny(scenario, patterns); });
  return plan;
}

}  // namespace grafake::conformance
