#include <algorithm>

#include "conformance/report/console.h"
#include "conformance/report/formats.h"

namespace grafake::conformance {
namespace {

constexpr const char* kHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Conformance report</title>
<style>
:root { color-scheme: light dark; --line: #8883; --soft: #8881; --green: #1a7f37; --red: #cf222e; --grey: #848d97; }
* { box-sizing: border-box; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 80rem; padding: 1.5rem; }
h1 { margin: 0; font-size: 1.7rem; } h2 { margin: 2rem 0 .5rem; font-size: 1.2rem; }
header { border-left: .4rem solid var(--green); padding-left: 1rem; } header.red { border-color: var(--red); }
header p { margin: .2rem 0; color: var(--grey); }
.bar { display: flex; height: .7rem; border-radius: .35rem; overflow: hidden; margin: 1rem 0; background: var(--soft); }
.bar i { display: block; min-width: 2px; }
.counts, nav { display: flex; flex-wrap: wrap; gap: .4rem; padding: 0; list-style: none; margin: .5rem 0; }
nav a { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .7rem; text-decoration: none; color: inherit; }
nav a.red { border-color: var(--red); color: var(--red); font-weight: 600; }
.outcome { font: 600 .75rem/1.6 ui-monospace, monospace; padding: 0 .5rem; border-radius: .4rem; white-space: nowrap;
  display: inline-block; background: var(--soft); }
.outcome.good { background: #1a7f3726; color: var(--green); } .outcome.red { background: #cf222e26; color: var(--red); }
i.good { background: var(--green); } i.red { background: var(--red); } i.grey { background: var(--grey); }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
th { color: var(--grey); font-weight: 500; font-size: .85rem; }
th:nth-child(1) { width: 9.5rem; } th:nth-child(2) { width: 9rem; } th:nth-child(3) { width: 6.5rem; }
th:nth-child(5) { width: 8rem; } th:nth-child(6) { width: 11rem; }
td:nth-child(5), td:nth-child(6) { color: var(--grey); font-size: .85rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--soft); padding: .6rem; border-radius: .4rem;
  font-size: .8rem; max-height: 30rem; overflow-y: auto; }
dl { display: grid; grid-template-columns: 6rem 1fr; gap: .1rem .6rem; margin: .5rem 0; } dt { color: var(--grey); }
dd { margin: 0; overflow-wrap: anywhere; } code { font-size: .85em; }
summary { cursor: pointer; } h2 + p, .why { color: var(--grey); margin: .2rem 0; }
details.subject > summary { font-weight: 600; padding: .4rem 0; border-bottom: 1px solid var(--line); }
details.subject > summary span { font-weight: 400; color: var(--grey); }
@media (max-width: 50rem) { th:nth-child(n+5), td:nth-child(n+5), th:nth-child(3), td:nth-child(3) { display: none; }
  th:nth-child(2) { width: 7rem; } th:nth-child(1) { width: 8rem; } }
</style>
</head>
<body>
)";

const char* KindOf(Outcome outcome) { return outcome == Outcome::kPass ? "good" : IsRed(outcome) ? "red" : "grey"; }

std::string Badge(Outcome outcome, const std::string& more = "") {
  return std::string("<span class=\"outcome ") + KindOf(outcome) + "\">" + NameOf(outcome) + more + "</span>";
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
    out << "<details><summary>everything that was said</summary><pre>" << Escaped(result.traffic)
        << "</pre></details>\n";
  if (!result.server_log.empty())
    out << "<details><summary>what the server wrote</summary><pre>" << Escaped(result.server_log)
        << "</pre></details>\n";
}

void WriteRow(std::ostream& out, const PlannedCheck& check, const CheckResult& result) {
  out << "<tr><td>" << Badge(result.outcome) << "</td><td><code>" << Escaped(check.id) << "</code></td><td>"
      << check.level << "</td><td>" << Escaped(check.requirement) << "\n";
  WriteDetails(out, result);
  out << "</td><td>" << Escaped(check.releases) << "</td><td>" << Escaped(check.evidence) << "</td></tr>\n";
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
      << (report.IsGood() ? "All promises that were checked are kept" : "Not everything is as it should be")
      << "</h1>\n<p>" << Escaped(release) << " at " << Escaped(report.url) << ", " << Escaped(report.started)
      << ", run " << Escaped(report.run) << ": " << Escaped(InWords(report)) << "</p>\n</header>\n";
  WriteBar(out, report);
  for (const std::string& problem : report.problems)
    out << "<p><span class=\"outcome red\">LIST</span> " << Escaped(problem) << "</p>\n";
  for (const std::string& thing : report.left)
    out << "<p><span class=\"outcome red\">LEFT</span> " << Escaped(thing)
        << " is still on the target; <code>grafake-conformance sweep</code> removes it</p>\n";
}

constexpr const char* kTable =
    "<table>\n<thead><tr><th>outcome</th><th>check</th><th>level</th><th>requirement</th><th>releases</th>"
    "<th>seen in</th></tr></thead>\n<tbody>\n";

void WriteTable(std::ostream& out, const RunReport& report, const std::string& subject, bool red_only) {
  out << kTable;
  for (const PlannedCheck& check : report.planned) {
    const CheckResult result = report.ResultOf(check.id);
    if (red_only ? IsRed(result.outcome) : SubjectOf(check.id) == subject) WriteRow(out, check, result);
  }
  out << "</tbody>\n</table>\n";
}

std::size_t RedOf(const RunReport& report, const std::string& subject) {
  return static_cast<std::size_t>(std::ranges::count_if(report.planned, [&](const PlannedCheck& check) {
    return SubjectOf(check.id) == subject && IsRed(report.ResultOf(check.id).outcome);
  }));
}

std::size_t SizeOf(const RunReport& report, const std::string& subject) {
  return static_cast<std::size_t>(
      std::ranges::count(report.planned, subject, [](const PlannedCheck& check) { return SubjectOf(check.id); }));
}

void WriteLinks(std::ostream& out, const RunReport& report) {
  out << "<nav>\n";
  for (const std::string& subject : SubjectsOf(report))
    out << "<a href=\"#" << Escaped(subject) << "\"" << (RedOf(report, subject) > 0 ? " class=\"red\"" : "") << ">"
        << Escaped(subject) << "</a>\n";
  out << "</nav>\n";
}

void WriteSubject(std::ostream& out, const RunReport& report, const std::string& subject) {
  const std::size_t red = RedOf(report, subject);
  out << "<details class=\"subject\" open id=\"" << Escaped(subject) << "\"><summary>" << Escaped(subject) << " <span>"
      << SizeOf(report, subject) << " checks" << (red > 0 ? ", " + std::to_string(red) + " red" : "")
      << "</span></summary>\n";
  WriteTable(out, report, subject, false);
  out << "</details>\n";
}

}  // namespace

void WriteHtml(std::ostream& out, const RunReport& report) {
  out << kHead;
  WriteSummary(out, report);
  WriteLinks(out, report);
  if (!report.IsGood()) {
    out << "<h2>What is not as it should be</h2>\n";
    WriteTable(out, report, "", true);
  }
  out << "<h2>Everything, by subject</h2>\n";
  for (const std::string& subject : SubjectsOf(report)) WriteSubject(out, report, subject);
  out << "</body>\n</html>\n";
}

}  // namespace grafake::conformance
