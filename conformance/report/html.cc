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
:root { color-scheme: light dark; --line: #8884; --soft: #8882; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
h1 { margin-bottom: 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--soft); padding: .6rem; border-radius: .4rem; }
dt { font-weight: 600; } dd { margin: 0 0 .4rem; overflow-wrap: anywhere; }
summary { cursor: pointer; }
td:nth-child(2) { white-space: nowrap; }
.outcome { font: 600 .8rem ui-monospace, monospace; padding: .1rem .5rem; border-radius: .4rem; white-space: nowrap; }
.good { background: #1a7f3733; color: light-dark(#116329, #57d37b); }
.red { background: #cf222e33; color: light-dark(#a40e26, #ff8a8a); }
.grey { background: var(--soft); }
.counts { display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; list-style: none; }
</style>
</head>
<body>
)";

std::string Badge(Outcome outcome, const std::string& more = "") {
  const char* kind = outcome == Outcome::kPass ? "good" : IsRed(outcome) ? "red" : "grey";
  return std::string("<span class=\"outcome ") + kind + "\">" + NameOf(outcome) + more + "</span>";
}

void WriteFailure(std::ostream& out, const Failure& failure) {
  out << "<dl><dt>request</dt><dd><code>" << Escaped(failure.request) << "</code></dd><dt>expected</dt><dd>"
      << Escaped(failure.expected) << "</dd><dt>got</dt><dd><code>" << Escaped(failure.got) << "</code></dd></dl>\n";
  if (!failure.curl.empty()) out << "<pre>" << Escaped(failure.curl) << "</pre>\n";
}

void WriteDetails(std::ostream& out, const CheckResult& result) {
  if (!result.reason.empty()) out << "<p>" << Escaped(result.reason) << "</p>\n";
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

void WriteSummary(std::ostream& out, const RunReport& report) {
  out << "<h1>" << (report.IsGood() ? "All promises that were checked are kept" : "Some promises are not kept")
      << "</h1>\n<p>"
      << "Grafana " << Escaped(report.version) << " at " << Escaped(report.url) << ", " << Escaped(report.started)
      << ", run " << Escaped(report.run) << ": " << Escaped(InWords(report)) << ".</p>\n<ul class=\"counts\">\n";
  for (const auto& [outcome, count] : report.Counts())
    out << "<li>" << Badge(outcome, " " + std::to_string(count)) << "</li>\n";
  out << "</ul>\n";
  for (const std::string& problem : report.problems) out << "<p class=\"red\">" << Escaped(problem) << "</p>\n";
  for (const std::string& thing : report.left) out << "<p>Left on the target: " << Escaped(thing) << "</p>\n";
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

}  // namespace

void WriteHtml(std::ostream& out, const RunReport& report) {
  out << kHead;
  WriteSummary(out, report);
  if (!report.IsGood()) {
    out << "<h2>What is not as it should be</h2>\n";
    WriteTable(out, report, "", true);
  }
  for (const std::string& subject : SubjectsOf(report)) {
    out << "<h2>" << Escaped(subject) << "</h2>\n";
    WriteTable(out, report, subject, false);
  }
  out << "</body>\n</html>\n";
}

}  // namespace grafake::conformance
