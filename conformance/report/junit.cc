#include <algorithm>
#include <iomanip>
#include <iterator>
#include <tuple>

#include "conformance/report/formats.h"

namespace grafake::conformance {
namespace {

// In XML. Each line begins with a word of ours.
std::string Details(const CheckResult& result) {
  std::string text = result.reason.empty() ? "" : "why:      " + Escaped(result.reason);
  for (const Failure& failure : result.failures) {
    text += "\nrequest:  " + Escaped(failure.request) + "\nexpected: " + Escaped(failure.expected) +
            "\ngot:      " + Escaped(failure.got);
    if (!failure.curl.empty()) text += "\ntry:      " + Escaped(failure.curl);
    text += "\n";
  }
  return text;
}

// What JUnit calls an outcome; empty: passed.
std::string ElementOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::kPass:
      return "";
    case Outcome::kFail:
    case Outcome::kXpass:
      return "failure";
    case Outcome::kXfail:
    case Outcome::kUnsupported:
    case Outcome::kDisabled:
    case Outcome::kNotRun:
      return "skipped";
    case Outcome::kBlocked:
    case Outcome::kHarnessError:
      return "error";
  }
  return "";
}

struct Suite {
  std::string name;
  std::vector<JudgedCheck> checks;

  [[nodiscard]] auto Count(const std::string& element) const {
    return std::ranges::count(checks, element,
                              [](const JudgedCheck& check) { return ElementOf(check.result->outcome); });
  }
  [[nodiscard]] double Seconds() const {
    double sum = 0;
    for (const JudgedCheck& check : checks) sum += check.result->seconds;
    return sum;
  }
};

void WriteCounts(std::ostream& out, const Suite& suite) {
  out << " tests=\"" << suite.checks.size() << "\" failures=\"" << suite.Count("failure") << "\" errors=\""
      << suite.Count("error") << "\" skipped=\"" << suite.Count("skipped") << "\" time=\"" << suite.Seconds() << "\"";
}

void WriteCase(std::ostream& out, const std::string& suite, const JudgedCheck& judged) {
  const auto& [check, result] = std::tie(*judged.check, *judged.result);
  out << "    <testcase classname=\"" << Escaped(suite) << "\" name=\"" << Escaped(check.id + ": " + check.requirement)
      << "\" time=\"" << result.seconds << "\"";
  const std::string element = ElementOf(result.outcome);
  if (element.empty()) {
    out << "/>\n";
    return;
  }
  const std::string& why = result.failures.empty() ? result.reason : result.failures.front().got;
  out << ">\n      <" << element << " message=\"" << Escaped(NameOf(result.outcome) + ": " + why) << "\"";
  if (element != "skipped") out << " type=\"" << NameOf(result.outcome) << "\"";
  out << ">" << Details(result) << "</" << element << ">\n    </testcase>\n";
}

Suite SuiteOf(const RunReport& report, const std::string& subject) {
  Suite suite{.name = subject};
  for (const JudgedCheck& judged : report.Judged()) {
    if (subject.empty() || SubjectOf(judged.check->id) == subject) suite.checks.push_back(judged);
  }
  return suite;
}

// A run that says too little has a check of its own, which no other shows.
RunReport OfItself(const RunReport& report) {
  RunReport of{.run = report.run, .started = report.started, .version = report.version, .url = report.url};
  if (report.IsEnough()) return of;
  of.planned.push_back({.id = "RUN-001", .requirement = "The run says something about its target."});
  of.results.push_back({.id = "RUN-001", .outcome = Outcome::kHarnessError, .reason = TooLittle(report)});
  return of;
}

void WriteSuites(std::ostream& out, const RunReport& report) {
  for (const std::string& subject : SubjectsOf(report)) {
    const Suite suite = SuiteOf(report, subject);
    out << "  <testsuite name=\"" << Escaped(subject) << "\" timestamp=\"" << Escaped(report.started.substr(0, 19))
        << "\"";
    WriteCounts(out, suite);
    out << ">\n    <properties>\n      <property name=\"release\" value=\"" << Escaped(report.version)
        << "\"/>\n      <property name=\"target\" value=\"" << Escaped(report.url) << "\"/>\n    </properties>\n";
    for (const JudgedCheck& judged : suite.checks) WriteCase(out, subject, judged);
    out << "  </testsuite>\n";
  }
}

}  // namespace

void WriteJUnit(std::ostream& out, const RunReport& report) {
  out << std::fixed << std::setprecision(3)
      << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"grafake-conformance\"";
  const RunReport of_itself = OfItself(report);
  Suite all = SuiteOf(report, "");
  std::ranges::copy(of_itself.Judged(), std::back_inserter(all.checks));
  WriteCounts(out, all);
  out << ">\n";
  WriteSuites(out, report);
  WriteSuites(out, of_itself);
  out << "</testsuites>\n";
}

}  // namespace grafake::conformance
