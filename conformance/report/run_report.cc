#include "conformance/report/run_report.h"

#include <algorithm>

namespace grafake::conformance {

CheckResult RunReport::ResultOf(const std::string& id) const {
  const auto found = std::ranges::find(results, id, &CheckResult::id);
  if (found != results.end()) return *found;
  return {.id = id, .outcome = Outcome::kHarnessError, .reason = "the run ended before it"};
}

std::map<Outcome, std::size_t> RunReport::Counts() const {
  std::map<Outcome, std::size_t> counts;
  for (const PlannedCheck& check : planned) ++counts[ResultOf(check.id).outcome];
  return counts;
}

bool RunReport::IsGood() const {
  return problems.empty() &&
         std::ranges::none_of(planned, [&](const auto& check) { return IsRed(ResultOf(check.id).outcome); });
}

}  // namespace grafake::conformance
