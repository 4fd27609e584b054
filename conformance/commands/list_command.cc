#include "conformance/commands/list_command.h"

#include <iomanip>
#include <iostream>

#include "conformance/replay_command.h"
#include "conformance/suite/plan.h"

namespace grafake::conformance {
namespace {

int Misuse(const std::string& why) {
  std::cerr << "grafake-conformance: " << why << "\n";
  return kMisused;
}

int NothingSelected() {
  std::cerr << "grafake-conformance: there is no such check; `grafake-conformance list` names what there is\n";
  return kNothingSelected;
}

void Print(const PlannedCheck& check) {
  std::cout << check.id << "\n  level:       " << check.level << "\n  requirement: " << check.requirement
            << "\n  releases:    " << check.releases << "\n  seen in:     " << check.evidence << "\n";
}

}  // namespace

int RunList(const std::vector<std::string>& patterns, const std::string& recordings) {
  const auto plan = MakePlan(patterns, recordings);
  if (!plan) return Misuse(plan.error());
  for (const Case& test : plan->cases)
    std::cout << std::left << std::setw(14) << test.id << std::setw(10) << NameOf(test.level) << std::setw(22)
              << test.releases << test.requirement << "\n";
  for (const Scenario& scenario : plan->scenarios) std::cout << scenario.name << "\n";
  return plan->empty() ? NothingSelected() : kEqual;
}

int RunShow(const std::vector<std::string>& ids, const std::string& recordings) {
  if (ids.empty()) return Misuse("show what? Give an id, as `list` prints it");
  const auto plan = MakePlan(ids, recordings);
  if (!plan) return Misuse(plan.error());
  for (const PlannedCheck& check : plan->Checks()) Print(check);
  return plan->empty() ? NothingSelected() : kEqual;
}

}  // namespace grafake::conformance
