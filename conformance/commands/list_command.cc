#include "conformance/commands/list_command.h"

#include <iomanip>
#include <iostream>

#include "conformance/complaint.h"
#include "conformance/replay_command.h"
#include "conformance/suite/plan.h"

namespace grafake::conformance {
namespace {

void Print(const PlannedCheck& check) {
  std::cout << check.id << "\n  level:       " << check.level << "\n  requirement: " << check.requirement
            << "\n  releases:    " << check.releases << "\n  seen in:     " << check.evidence << "\n";
}

tl::expected<Plan, std::string> PlanOf(const ListOptions& options) {
  auto plan = MakePlan(options.only, options.recordings);
  if (plan && options.release) plan->KeepWhatHoldsFor(*options.release);
  return plan;
}

}  // namespace

int RunList(const ListOptions& options) {
  const auto plan = PlanOf(options);
  if (!plan) return Complain(kMisused, plan.error());
  for (const Case& test : plan->cases)
    std::cout << std::left << std::setw(14) << test.id << std::setw(10) << NameOf(test.level) << std::setw(22)
              << test.releases << test.requirement << "\n";
  for (const Scenario& scenario : plan->scenarios) std::cout << scenario.name << "\n";
  return plan->empty() ? Complain(kNothingSelected, kNothing) : kEqual;
}

int RunShow(const ListOptions& options) {
  if (options.only.empty()) return Complain(kMisused, "show what? Give an id, as `list` prints it");
  const auto plan = PlanOf(options);
  if (!plan) return Complain(kMisused, plan.error());
  for (const PlannedCheck& check : plan->Checks()) Print(check);
  return plan->empty() ? Complain(kNothingSelected, kNothing) : kEqual;
}

}  // namespace grafake::conformance
