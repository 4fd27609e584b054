#include "conformance/player.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

namespace grafake::conformance {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Optional;
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
  EXPECT_TRUE(result.Equal()) << result.broken.value_or("");
  EXPECT_EQ(result.name, "tokens/lifecycle");
  EXPECT_GT(result.exchanges, 10U);
}

TEST_F(PlayerTest, PlaysOnWithTheSameDataAfterARestart) {
  const PlayResult result = PlayDouble("tokens--across-restart");
  EXPECT_TRUE(result.Equal()) << result.broken.value_or("");
}

TEST_F(PlayerTest, SavesCookies) { EXPECT_TRUE(PlayDouble("access--login").Equal()); }

TEST_F(PlayerTest, AWrongAnswerIsShownAndTheRestIsPlayed) {
  const PlayResult result = PlayDouble("tokens--lifecycle", {"wrong", "2"});
  EXPECT_FALSE(result.broken);
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
  EXPECT_THAT(result.broken, Optional(HasSubstr("at step 3: the server ended")));
  ASSERT_THAT(result.mismatches, SizeIs(1));
  EXPECT_EQ(result.mismatches[0].what, "no answer");
}

TEST_F(PlayerTest, AServerThatDoesNotStartIsReported) {
  const PlayResult result = PlayDouble("tokens--lifecycle", {"refuse"});
  EXPECT_EQ(result.exchanges, 0U);
  EXPECT_THAT(result.broken, Optional(HasSubstr("I will not, said the server")));
}

TEST_F(PlayerTest, WhatGoesWrongOnOurSideIsReported) {
  directory_ = "/proc/no/such";
  EXPECT_THAT(PlayDouble("toggles--off").broken, Optional(HasSubstr("/proc/no/such")));
}

// A server that cannot be had shows in its output what it was started with.
std::string OutputOf(const Scenario& scenario, const std::string& script, const std::filesystem::path& directory) {
  (void)Play(scenario, {{"sh", "-c", script, "{ini}"}, ""}, directory);
  std::ifstream file(directory / "output");
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_F(PlayerTest, TheDirectoryIsFilledInWhereverAServerIsDescribed) {
  const Scenario scenario{.name = "a/b",
                          .environment = {{"GF_A", "{{dir}}/e"}},
                          .ini = "{{dir}}/i",
                          .arguments = {"cfg:a={{dir}}/c"},
                          .files = {{"f/g", "{{dir}}/h"}},
                          .steps = {}};
  const std::string d = directory_;
  EXPECT_EQ(OutputOf(scenario, R"sh(echo "$GF_A $(cat $0) $1 $(cat ${0%custom.ini}f/g)")sh", directory_),
            d + "/e " + d + "/i cfg:a=" + d + "/c " + d + "/h\n");
}

// Started twice on the database of its first start; the second time it complains and ends.
TEST_F(PlayerTest, AStartBeginsWithTheFirstDatabaseAndItsOwnFiles) {
  const std::string listen = std::string(GRAFAKE_DOUBLE) + " " + Recording("toggles--off") + R"( "$0" "$1")";
  const std::string script =
      R"sh([ -e "$0/../wrong" ] && echo "Failed to start grafana $(ls -a "$0" | tail -n 1)" && exit 7
                                touch "$0/first$(ls "$0" | wc -l)"; exec )sh" +
      listen;
  const auto answer = [](const std::string& body, int code) { return RecordedAnswer{code, {}, body}; };
  const Scenario scenario{
      .name = "a/b",
      .ini = "",
      .files = {{"old", "x"}},
      .steps = {
          StartStep{
              .about = "good", .settle = 0.01, .answer = answer(R"({"started": true, "exit": null, "log": []})", 0)},
          StartStep{
              .about = "bad",
              .files = {{"wrong", ""}},
              .answer = answer(R"({"started": false, "exit": 7, "log": ["Failed to start grafana first0"]})", 1)}}};
  const PlayResult result = Play(scenario, {{"sh", "-c", script, "{data}", "{port}"}, ""}, directory_);
  EXPECT_TRUE(result.Equal()) << result.broken.value_or("")
                              << (result.mismatches.empty() ? "" : result.mismatches[0].got);
  EXPECT_FALSE(std::filesystem::exists(directory_ / "old"));
}

}  // namespace
}  // namespace grafake::conformance
