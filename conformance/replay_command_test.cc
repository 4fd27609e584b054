#include "conformance/replay_command.h"

#include <gmock/gmock.h>

#include "conformance/not_yet_passing.h"
#include "conformance/target.h"

namespace grafake::conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

PlayResult Passing(const std::string& name) { return {.name = name, .exchanges = 1}; }

PlayResult Failing(const std::string& name) {
  PlayResult result = Passing(name);
  result.mismatches.push_back({});
  return result;
}

TEST(JudgeTest, ListedScenariosMayFailButMustNotPass) {
  const Verdict verdict = Judge({Passing("a/x"), Failing("a/y"), Failing("a/z"), Passing("a/w")}, {"a/y", "a/w"},
                                {"a/x", "a/y", "a/z", "a/w"});
  EXPECT_EQ(verdict.passed, 1U);
  EXPECT_EQ(verdict.not_yet, 1U);
  EXPECT_EQ(verdict.failed, 2U);
  EXPECT_THAT(verdict.problems, ElementsAre("a/z differs", "a/w passes now: remove it from the list"));
}

TEST(JudgeTest, AListedNameMustExist) { EXPECT_THAT(Judge({Passing("a/x")}, {"a/gone"}, {"a/x"}).problems, SizeIs(1)); }

TEST(JudgeTest, AllEqualIsNoProblem) { EXPECT_THAT(Judge({Passing("a/x")}, {}, {"a/x"}).problems, IsEmpty()); }

TEST(PatternTest, StarsStandForAnything) {
  EXPECT_TRUE(FitsPattern("tokens/auth-bad", "tokens/*"));
  EXPECT_TRUE(FitsPattern("tokens/auth-bad", "*auth*"));
  EXPECT_FALSE(FitsPattern("tokens/auth-bad", "accounts/*"));
  EXPECT_FALSE(FitsPattern("tokens/auth-bad", "tokens/auth"));
}

TEST(CommandWordsTest, QuotesKeepBlanksTogether) {
  EXPECT_THAT(CommandWords("a 'b c'  \"d e\" f=''"), ElementsAre("a", "b c", "d e", "f="));
}

TEST(TargetTest, AServerThatEndsIsNamedWithItsLastWords) {
  Target target({{"sh", "-c", "echo no luck; exit 3"}, ""}, testing::TempDir() + "/grafake-target-test");
  const auto started = target.Start({}, "", {});
  ASSERT_FALSE(started);
  EXPECT_THAT(started.error(), testing::HasSubstr("no luck"));
}

}  // namespace
}  // namespace grafake::conformance
