#include "conformance/commands/exit_code.h"

#include <gtest/gtest.h>

#include "conformance/report/run_report.h"

namespace grafake::conformance {
namespace {

int CodeOf(Outcome outcome) {
  return ExitCodeOf({.planned = {{"A-001"}}, .results = {{.id = "A-001", .outcome = outcome}}});
}

TEST(ExitCodeTest, TellsWhoseFaultItIs) {
  for (const Outcome good : {Outcome::kPass, Outcome::kXfail}) EXPECT_EQ(CodeOf(good), kEqual);
  for (const Outcome red : {Outcome::kFail, Outcome::kXpass, Outcome::kBlocked}) EXPECT_EQ(CodeOf(red), kDifferent);
  EXPECT_EQ(CodeOf(Outcome::kHarnessError), kHarnessFault);
  EXPECT_EQ(CodeOf(Outcome::kNotRun), kInterruption);
}

// So many checks, of which so many are unsupported.
RunReport Unsupported(int planned, int unsupported, double may_be = kUsuallyUnsupported) {
  RunReport report{.may_be_unsupported = may_be};
  for (int i = 0; i < planned; ++i) {
    const std::string id = "A-" + std::to_string(i);
    report.planned.push_back({id});
    report.results.push_back({.id = id, .outcome = i < unsupported ? Outcome::kUnsupported : Outcome::kPass});
  }
  return report;
}

TEST(ExitCodeTest, ARunThatCheckedLittleIsNotGreen) {
  EXPECT_EQ(ExitCodeOf(Unsupported(479, 85)), kEqual);
  EXPECT_EQ(ExitCodeOf(Unsupported(479, 338)), kNoTarget);
  EXPECT_EQ(ExitCodeOf(Unsupported(479, 338, 0.8)), kEqual);
  EXPECT_EQ(ExitCodeOf(Unsupported(479, 338, 0.5)), kNoTarget);
}

TEST(ExitCodeTest, NothingCheckedIsNeverGreen) {
  EXPECT_EQ(ExitCodeOf(Unsupported(37, 37, 1)), kNoTarget);
  EXPECT_EQ(CodeOf(Outcome::kDisabled), kNoTarget);
}

TEST(ExitCodeTest, ACheckWithoutAResultIsOurFault) { EXPECT_EQ(ExitCodeOf({.planned = {{"A-001"}}}), kHarnessFault); }

TEST(ExitCodeTest, ABadListIsRed) { EXPECT_EQ(ExitCodeOf({.problems = {"A-002 is unknown"}}), kDifferent); }

TEST(ExitCodeTest, WhatIsLeftOnTheTargetIsOurFault) {
  EXPECT_EQ(ExitCodeOf({.left = {"account cf-1"}}), kHarnessFault);
}

}  // namespace
}  // namespace grafake::conformance
