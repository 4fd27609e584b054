#include "conformance/report/console.h"

#include <array>

namespace grafake::conformance {
namespace {

void PrintCheck(std::ostream& out, const PlannedCheck& check, const CheckResult& result) {
  out << NameOf(result.outcome) << " " << check.id << "  " << check.level << "  " << check.requirement << "\n";
  if (!result.reason.empty()) out << "  " << result.reason << "\n";
  for (const Failure& failure : result.failures) {
    if (!failure.request.empty()) out << "  request:  " << failure.request << "\n";
    if (!failure.expected.empty()) out << "  expected: " << failure.expected << "\n";
    out << "  got:      " << failure.got << "\n";
    if (!failure.curl.empty()) out << "  " << failure.curl << "\n";
  }
  if (!check.evidence.empty()) out << "  seen in:  " << check.evidence << "\n";
  out << "\n";
}

const char* Word(Outcome outcome) {
  switch (outcome) {
    case Outcome::kPass:
      return "passed";
    case Outcome::kFail:
      return "failed";
    case Outcome::kXfail:
      return "failed as expected";
    case Outcome::kXpass:
      return "passed unexpectedly";
    case Outcome::kUnsupported:
      return "unsupported";
    case Outcome::kDisabled:
      return "disabled";
    case Outcome::kBlocked:
      return "blocked";
    case Outcome::kHarnessError:
      return "harness errors";
  }
  return "";
}

}  // namespace

std::string InWords(const RunReport& report) {
  std::string words;
  const auto counts = report.Counts();
  for (const Outcome outcome : kOutcomes) {
    const auto found = counts.find(outcome);
    if (found == counts.end()) continue;
    words += (words.empty() ? "" : ", ") + std::to_string(found->second) + " " + Word(outcome);
  }
  return words + " of " + std::to_string(report.planned.size());
}

void PrintRun(std::ostream& out, const RunReport& report, bool verbose) {
  for (const PlannedCheck& check : report.planned) {
    const CheckResult result = report.ResultOf(check.id);
    if (verbose) out << NameOf(result.outcome) << "  " << check.id << "  " << check.requirement << "\n";
  }
  for (const PlannedCheck& check : report.planned) {
    const CheckResult result = report.ResultOf(check.id);
    const bool observed = result.outcome == Outcome::kPass && !result.failures.empty();
    if (IsRed(result.outcome) || observed || (verbose && !result.reason.empty())) PrintCheck(out, check, result);
  }
  for (const std::string& problem : report.problems) out << "✗ " << problem << "\n";
  for (const std::string& thing : report.left) out << "left on the target: " << thing << "; `sweep` removes it\n";
  out << InWords(report) << "\n";
}

}  // namespace grafake::conformance
