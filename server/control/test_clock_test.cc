#include "server/control/test_clock.h"

#include <gmock/gmock.h>

#include <thread>

namespace grafake::server {
namespace {

using namespace std::chrono_literals;

class TestClockTest : public testing::Test {
 protected:
  static constexpr Instant kStart = std::chrono::sys_days(std::chrono::year(2026) / 3 / 1);

  Instant real = kStart;
  TestClock clock{[this] { return real; }};
};

TEST_F(TestClockTest, FollowsUntilItIsTold) {
  real += 5s;
  EXPECT_EQ(clock.Now(), kStart + 5s);
  EXPECT_TRUE(clock.Get().follows);
}

TEST_F(TestClockTest, GoesOnFromWhereItIsSet) {
  clock.Set(kStart - 365 * 24h, 1);
  real += 5s;
  EXPECT_EQ(clock.Now(), kStart - 365 * 24h + 5s);
  EXPECT_FALSE(clock.Get().follows);
}

TEST_F(TestClockTest, StandsStillAndIsMovedByHand) {
  clock.Set(kStart, 0);
  real += 5s;
  EXPECT_EQ(clock.Now(), kStart);
  EXPECT_TRUE(clock.Advance(30 * 24h));
  EXPECT_EQ(clock.Now(), kStart + 30 * 24h);
  EXPECT_TRUE(clock.Advance(-1h));
  real += 5s;
  EXPECT_EQ(clock.Now(), kStart + 30 * 24h - 1h);
}

TEST_F(TestClockTest, AdvancedItGoesOnAtItsRate) {
  clock.Set(kStart, 60);
  real += 1s;
  EXPECT_TRUE(clock.Advance(1h));
  real += 1s;
  EXPECT_EQ(clock.Now(), kStart + 1h + 2min);
}

TEST_F(TestClockTest, WhatIsLeftOutStaysAsItIs) {
  clock.Set(kStart, 60);
  clock.Set(kStart + 1h, std::nullopt);
  real += 1s;
  EXPECT_EQ(clock.Now(), kStart + 1h + 1min);
  clock.Set(std::nullopt, 0);
  real += 1s;
  EXPECT_EQ(clock.Now(), kStart + 1h + 1min);
  EXPECT_TRUE(clock.Advance(1h, 2));
  real += 1s;
  EXPECT_EQ(clock.Now(), kStart + 2h + 1min + 2s);
}

TEST_F(TestClockTest, FollowsAgain) {
  clock.Set(kStart, 0);
  real += 5s;
  clock.Follow();
  EXPECT_EQ(clock.Now(), real);
}

TEST_F(TestClockTest, StaysWhereTimesCanBeShown) {
  EXPECT_FALSE(clock.Advance(std::chrono::years(200)));
  EXPECT_FALSE(clock.Advance(-std::chrono::years(100)));
  EXPECT_EQ(clock.Now(), kStart);
  clock.Set(kLastInstant - 1s, TestClock::kHighestRate);
  real += std::chrono::years(200);
  EXPECT_LT(clock.Now(), kLastInstant);
  clock.Set(kFirstInstant, 1);
  real -= 1h;
  EXPECT_EQ(clock.Now(), kFirstInstant);
}

// What a reader sees is always one of the two states, never a mixture.
TEST_F(TestClockTest, ReadersSeeWholeStates) {
  clock.Set(kStart, 0);
  std::jthread writer([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      clock.Set(kStart, 0);
      clock.Set(kStart + 1h, 0);
    }
  });
  for (int i = 0; i < 20000; ++i) ASSERT_THAT(clock.Now(), testing::AnyOf(kStart, kStart + 1h));
}

}  // namespace
}  // namespace grafake::server
