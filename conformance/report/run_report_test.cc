#include "conformance/report/run_report.h"

#include <gmock/gmock.h>

#include <sstream>

#include "conformance/report/console.h"
#include "conformance/report/json_lines.h"
#include "conformance/report/sample_report.h"

namespace grafake::conformance {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string LinesOf(const RunReport& report) {
  std::ostringstream out;
  JsonLines lines(out);
  lines.Plan(report);
  lines.Target(report.version, report.url);
  for (const CheckResult& result : report.results) lines.Result(result);
  lines.End(report);
  return out.str();
}

RunReport ReadReport(const std::string& text) {
  std::istringstream in(text);
  auto report = ReadJsonLines(in);
  EXPECT_TRUE(report) << report.error();
  return report.value_or(RunReport{});
}

TEST(RunReportTest, CountsAddUpToThePlan) {
  const RunReport report = SampleReport();
  std::size_t sum = 0;
  for (const auto& [outcome, count] : report.Counts()) sum += count;
  EXPECT_EQ(sum, report.planned.size());
  EXPECT_EQ(report.Counts().at(Outcome::kHarnessError), 2U);  // one of them was never run
}

TEST(RunReportTest, IsGoodWithoutAnythingRed) {
  RunReport report{
      .planned = {{"A-001"}, {"A-002"}},
      .results = {{.id = "A-001", .outcome = Outcome::kPass}, {.id = "A-002", .outcome = Outcome::kXfail}}};
  EXPECT_TRUE(report.IsGood());
  report.problems = {"a stale entry"};
  EXPECT_FALSE(report.IsGood());
  report.problems.clear();
  report.results.pop_back();
  EXPECT_FALSE(report.IsGood());
}

TEST(RunReportTest, AReleaseThatNobodyKnowsIsSaid) {
  RunReport report = SampleReport();
  EXPECT_EQ(UnknownRelease(report), "");
  report.version = "99.1.0";
  std::ostringstream out;
  PrintRun(out, report, false);
  EXPECT_THAT(out.str(), HasSubstr("the target is 99.1.0, a release that nothing is known of"));
}

TEST(JsonLinesTest, AreReadAgain) {
  const RunReport before = SampleReport();
  const RunReport after = ReadReport(LinesOf(before));
  EXPECT_EQ(after.Counts(), before.Counts());
  EXPECT_EQ(after.version, "9.0.9");
  EXPECT_EQ(after.problems, before.problems);
  EXPECT_EQ(after.left, before.left);
  EXPECT_EQ(after.planned.at(1).requirement, before.planned.at(1).requirement);
  EXPECT_EQ(after.results.at(1).failures.at(0).request, "GET /a as admin");
}

TEST(JsonLinesTest, ARunThatWasKilledStillAddsUp) {
  const std::string text = LinesOf(SampleReport());
  const auto cut = text.find("\"A-003\"", text.find("\"result\""));
  const RunReport report = ReadReport(text.substr(0, cut));
  EXPECT_EQ(report.results.size(), 2U);
  EXPECT_EQ(report.Counts().at(Outcome::kHarnessError), report.planned.size() - 2);
}

TEST(JsonLinesTest, SomethingElseIsRefused) {
  for (const char* text : {"", "{}\n", "nonsense\n{}\n", "{\"event\":\"plan\"}\n{}\n"}) {
    std::istringstream in(text);
    EXPECT_FALSE(ReadJsonLines(in)) << text;
  }
}

TEST(ConsoleTest, ShowsOnlyWhatIsNotAsItShouldBe) {
  std::ostringstream out;
  PrintRun(out, SampleReport(), false);
  EXPECT_THAT(out.str(), AllOf(HasSubstr("FAIL A-002"), HasSubstr("request:  GET /a as admin"),
                               HasSubstr("expected: status 200"), HasSubstr("got:      404"), HasSubstr("curl -i"),
                               HasSubstr("XPASS A-004"), HasSubstr("BLOCKED B-003"), HasSubstr("HARNESS-ERROR B-004")));
  EXPECT_THAT(out.str(), AllOf(Not(HasSubstr("A-001")), Not(HasSubstr("A-003")), Not(HasSubstr("B-001"))));
  EXPECT_THAT(out.str(), HasSubstr("1 passed, 1 failed, 1 failed as expected, 1 passed unexpectedly, 1 unsupported, "
                                   "1 disabled, 1 blocked, 2 harness errors of 9\n"));
}

}  // namespace
}  // namespace grafake::conformance
