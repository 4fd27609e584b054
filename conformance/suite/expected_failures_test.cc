#include "conformance/suite/expected_failures.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace grafake::conformance {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class ExpectedFailuresTest : public testing::Test {
 protected:
  ~ExpectedFailuresTest() override { std::filesystem::remove(path_); }

  [[nodiscard]] auto Read(const std::string& text) const {
    std::ofstream(path_) << text;
    return ReadExpectedFailures(path_);
  }

  std::string path_ = testing::TempDir() + "/expected-failures-" + std::to_string(getpid());
};

TEST_F(ExpectedFailuresTest, ALineNamesIdDayOwnerAndReason) {
  const auto read = Read("# comment\n\nA-1 2026-12-31 ada it is known #12\n");
  ASSERT_TRUE(read) << read.error();
  ASSERT_EQ(read->size(), 1U);
  EXPECT_EQ(read->at("A-1").last_day, "2026-12-31");
  EXPECT_EQ(read->at("A-1").owner, "ada");
  EXPECT_THAT(read->at("A-1").reason, HasSubstr("it is known"));
}

TEST_F(ExpectedFailuresTest, ALineThatLacksSomethingIsNamed) {
  for (const char* text : {"A-1\n", "A-1 soon ada why\n", "A-1 2026-13-01 ada why\n", "A-1 2026-12-31 ada\n"}) {
    const auto read = Read(std::string("# first\n") + text);
    ASSERT_FALSE(read) << text;
    EXPECT_THAT(read.error(), HasSubstr(":2: ")) << text;
  }
}

TEST_F(ExpectedFailuresTest, AnIdStandsOnce) {
  EXPECT_THAT(Read("A-1 2026-12-31 ada why\nA-1 2026-12-31 ada why\n").error(), HasSubstr("twice"));
}

TEST_F(ExpectedFailuresTest, AMissingFileIsNamed) { EXPECT_FALSE(ReadExpectedFailures("/no/such/file")); }

TEST(ApplyTest, OnlyFailAndPassOfListedChecksChange) {
  const ExpectedFailures expected{{"A-1", {"2026-12-31", "ada", "known"}}};
  const auto after = [&](const std::string& id, Outcome outcome) {
    CheckResult result{.id = id, .outcome = outcome};
    Apply(expected, result);
    return result.outcome;
  };
  EXPECT_EQ(after("A-1", Outcome::kFail), Outcome::kXfail);
  EXPECT_EQ(after("A-1", Outcome::kPass), Outcome::kXpass);
  EXPECT_EQ(after("A-1", Outcome::kBlocked), Outcome::kBlocked);
  EXPECT_EQ(after("A-1", Outcome::kHarnessError), Outcome::kHarnessError);
  EXPECT_EQ(after("B-1", Outcome::kFail), Outcome::kFail);
}

TEST(ProblemsOfTest, UnknownIdsAndPastDaysAreProblems) {
  const ExpectedFailures expected{{"A-1", {"2026-01-31", "ada", "known"}}, {"B-1", {"2026-01-31", "ada", "known"}}};
  EXPECT_THAT(ProblemsOf(expected, {"A-1", "B-1"}, "2026-01-31"), IsEmpty());
  EXPECT_THAT(ProblemsOf(expected, {"A-1"}, "2026-01-31"), ElementsAre(HasSubstr("B-1 stands in the list")));
  EXPECT_THAT(ProblemsOf(expected, {"A-1", "B-1"}, "2026-02-01"),
              ElementsAre(HasSubstr("A-1 was expected"), HasSubstr("B-1 was expected")));
}

}  // namespace
}  // namespace grafake::conformance
