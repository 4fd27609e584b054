#include "conformance/short_lives.h"

#include <gmock/gmock.h>

namespace grafake::conformance {
namespace {

using testing::HasSubstr;
using testing::Optional;
using namespace std::chrono_literals;

const ShortLives::Clock::time_point kNoon{};

RequestStep Creation(const std::string& seconds) {
  return {.method = "POST", .target = "/t", .body = R"({"secondsToLive":)" + seconds + "}", .saves = {{"key", "/key"}}};
}

RequestStep Use(std::string who, std::string answer = "{}") {
  return {.method = "GET", .target = "/u", .who = std::move(who), .answer = {200, {}, std::move(answer)}};
}

TEST(ShortLivesTest, AStepThatCameTooLateSaysNothing) {
  ShortLives lives;
  lives.Began(3, Creation("1"), kNoon);
  EXPECT_EQ(lives.TooLate(Use("bearer:{{key}}"), kNoon + 500ms), std::nullopt);
  EXPECT_THAT(lives.TooLate(Use("bearer:{{key}}"), kNoon + 1200ms), Optional(HasSubstr("1.2 s after step 3")));
  EXPECT_NE(lives.TooLate(Use("admin:admin", R"({"hasExpired":false})"), kNoon + 1200ms), std::nullopt);
}

TEST(ShortLivesTest, WhatHasNothingToDoWithItIsJudged) {
  ShortLives lives;
  lives.Began(3, Creation("1"), kNoon);
  EXPECT_EQ(lives.TooLate(Use("admin:admin"), kNoon + 1200ms), std::nullopt);
  EXPECT_EQ(lives.TooLate(Use("bearer:{{other}}"), kNoon + 1200ms), std::nullopt);
}

// The recording itself waited for the end of the life: then a late step is as late as it should be.
TEST(ShortLivesTest, AfterItsEndInTheRecordingAllIsJudged) {
  ShortLives lives;
  lives.Began(3, Creation("1"), kNoon);
  lives.Slept(1.5);
  EXPECT_EQ(lives.TooLate(Use("bearer:{{key}}"), kNoon + 1700ms), std::nullopt);
}

TEST(ShortLivesTest, OnlyLivesOfSecondsMatter) {
  EXPECT_EQ(SecondsToLive(Creation("2")), 2);
  EXPECT_EQ(SecondsToLive(Creation("\"2\"")), std::nullopt);
  EXPECT_EQ(SecondsToLive({.body = "{"}), std::nullopt);
  ShortLives lives;
  lives.Began(3, Creation("3600"), kNoon);
  EXPECT_EQ(lives.TooLate(Use("bearer:{{key}}"), kNoon + 2h), std::nullopt);
}

}  // namespace
}  // namespace grafake::conformance
