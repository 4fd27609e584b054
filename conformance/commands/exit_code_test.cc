#include "conformance/commands/exit_code.h"

#include <gtest/gtest.h>

#include "conformance/commands/run_command.h"
#include "conformance/replay_command.h"

namespace grafake::conformance {
namespace {

int CodeOf(Outcome outcome) {
  return ExitCodeOf({.planned = {{"A-001"}}, .results = {{.id = "A-001", .outcome = outcome}}});
}

TEST(ExitCodeTest, TellsWhoseFaultItIs) {
  for (const Outcome good : {Outcome::kPass, Outcome::kXfail, Outcome::kUnsupported, Outcome::kDisabled})
    EXPECT_EQ(CodeOf(good), kEqual);
  for (const Outcome red : {Outcome::kFail, Outcome::kXpass, Outcome::kBlocked}) EXPECT_EQ(CodeOf(red), kDifferent);
  EXPECT_EQ(CodeOf(Outcome::kHarnessError), kHarnessFault);
}

TEST(ExitCodeTest, ACheckWithoutAResultIsOurFault) { EXPECT_EQ(ExitCodeOf({.planned = {{"A-001"}}}), kHarnessFault); }

TEST(ExitCodeTest, ABadListIsRed) { EXPECT_EQ(ExitCodeOf({.problems = {"A-002 is unknown"}}), kDifferent); }

TEST(ExitCodeTest, WhatIsLeftOnTheTargetIsOurFault) {
  EXPECT_EQ(ExitCodeOf({.left = {"account cf-1"}}), kHarnessFault);
}

}  // namespace
}  // namespace grafake::conformance
