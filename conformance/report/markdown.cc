#include <algorithm>

#include "conformance/report/console.h"
#include "conformance/report/formats.h"

namespace grafake::conformance {
namespace {

// Text in a cell of a table: no bars, no line ends, no tags.
std::string Cell(const std::string& text) {
  std::string out;
  for (const char c : Escaped(text)) {
    if (c == '|') out += "\\";
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

constexpr std::size_t kShown = 300;

std::string Seen(const CheckResult& result) {
  if (result.failures.empty()) return result.reason;
  const Failure& first = result.failures.front();
  const std::string text = first.request + ": expected " + first.expected + ", got " + first.got;
  return text.size() > kShown ? text.substr(0, kShown) + "…" : text;
}

void WriteTable(std::ostream& out, const RunReport& report, bool red) {
  out << "| outcome | check | level | requirement | what was seen |\n|---|---|---|---|---|\n";
  for (const PlannedCheck& check : report.planned) {
    const CheckResult result = report.ResultOf(check.id);
    if (result.outcome == Outcome::kPass || IsRed(result.outcome) != red) continue;
    out << "| " << NameOf(result.outcome) << " | " << Cell(check.id) << " | " << check.level << " | "
        << Cell(check.requirement) << " | " << Cell(Seen(result)) << " |\n";
  }
  out << "\n";
}

bool Any(const RunReport& report, bool red) {
  return std::ranges::any_of(report.planned, [&](const auto& check) {
    const Outcome outcome = report.ResultOf(check.id).outcome;
    return outcome != Outcome::kPass && IsRed(outcome) == red;
  });
}

}  // namespace

void WriteMarkdown(std::ostream& out, const RunReport& report) {
  out << "## " << (report.IsGood() ? "✅" : "❌") << " Conformance: " << InWords(report) << "\n\n"
      << "Grafana " << Cell(report.version) << " at " << Cell(report.url) << ", " << report.started << ".\n\n";
  if (Any(report, true)) WriteTable(out, report, true);
  if (Any(report, false)) {
    out << "<details><summary>What was not checked, or failed as expected</summary>\n\n";
    WriteTable(out, report, false);
    out << "</details>\n";
  }
  for (const std::string& problem : report.problems) out << "\n- " << Cell(problem) << "\n";
  for (const std::string& thing : report.left) out << "\n- left on the target: " << Cell(thing) << "\n";
}

}  // namespace grafake::conformance
