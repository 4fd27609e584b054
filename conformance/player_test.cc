#include "conformance/player.h"

#include <gmock/gmock.h>
#include <unistd.h>

namespace grafake::conformance {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string Recording(const std::string& name) {
  return std::string(GRAFAKE_FIXTURES) + "/recorded/9.0.9/" + name + ".json";
}

class PlayerTest : public testing::Test {
 protected:
  ~PlayerTest() override { std::filesystem::remove_all(directory_); }

  // Plays a recording against a server that answers from it, in the given manner (double/main.cc).
  PlayResult PlayDouble(const std::string& name, const std::vector<std::string>& manner = {}) {
    TargetCommand command{{GRAFAKE_DOUBLE, Recording(name), "{data}", "{port}"}, ""};
    command.words.insert(command.words.end(), manner.begin(), manner.end());
    return Play(ReadScenario(Recording(name)).value(), command, directory_);
  }

  std::filesystem::path directory_ = testing::TempDir() + "/grafake-player-" + std::to_string(getpid());
};

TEST_F(PlayerTest, RightAnswersAreEqual) {
  const PlayResult result = PlayDouble("tokens--lifecycle");
  EXPECT_TRUE(result.Equal()) << result.broken;
  EXPECT_EQ(result.name, "tokens/lifecycle");
  EXPECT_GT(result.exchanges, 10U);
}

TEST_F(PlayerTest, PlaysOnWithTheSameDataAfterARestart) {
  const PlayResult result = PlayDouble("tokens--across-restart");
  EXPECT_TRUE(result.Equal()) << result.broken;
}

TEST_F(PlayerTest, SavesCookies) { EXPECT_TRUE(PlayDouble("access--login").Equal()); }

TEST_F(PlayerTest, AWrongAnswerIsShownAndTheRestIsPlayed) {
  const PlayResult result = PlayDouble("tokens--lifecycle", {"wrong", "2"});
  EXPECT_THAT(result.broken, IsEmpty());
  EXPECT_GT(result.exchanges, 10U);
  ASSERT_THAT(result.mismatches, SizeIs(1));
  const Mismatch& mismatch = result.mismatches[0];
  EXPECT_EQ(mismatch.step, 2U);
  EXPECT_THAT(mismatch.what, HasSubstr("the body"));
  EXPECT_EQ(mismatch.got.substr(mismatch.got.size() - 1), "?");
  EXPECT_THAT(mismatch.curl, AllOf(HasSubstr("curl -i"), HasSubstr(R"(-u 'admin:'"$PASSWORD")")));
}

TEST_F(PlayerTest, AServerThatDiesEndsTheScenario) {
  const PlayResult result = PlayDouble("tokens--lifecycle", {"die", "3"});
  EXPECT_EQ(result.exchanges, 3U);
  EXPECT_THAT(result.broken, HasSubstr("at step 3: the server ended"));
  ASSERT_THAT(result.mismatches, SizeIs(1));
  EXPECT_EQ(result.mismatches[0].what, "no answer");
}

TEST_F(PlayerTest, AServerThatDoesNotStartIsReported) {
  const PlayResult result = PlayDouble("tokens--lifecycle", {"refuse"});
  EXPECT_EQ(result.exchanges, 0U);
  EXPECT_THAT(result.broken, HasSubstr("I will not, said the server"));
}

TEST_F(PlayerTest, WhatGoesWrongOnOurSideIsReported) {
  directory_ = "/proc/no/such";
  EXPECT_THAT(PlayDouble("toggles--off").broken, HasSubstr("/proc/no/such"));
}

}  // namespace
}  // namespace grafake::conformance
