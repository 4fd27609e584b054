#include <algorithm>

#include "conformance/report/console.h"
#include "conformance/report/formats.h"
#include "conformance/shown.h"

namespace grafake::conformance {
namespace {

// Text in a cell of a table: no marks of Markdown, no names that it would call, no tags.
std::string Cell(const std::string& text) {
  constexpr std::string_view kMarks = "|`*_[]~@\\";
  std::string out;
  for (const char c : Escaped(text))
    out += kMarks.find(c) == std::string_view::npos ? std::string(1, c) : "&#" + std::to_string(+c) + ";";
  return out;
}

constexpr std::size_t kShown = 300;

std::string Seen(const CheckResult& result) {
  if (result.failures.empty()) return result.reason;
  const Failure& first = result.failures.front();
  return Cut(first.request + ": expected " + first.expected + ", got " + first.got, kShown);
}

void WriteChecks(std::ostream& out, const RunReport& report, bool red) {
  out << "| outcome | check | level | requirement | what was seen |\n|---|---|---|---|---|\n";
  for (const auto& [check, result] : report.Judged()) {
    if (result->outcome == Outcome::kPass || IsRed(result->outcome) != red) continue;
    out << "| " << NameOf(result->outcome) << " | " << Cell(check->id) << " | " << Cell(check->level) << " | "
        << Cell(check->requirement) << " | " << Cell(Seen(*result)) << " |\n";
  }
  out << "\n";
}

bool Any(const RunReport& report, bool red) {
  return std::ranges::any_of(report.Judged(), [&](const JudgedCheck& judged) {
    const Outcome outcome = judged.result->outcome;
    return outcome != Outcome::kPass && IsRed(outcome) == red;
  });
}

}  // namespace

void WriteMarkdown(std::ostream& out, const RunReport& report) {
  out << "## " << (report.IsGood() ? "✅" : "❌") << " Conformance: " << InWords(report) << "\n\n"
      << "Grafana " << Cell(report.version) << " at " << Cell(report.url) << ", " << Cell(report.started) << ".\n\n";
  if (!report.IsEnough()) out << "**" << Cell(TooLittle(report)) << ".**\n\n";
  if (const std::string unknown = UnknownRelease(report); !unknown.empty()) out << "- " << Cell(unknown) << "\n";
  for (const std::string& reason : ReasonsNotRun(report)) out << "- " << Cell(Cut(reason, kShown)) << "\n";
  out << "\n";
  if (Any(report, true)) WriteChecks(out, report, true);
  if (Any(report, false)) {
    out << "<details><summary>What was not checked, or failed as expected</summary>\n\n";
    WriteChecks(out, report, false);
    out << "</details>\n";
  }
  for (const std::string& problem : report.problems) out << "\n- " << Cell(problem) << "\n";
  for (const std::string& thing : report.left) out << "\n- left on the target: " << Cell(thing) << "\n";
}

}  // namespace grafake::conformance
