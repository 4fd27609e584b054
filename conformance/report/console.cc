#include "conformance/report/console.h"

#include <algorithm>

#include "conformance/shown.h"

namespace grafake::conformance {
namespace {

constexpr std::size_t kPrinted = 2000;  // of each thing that was got
constexpr std::size_t kMostReasons = 5;

std::string OnOneLine(const std::string& text) { return Shown(Cut(text, kPrinted)); }

void PrintCheck(std::ostream& out, const PlannedCheck& check, const CheckResult& result) {
  out << NameOf(result.outcome) << " " << Shown(check.id) << "  " << Shown(check.level) << "  "
      << Shown(check.requirement) << "\n";
  if (!result.reason.empty()) out << "  why:      " << OnOneLine(result.reason) << "\n";
  for (const Failure& failure : result.failures) {
    if (!failure.request.empty()) out << "  request:  " << OnOneLine(failure.request) << "\n";
    if (!failure.expected.empty()) out << "  expected: " << OnOneLine(failure.expected) << "\n";
    out << "  got:      " << OnOneLine(failure.got) << "\n";
    if (!failure.curl.empty()) out << "  try:      " << OnOneLine(failure.curl) << "\n";
  }
  if (!check.evidence.empty()) out << "  seen in:  " << Shown(check.evidence) << "\n";
  out << "\n";
}

void PrintReasons(std::ostream& out, const RunReport& report, bool all) {
  const std::vector<std::string> reasons = ReasonsNotRun(report);
  const std::size_t shown = all ? reasons.size() : std::min(reasons.size(), kMostReasons);
  for (std::size_t i = 0; i < shown; ++i) out << OnOneLine(reasons[i]) << "\n";
  if (shown < reasons.size())
    out << "… and " << reasons.size() - shown << " reasons more; --verbose names them, and each check\n";
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
    case Outcome::kNotRun:
      return "not run";
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
  const auto judged = report.Judged();
  for (const auto& [check, result] : judged) {
    if (verbose)
      out << NameOf(result->outcome) << "  " << Shown(check->id) << "  " << Shown(check->requirement) << "\n";
  }
  for (const auto& [check, result] : judged) {
    const bool remarkable = result->outcome == Outcome::kPass && !(result->failures.empty() && result->reason.empty());
    if (IsRed(result->outcome) || remarkable || (verbose && !result->reason.empty())) PrintCheck(out, *check, *result);
  }
  for (const std::string& problem : report.problems) out << "✗ " << OnOneLine(problem) << "\n";
  for (const std::string& thing : report.left)
    out << "left on the target: " << OnOneLine(thing) << "; `sweep` removes it\n";
  if (const std::string unknown = UnknownRelease(report); !unknown.empty()) out << "! " << OnOneLine(unknown) << "\n";
  PrintReasons(out, report, verbose);
  out << InWords(report) << "\n";
  if (!report.IsEnough()) out << "✗ " << TooLittle(report) << "\n";
}

}  // namespace grafake::conformance
