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

void WriteRow(std::ostream& out, const PlannedCheck& check, const CheckResult& result) {
  const std::string what = result.failures.empty()
                               ? result.reason
                               : result.failures.front().request + ": expected " + result.failures.front().expected +
                                     ", got " + result.failures.front().got;
  out << "| " << NameOf(result.outcome) << " | " << Cell(check.id) << " | " << check.level << " | "
      << Cell(check.requirement) << " | " << Cell(what) << " |\n";
}

}  // namespace

void WriteMarkdown(std::ostream& out, const RunReport& report) {
  out << "## " << (report.IsGood() ? "✅" : "❌") << " Conformance: " << InWords(report) << "\n\n"
      << "Grafana " << Cell(report.version) << " at " << Cell(report.url) << ", " << report.started << ".\n\n";
  const bool any = std::ranges::any_of(
      report.planned, [&](const auto& check) { return report.ResultOf(check.id).outcome != Outcome::kPass; });
  if (any) out << "| outcome | check | level | requirement | what was seen |\n|---|---|---|---|---|\n";
  for (const PlannedCheck& check : report.planned) {
    const CheckResult result = report.ResultOf(check.id);
    if (result.outcome != Outcome::kPass) WriteRow(out, check, result);
  }
  for (const std::string& problem : report.problems) out << "\n- " << Cell(problem) << "\n";
  for (const std::string& thing : report.left) out << "\n- left on the target: " << Cell(thing) << "\n";
}

}  // namespace grafake::conformance
