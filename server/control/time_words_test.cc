#include "server/control/time_words.h"

#include <gmock/gmock.h>

namespace grafake::server {
namespace {

using namespace std::chrono_literals;

constexpr Instant kNow = std::chrono::sys_days(std::chrono::year(2026) / 3 / 1);

TEST(TimeWordsTest, Spans) {
  EXPECT_EQ(ParseSpan("30d"), 30 * 24h);
  EXPECT_EQ(ParseSpan("-1h30m"), -90min);
  EXPECT_EQ(ParseSpan("+1.5s"), 1500ms);
  EXPECT_EQ(ParseSpan("250ms"), 250ms);
  EXPECT_EQ(ParseSpan("2w"), 14 * 24h);
  EXPECT_EQ(ParseSpan("0s"), 0s);
  for (const char* wrong : {"", "-", "5", "d", "1x", "1.s", ".5s", "1..5s", "1 d", "1h-2m", "99999999w", "1e3s", "1µs"})
    EXPECT_EQ(ParseSpan(wrong), std::nullopt) << wrong;
}

TEST(TimeWordsTest, Instants) {
  EXPECT_EQ(ParseInstant("2026-03-01T00:00:00Z"), kNow);
  EXPECT_EQ(ParseInstant("2026-03-01T02:00:00+02:00"), kNow);
  EXPECT_EQ(ParseInstant("2026-02-28T22:30:00-01:30"), kNow);
  EXPECT_EQ(ParseInstant("2026-03-01T00:00:00.25Z"), kNow + 250ms);
  EXPECT_EQ(ParseInstant("1970-01-01T00:00:00Z"), kFirstInstant);
  for (const char* wrong :
       {"", "2026-03-01", "2026-03-01T00:00:00", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-03-01T24:00:00Z",
        "2026-03-01T00:00:60Z", "2026-03-01 00:00:00Z", "2026-03-01T00:00:00.Z", "2026-03-01T00:00:00.1234567890Z",
        "1969-12-31T23:59:59Z", "2200-01-01T00:00:00Z", "2026-03-01T00:00:00Z ", "026-03-01T00:00:00Z",
        "2026-03-01T00:00:00+2:00"})
    EXPECT_EQ(ParseInstant(wrong), std::nullopt) << wrong;
}

TEST(TimeWordsTest, MomentsAreEither) {
  EXPECT_EQ(ParseMoment("-1s", kNow), kNow - 1s);
  EXPECT_EQ(ParseMoment("2026-03-01T00:00:00Z", kNow + 1h), kNow);
  EXPECT_EQ(ParseMoment("-100w", kFirstInstant + 1s), std::nullopt);
  EXPECT_EQ(ParseMoment("tomorrow", kNow), std::nullopt);
}

TEST(TimeWordsTest, AreWrittenAsTheyAreRead) {
  for (const char* text : {"2026-03-01T00:00:00Z", "2026-03-01T10:20:30.25Z", "2199-12-31T23:59:59.999999999Z"})
    EXPECT_EQ(InstantText(ParseInstant(text).value()), text);
}

}  // namespace
}  // namespace grafake::server
