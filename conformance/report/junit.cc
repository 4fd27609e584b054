#include <algorithm>
#include <iomanip>

#include "conformance/report/formats.h"

namespace grafake::conformance {
namespace {

std::string Details(const CheckResult& result) {
  std::string text = result.reason;
  for (const Failure& failure : result.failures) {
    text += "\nrequest:  " + failure.request + "\nexpected: " + failure.expected + "\ngot:      " + failure.got;
    if (!failure.curl.empty()) text += "\n" + failure.curl;
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
      return "skipped";
    case Outcome::kBlocked:
    case Outcome::kHarnessError:
      return "error";
  }
  return "";
}

struct Suite {
  std::string name;
  std::vector<PlannedCheck> checks;
  std::vector<CheckResult> results;

  [[nodiscard]] auto Count(const std::string& element) const {
    return std::ranges::count(results, element, [](const CheckResult& result) { return ElementOf(result.outcome); });
  }
  [[nodiscard]] double Seconds() const {
    double sum = 0;
    for (const CheckResult& result : results) sum += result.seconds;
    return sum;
  }
};

void WriteCounts(std::ostream& out, const Suite& suite) {
  out << " tests=\"" << suite.results.size() << "\" failures=\"" << suite.Count("failure") << "\" errors=\""
      << suite.Count("error") << "\" skipped=\"" << suite.Count("skipped") << "\" time=\"" << suite.Seconds() << "\"";
}

void WriteCase(std::ostream& out, const std::string& suite, const PlannedCheck& check, const CheckResult& result) {
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
  out << ">" << Escaped(Details(result)) << "</" << element << ">\n    </testcase>\n";
}

Suite SuiteOf(const RunReport& report, const std::string& subject) {
  Suite suite{.name = subject};
  for (const PlannedCheck& check : report.planned) {
    if (!subject.empty() && SubjectOf(check.id) != subject) continue;
    suite.checks.push_back(check);
    suite.results.push_back(report.ResultOf(check.id));
  }
  return suite;
}

}  // namespace

void WriteJUnit(std::ostream& out, const RunReport& report) {
  out << std::fixed << std::setprecision(3)
      << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"grafake-conformance\"";
  WriteCounts(out, SuiteOf(report, ""));
  out << ">\n";
  for (const std::string& subject : SubjectsOf(report)) {
    const Suite suite = SuiteOf(report, subject);
    out << "  <testsuite name=\"" << Escaped(subject) << "\" timestamp=\"" << Escaped(report.started.substr(0, 19))
        << "\"";
    WriteCounts(out, suite);
    out << ">\n    <properties>\n      <property name=\"release\" value=\"" << Escaped(report.version)
        << "\"/>\n      <property name=\"target\" value=\"" << Escaped(report.url) << "\"/>\n    </properties>\n";
    for (std::size_t i = 0; i < suite.checks.size(); ++i) WriteCase(out, subject, suite.checks[i], suite.results[i]);
    out << "  </testsuite>\n";
  }
  out << "</testsuites>\n";
}

}  // namespace grafake::conformance
