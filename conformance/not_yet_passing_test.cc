#include "conformance/not_yet_passing.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

namespace grafake::conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

PlayResult Passing(const std::string& name) { return {.name = name, .exchanges = 1}; }

PlayResult Failing(const std::string& name) {
  PlayResult result = Passing(name);
  result.mismatches.push_back({});
  return result;
}

TEST(NotYetPassingTest, ReadsNamesAndComments) {
  const std::string path = testing::TempDir() + "/grafake-list-" + std::to_string(getpid());
  std::ofstream(path) << "# all of it\n\n a/x \t\r\na/y # soon\n";
  EXPECT_THAT(ReadNotYetPassing(path).value(), ElementsAre("a/x", "a/y"));
  std::remove(path.c_str());
  EXPECT_FALSE(ReadNotYetPassing("/no/such/file").has_value());
}

TEST(JudgeTest, ListedScenariosMayFailButMustNotPass) {
  const Verdict verdict = Judge({Passing("a/x"), Failing("a/y"), Failing("a/z"), Passing("a/w")}, {"a/y", "a/w"},
                                {"a/x", "a/y", "a/z", "a/w"});
  EXPECT_EQ(verdict.passed, 1U);
  EXPECT_EQ(verdict.not_yet, 1U);
  EXPECT_EQ(verdict.failed, 2U);
  EXPECT_THAT(verdict.problems, ElementsAre("a/z differs", "a/w passes now: remove it from the list"));
}

TEST(JudgeTest, WhatCouldNotBePlayedDiffers) {
  EXPECT_THAT(Judge({{.name = "a/x", .broken = "no server"}}, {}, {"a/x"}).problems, ElementsAre("a/x differs"));
}

TEST(JudgeTest, AListedNameMustExist) {
  const Verdict verdict = Judge({Passing("a/x")}, {"a/gone"}, {"a/x"});
  EXPECT_EQ(verdict.failed, 1U);
  EXPECT_THAT(verdict.problems, ElementsAre("a/gone stands in the list, but there is no such scenario"));
}

TEST(JudgeTest, AListedNameThatWasNotSelectedIsNoProblem) {
  EXPECT_THAT(Judge({Passing("a/x")}, {"a/y"}, {"a/x", "a/y"}).problems, IsEmpty());
}

}  // namespace
}  // namespace grafake::conformance
