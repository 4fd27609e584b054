#include "conformance/report/run_report.h"

#include <algorithm>
#include <unordered_map>

#include "conformance/suite/release.h"

namespace grafake::conformance {
namespace {

const CheckResult kNeverRun{.outcome = Outcome::kHarnessError, .reason = "the run ended before it"};

std::size_t CountOf(const std::map<Outcome, std::size_t>& counts, Outcome outcome) {
  const auto found = counts.find(outcome);
  return found == counts.end() ? 0 : found->second;
}

std::size_t CheckedOf(const RunReport& report) {
  const auto counts = report.Counts();
  return report.planned.size() - CountOf(counts, Outcome::kUnsupported) - CountOf(counts, Outcome::kDisabled) -
         CountOf(counts, Outcome::kNotRun);
}

// Reasons that differ in the claim only are one.
std::string Grouped(const std::string& reason) {
  const auto target = reason.find(", the target is ");
  const bool claim = reason.starts_with("it holds for ") && target != std::string::npos;
  return claim ? "it holds for other releases" + reason.substr(target) : reason;
}

}  // namespace

std::vector<JudgedCheck> RunReport::Judged() const {
  std::unordered_map<std::string, const CheckResult*> index;
  for (const CheckResult& result : results) index.emplace(result.id, &result);
  std::vector<JudgedCheck> judged;
  for (const PlannedCheck& check : planned) {
    const auto found = index.find(check.id);
    judged.push_back({&check, found == index.end() ? &kNeverRun : found->second});
  }
  return judged;
}

std::map<Outcome, std::size_t> RunReport::Counts() const {
  std::map<Outcome, std::size_t> counts;
  for (const JudgedCheck& judged : Judged()) ++counts[judged.result->outcome];
  return counts;
}

bool RunReport::IsEnough() const {
  const auto counts = Counts();
  if (planned.empty() || counts.contains(Outcome::kNotRun)) return true;
  const auto unsupported = static_cast<double>(CountOf(counts, Outcome::kUnsupported));
  return CheckedOf(*this) > 0 && unsupported <= may_be_unsupported * static_cast<double>(planned.size());
}

bool RunReport::IsGood() const {
  return problems.empty() && IsEnough() && std::ranges::none_of(Judged(), [](const JudgedCheck& judged) {
           return IsRed(judged.result->outcome) || judged.result->outcome == Outcome::kNotRun;
         });
}

std::string TooLittle(const RunReport& report) {
  return "only " + std::to_string(CheckedOf(report)) + " of " + std::to_string(report.planned.size()) +
         " checks say something about this target, which is too little; --allow-unsupported takes it";
}

std::string UnknownRelease(const RunReport& report) {
  const auto release = ReadRelease(report.version);
  if (!release || IsKnown(*release)) return {};
  return "the target is " + report.version + ", a release that nothing is known of: claims are about " +
         KnownLines().front() + " to " + KnownLines().back() + ", and what holds without an end was taken to hold";
}

std::vector<std::string> ReasonsNotRun(const RunReport& report) {
  std::map<std::pair<Outcome, std::string>, std::size_t> counts;
  for (const auto& [check, result] : report.Judged()) {
    if (result->outcome == Outcome::kUnsupported || result->outcome == Outcome::kNotRun)
      ++counts[{result->outcome, Grouped(result->reason)}];
  }
  std::vector<std::pair<std::size_t, std::string>> lines;
  for (const auto& [reason, count] : counts)
    lines.emplace_back(count, (reason.first == Outcome::kNotRun ? " not run: " : " unsupported: ") + reason.second);
  std::ranges::stable_sort(lines, std::greater(), [](const auto& line) { return line.first; });
  std::vector<std::string> texts;
  for (const auto& [count, text] : lines) texts.push_back(std::to_string(count) + text);
  return texts;
}

}  // namespace grafake::conformance
