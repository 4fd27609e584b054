#include "server/net/client_pace.h"

#include <gtest/gtest.h>

namespace grafake::server {
namespace {

using std::chrono::milliseconds;

constexpr SteadyInstant kSecond = 1'000'000'000;
constexpr SteadyInstant kStart = 1000 * kSecond;

Limits LimitsOfTheTest() {
  Limits limits;
  limits.least_rate = 100;
  limits.stall_time = milliseconds(10'000);
  limits.transfer_time = milliseconds(60'000);
  limits.head_time = milliseconds(5'000);
  limits.drain_time = milliseconds(1'000);
  return limits;
}

TEST(ClientPaceTest, WhoeverKeepsTheLeastRateIsNotBehind) {
  const Limits limits = LimitsOfTheTest();
  ClientPace pace;
  pace.Await(Awaited::kBody, 0, kStart, limits);
  for (int second = 1; second <= 50; ++second) pace.Await(Awaited::kBody, 100, kStart + second * kSecond, limits);
  EXPECT_EQ(pace.behind_since(), kStart + 50 * kSecond);
  EXPECT_EQ(pace.Deadline(limits), kStart + 60 * kSecond) << "the total time, at any rate";
}

TEST(ClientPaceTest, WhoeverIsAByteASecondTooSlowFallsBehind) {
  const Limits limits = LimitsOfTheTest();
  ClientPace pace;
  pace.Await(Awaited::kReading, 0, kStart, limits);
  for (int second = 1; second <= 20; ++second) pace.Await(Awaited::kReading, 99, kStart + second * kSecond, limits);
  EXPECT_EQ(pace.behind_since(), kStart + 20 * kSecond / 100 * 99);
  EXPECT_EQ(pace.Deadline(limits), pace.behind_since() + 10 * kSecond);
}

TEST(ClientPaceTest, AByteInAWhileDoesNotMoveTheEnd) {
  const Limits limits = LimitsOfTheTest();
  ClientPace pace;
  pace.Await(Awaited::kBody, 0, kStart, limits);
  pace.Await(Awaited::kBody, 1, kStart + 9 * kSecond, limits);
  EXPECT_EQ(pace.Deadline(limits), kStart + 10 * kSecond + kSecond / 100);
}

TEST(ClientPaceTest, AQuickStartBuysNoPause) {
  const Limits limits = LimitsOfTheTest();
  ClientPace pace;
  pace.Await(Awaited::kBody, 0, kStart, limits);
  pace.Await(Awaited::kBody, 1'000'000, kStart + kSecond, limits);
  EXPECT_EQ(pace.behind_since(), kStart + kSecond);
  EXPECT_EQ(pace.Deadline(limits), kStart + 11 * kSecond);
}

TEST(ClientPaceTest, ProgressDoesNotExtendAHeadOrTheReadingOfARefusal) {
  const Limits limits = LimitsOfTheTest();
  for (const auto& [awaited, end] : {std::pair{Awaited::kHead, 5}, std::pair{Awaited::kDraining, 1}}) {
    ClientPace pace;
    pace.Await(awaited, 0, kStart, limits);
    pace.Await(awaited, 10'000, kStart + kSecond / 2, limits);
    EXPECT_EQ(pace.Deadline(limits), kStart + end * kSecond);
  }
}

TEST(ClientPaceTest, AnotherWaitBeginsAnew) {
  const Limits limits = LimitsOfTheTest();
  ClientPace pace;
  pace.Await(Awaited::kRequest, 0, kStart, limits);
  EXPECT_EQ(pace.Deadline(limits), 0) << "an idle connection may stay";
  pace.Await(Awaited::kBody, 0, kStart + kSecond, limits);
  pace.Forget();
  pace.Await(Awaited::kBody, 0, kStart + 9 * kSecond, limits);
  EXPECT_EQ(pace.behind_since(), kStart + 9 * kSecond);
}

}  // namespace
}  // namespace grafake::server
