#include "conformance/run.h"

#include <gmock/gmock.h>

#include <latch>
#include <mutex>
#include <set>

namespace grafake::conformance {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

Scenario Named(const std::string& name, double sleeps = 0) {
  Scenario scenario{.name = name};
  if (sleeps > 0) scenario.steps.emplace_back(SleepStep{sleeps});
  return scenario;
}

TEST(PlayAllTest, EveryScenarioIsPlayedOnceAndCounted) {
  std::vector<Scenario> scenarios;
  for (int i = 0; i < 100; ++i) scenarios.push_back(Named(std::to_string(i), i % 10 == 0 ? 1 : 0));
  std::size_t calls = 0;
  const auto results = PlayAll(
      scenarios, 3, [](const Scenario& scenario) { return PlayResult{.name = scenario.name}; },
      [&](const PlayResult&, std::size_t count) { EXPECT_EQ(count, ++calls); });
  std::set<std::string> names;
  for (const PlayResult& result : results) names.insert(result.name);
  EXPECT_THAT(names, SizeIs(100));
  EXPECT_EQ(results.size(), 100U);
}

TEST(PlayAllTest, OneJobPlaysTheLongestSleeperFirst) {
  std::vector<std::string> names;
  (void)PlayAll(
      {Named("a"), Named("b", 1), Named("c", 5), Named("d")}, 1,
      [&](const Scenario& scenario) { return PlayResult{.name = scenario.name}; },
      [&](const PlayResult& result, std::size_t) { names.push_back(result.name); });
  EXPECT_THAT(names, ElementsAre("c", "b", "a", "d"));
}

// All four meet at the latch, or the test hangs.
TEST(PlayAllTest, SleepersTakeNoJob) {
  std::latch all(4);
  EXPECT_THAT(PlayAll(
                  {Named("a"), Named("b", 1), Named("c", 5), Named("d")}, 2,
                  [&](const Scenario& scenario) {
                    all.arrive_and_wait();
                    return PlayResult{.name = scenario.name};
                  },
                  [](const PlayResult&, std::size_t) {}),
              SizeIs(4));
}

TEST(DirectoryOfTest, NamesAreFolders) { EXPECT_EQ(DirectoryOf("a/b", "/tmp/x"), "/tmp/x/a-b"); }

TEST(NewTemporaryDirectoryTest, IsANewOneEachTime) {
  const auto one = NewTemporaryDirectory();
  const auto other = NewTemporaryDirectory();
  EXPECT_NE(one, other);
  EXPECT_TRUE(std::filesystem::remove(one));
  EXPECT_TRUE(std::filesystem::remove(other));
}

}  // namespace
}  // namespace grafake::conformance
