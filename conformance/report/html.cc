#include <algorithm>
#include <sstream>

#include "conformance/report/console.h"
#include "conformance/report/formats.h"
#include "conformance/report/report_css.h"

namespace grafake::conformance {
namespace {

constexpr const char* kHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Conformance report</title>
<style>
)";

// The checks of one subject.
struct Section {
  std::string subject;
  std::vector<JudgedCheck> checks;
  std::size_t red = 0;
};

std::vector<Section> SectionsOf(const RunReport& report) {
  std::vector<Section> sections;
  for (const std::string& subject : SubjectsOf(report)) sections.push_back({.subject = subject});
  for (const JudgedCheck& judged : report.Judged()) {
    Section& section = *std::ranges::find(sections, SubjectOf(judged.check->id), &Section::subject);
    section.checks.push_back(judged);
    section.red += IsRed(judged.result->outcome) ? 1 : 0;
  }
  return sections;
}

const char* KindOf(Outcome outcome) { return outcome == Outcome::kPass ? "good" : IsRed(outcome) ? "red" : "grey"; }

std::string Badge(Outcome outcome, const std::string& more = "") {
  return std::string("<span class=\"badge ") + KindOf(outcome) + "\">" + NameOf(outcome) + more + "</span>";
}

void WriteFailure(std::ostream& out, const Failure& failure) {
  out << "<dl><dt>request</dt><dd><code>" << Escaped(failure.request) << "</code></dd><dt>expected</dt><dd><code>"
      << Escaped(failure.expected) << "</code></dd><dt>got</dt><dd><code>" << Escaped(failure.got)
      << "</code></dd></dl>\n";
  if (!failure.curl.empty()) out << "<pre>" << Escaped(failure.curl) << "</pre>\n";
}

void WriteDetails(std::ostream& out, const CheckResult& result) {
  if (!result.reason.empty()) out << "<p class=\"why\">" << Escaped(result.reason) << "</p>\n";
  for (const Failure& failure : result.failures) WriteFailure(out, failure);
  if (!result.traffic.empty())
    out << "<details><summary>everything that was said</summary><pre>" << EscapedLines(result.traffic)
        << "</pre></details>\n";
  if (!result.server_log.empty())
    out << "<details><summary>what the server wrote</summary><pre>" << EscapedLines(result.server_log)
        << "</pre></details>\n";
}

void WriteCell(std::ostream& out, const char* kind, const std::string& html) {
  out << "<td class=\"" << kind << "\">" << html << "</td>";
}

// What was seen of it has a row of its own, as wide as the page.
void WriteRow(std::ostream& out, const JudgedCheck& judged) {
  const PlannedCheck& check = *judged.check;
  out << "<tr>";
  WriteCell(out, "outcome", Badge(judged.result->outcome));
  WriteCell(out, "id", "<code>" + Escaped(check.id) + "</code>");
  WriteCell(out, "level", Escaped(check.level));
  WriteCell(out, "requirement", Escaped(check.requirement));
  WriteCell(out, "releases", Escaped(check.releases));
  WriteCell(out, "seen", Escaped(check.evidence));
  out << "</tr>\n";
  std::ostringstream details;
  WriteDetails(details, *judged.result);
  if (!details.str().empty()) out << "<tr class=\"evidence\"><td colspan=\"6\">" << details.str() << "</td></tr>\n";
}

// One strip, as long as there are checks of each outcome.
void WriteBar(std::ostream& out, const RunReport& report) {
  out << "<div class=\"bar\">";
  for (const auto& [outcome, count] : report.Counts())
    out << "<i class=\"" << KindOf(outcome) << "\" style=\"flex:" << count << "\" title=\"" << count << " "
        << NameOf(outcome) << "\"></i>";
  out << "</div>\n<ul class=\"counts\">\n";
  for (const auto& [outcome, count] : report.Counts())
    out << "<li>" << Badge(outcome, " " + std::to_string(count)) << "</li>\n";
  out << "</ul>\n";
}

void WriteSummary(std::ostream& out, const RunReport& report) {
  const std::string release = report.version.empty() ? "no target" : "Grafana " + report.version;
  out << "<header class=\"" << (report.IsGood() ? "good" : "red") << "\">\n<h1>"
      << (!report.IsEnough() ? "Too little was checked"
          : report.IsGood()  ? "All promises that were checked are kept"
                             : "Not everything is as it should be")
      << "</h1>\n<p>" << Escaped(release) << " at " << Escaped(report.url) << ", " << Escaped(report.started)
      << ", run " << Escaped(report.run) << ": " << Escaped(InWords(report)) << "</p>\n</header>\n";
  WriteBar(out, report);
  if (!report.IsEnough()) out << "<p>" << Escaped(TooLittle(report)) << "</p>\n";
  if (const std::string unknown = UnknownRelease(report); !unknown.empty())
    out << "<p>" << Escaped(unknown) << "</p>\n";
  out << "<ul class=\"reasons\">\n";
  for (const std::string& reason : ReasonsNotRun(report)) out << "<li>" << Escaped(reason) << "</li>\n";
  out << "</ul>\n";
  for (const std::string& problem : report.problems)
    out << "<p><span class=\"badge red\">LIST</span> " << Escaped(problem) << "</p>\n";
  for (const std::string& thing : report.left)
    out << "<p><span class=\"badge red\">LEFT</span> " << Escaped(thing)
        << " is still on the target; <code>grafake-conformance sweep</code> removes it</p>\n";
}

constexpr const char* kTable =
    "<table>\n<thead><tr><th class=\"outcome\">outcome</th><th class=\"id\">check</th><th class=\"level\">level</th>"
    "<th>requirement</th><th class=\"releases\">releases</th><th class=\"seen\">seen in</th></tr></thead>\n<tbody>\n";

void WriteTable(std::ostream& out, const std::vector<JudgedCheck>& checks) {
  out << kTable;
  for (const JudgedCheck& judged : checks) WriteRow(out, judged);
  out << "</tbody>\n</table>\n";
}

void WriteRed(std::ostream& out, const RunReport& report) {
  std::vector<JudgedCheck> red = report.Judged();
  std::erase_if(red, [](const JudgedCheck& judged) { return !IsRed(judged.result->outcome); });
  if (red.empty()) return;
  out << "<h2>What is not as it should be</h2>\n";
  WriteTable(out, red);
}

void WriteLinks(std::ostream& out, const std::vector<Section>& sections) {
  out << "<nav>\n";
  for (const Section& section : sections)
    out << "<a href=\"#" << Escaped(section.subject) << "\"" << (section.red > 0 ? " class=\"red\"" : "") << ">"
        << Escaped(section.subject) << "</a>\n";
  out << "</nav>\n";
}

void WriteSection(std::ostream& out, const Section& section) {
  const std::string subject = Escaped(section.subject);
  out << "<details class=\"subject\" open id=\"" << subject << "\"><summary>" << subject << " <span>"
      << section.checks.size() << " checks" << (section.red > 0 ? ", " + std::to_string(section.red) + " red" : "")
      << "</span></summary>\n";
  WriteTable(out, section.checks);
  out << "</details>\n";
}

}  // namespace

void WriteHtml(std::ostream& out, const RunReport& report) {
  const std::vector<Section> sections = SectionsOf(report);
  out << kHead << kReportCss << "</style>\n</head>\n<body>\n";
  WriteSummary(out, report);
  WriteLinks(out, sections);
  WriteRed(out, report);
  out << "<h2>Everything, by subject</h2>\n";
  for (const Section& section : sections) WriteSection(out, section);
  out << "</body>\n</html>\n";
}

}  // namespace grafake::conformance
