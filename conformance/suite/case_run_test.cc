// What becomes of a case, by what it does. Its target answers nothing: no port is open there.
#include "conformance/suite/case_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest-spi.h>

namespace grafake::conformance {
namespace {

Case With(const std::function<void(Session&)>& body) {
  return {.id = "A-001", .requirement = "It works.", .releases = "9.0", .body = body};
}

CaseRun Ran(const Case& test) {
  const Setting setting{.endpoint = {.port = 1}, .admin = "admin:admin", .run = "r", .release = {9, 0}};
  testing::TestPartResultArray failures;  // what the case fails does not fail this test
  const testing::ScopedFakeTestPartResultReporter reporter(&failures);
  return RunCase(test, setting, [] { return "the log"; });
}

Outcome OutcomeOf(const std::function<void(Session&)>& body) { return Ran(With(body)).result.outcome; }

TEST(RunCaseTest, OutcomesAreKeptApart) {
  EXPECT_EQ(OutcomeOf([](Session&) {}), Outcome::kPass);
  EXPECT_EQ(OutcomeOf([](Session& s) { s.Expect(false, "yes", "no"); }), Outcome::kFail);
  EXPECT_EQ(OutcomeOf([](Session&) { throw Unsupported("none"); }), Outcome::kUnsupported);
  EXPECT_EQ(OutcomeOf([](Session&) { throw Blocked("no"); }), Outcome::kBlocked);
  EXPECT_EQ(OutcomeOf([](Session&) { throw std::logic_error("oh"); }), Outcome::kHarnessError);
}

TEST(RunCaseTest, WhatHasFailedHasFailed) {
  EXPECT_EQ(OutcomeOf([](Session& s) {
              s.Expect(false, "yes", "no");
              throw Blocked("later");
            }),
            Outcome::kFail);
}

TEST(RunCaseTest, NoAnswerIsAFailure) {
  const CaseRun run = Ran(With([](Session& s) { (void)s.Get("/api/org"); }));
  EXPECT_EQ(run.result.outcome, Outcome::kFail);
  EXPECT_TRUE(run.unanswered);
  EXPECT_EQ(run.result.server_log, "the log");
}

TEST(RunCaseTest, AnObservationNeverFails) {
  Case test = With([](Session& s) { s.Expect(false, "yes", "no"); });
  test.level = Level::kObserved;
  const CheckResult result = Ran(test).result;
  EXPECT_EQ(result.outcome, Outcome::kPass);
  EXPECT_THAT(result.reason, testing::HasSubstr("differently"));
  EXPECT_EQ(result.failures.size(), 1U);
}

TEST(RunCaseTest, AnotherReleaseIsUnsupported) {
  Case test = With([](Session& s) { s.Expect(false, "yes", "no"); });
  test.releases = "9.1..";
  EXPECT_EQ(Ran(test).result.outcome, Outcome::kUnsupported);
}

TEST(RunCaseTest, ADisabledCaseSaysWhy) {
  Case test = With([](Session& s) { s.Expect(false, "yes", "no"); });
  test.disabled = "not now";
  const CheckResult result = Ran(test).result;
  EXPECT_EQ(result.outcome, Outcome::kDisabled);
  EXPECT_EQ(result.reason, "not now");
}

TEST(RunCaseTest, AServerOfItsOwnNeedsACommand) {
  Case test = With([](Session&) {});
  test.server.ini = "[a]\n";
  EXPECT_EQ(Ran(test).result.outcome, Outcome::kUnsupported);
}

}  // namespace
}  // namespace grafake::conformance
