#include "server/domain/lifetime.h"

#include <gtest/gtest.h>

namespace grafake::server {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Instant kNow{seconds(1'669'000'000) + milliseconds(500)};
constexpr std::int64_t kYear = 365 * 24 * 3600;

TEST(LifetimeTest, ZeroIsForEver) { EXPECT_FALSE(ExpiryOf(kNow, 0)); }

TEST(LifetimeTest, ExpiryIsRoundedDownToTheSecond) { EXPECT_EQ(ExpiryOf(kNow, 60), 1'669'000'060); }

TEST(LifetimeTest, LargeLifetimesWrapAsInGrafana) {
  EXPECT_GT(*ExpiryOf(kNow, 9223372036), 1'669'000'000 + 291 * kYear);
  EXPECT_LT(*ExpiryOf(kNow, 9223372037), 1'669'000'000 - 291 * kYear);
  EXPECT_EQ(*ExpiryOf(kNow, 18446744073), 1'668'999'999);
  EXPECT_EQ(*ExpiryOf(kNow, 9223372036854775807), 1'668'999'999);
  EXPECT_EQ(*ExpiryOf(kNow, 18446744074), 1'669'000'000);
  EXPECT_NEAR(static_cast<double>(*ExpiryOf(kNow, 100000000000) - 1'669'000'000) / kYear, 246, 1);
}

TEST(LifetimeTest, ALimitAsksForALifetimeAndBoundsIt) {
  EXPECT_TRUE(LifetimeLimit{-1}.Check(0));
  EXPECT_EQ(LifetimeLimit{60}.Check(0).error().code, ErrorCode::kLifetimeMissing);
  EXPECT_EQ(LifetimeLimit{60}.Check(61).error().code, ErrorCode::kLifetimeTooLong);
  EXPECT_TRUE(LifetimeLimit{60}.Check(60));
  EXPECT_TRUE(LifetimeLimit{60}.Check(-1));
  EXPECT_EQ(LifetimeLimit{0}.Check(1).error().code, ErrorCode::kLifetimeTooLong);
  EXPECT_EQ(LifetimeLimit{-2}.Check(-1).error().code, ErrorCode::kLifetimeTooLong);
}

TEST(LifetimeTest, ALimitOfDaysEndsWithTheLastOfThem) {
  const LifetimeLimit two{.most_days = 2};
  const std::int64_t last = (UnixSeconds(kNow) / 86'400 + 3) * 86'400 - UnixSeconds(kNow) - 1;  // of the second day
  EXPECT_TRUE(two.CheckDay(kNow, 0)) << "never ends";
  EXPECT_TRUE(two.CheckDay(kNow, -1));
  EXPECT_TRUE(two.CheckDay(kNow, last));
  EXPECT_EQ(two.CheckDay(kNow, last + 1).error().code, ErrorCode::kLifetimePastLastDay);
  EXPECT_EQ((LifetimeLimit{.most_days = 2, .must_end = true}.CheckDay(kNow, 0).error().code),
            ErrorCode::kLifetimeEndless);
  EXPECT_TRUE((LifetimeLimit{.most_days = 0, .must_end = true}.CheckDay(kNow, 0))) << "no limit";
  for (const std::int64_t none : {-5, -1, 0}) EXPECT_TRUE(LifetimeLimit{.most_days = none}.CheckDay(kNow, last + 1));
}

}  // namespace
}  // namespace grafake::server
