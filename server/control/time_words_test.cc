#include "server/control/time_words.h"

#include <gmock/gmock.h>

namespace grafake::server {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

constexpr Instant kNow = std::chrono::sys_days(std::chrono::year(2026) / 3 / 1);

TEST(TimeWordsTest, Spans) {
  EXPECT_EQ(ParseSpan("30d"), 30 * 24h);
  EXPECT_EQ(ParseSpan("-1h30m"), -90min);
  EXPECT_EQ(ParseSpan("+1.5s"), 1500ms);
  EXPECT_EQ(ParseSpan("250ms"), 250ms);
  EXPECT_EQ(ParseSpan("2w"), 14 * 24h);
  EXPECT_EQ(ParseSpan("0s"), 0s);
  for (const char* wrong : {"", "-", "5", "d", "1x", "1.s", ".5s", "1..5s", "1 d", "1h-2m", "99999999w", "1e3s", "1µs"})
    EXPECT_FALSE(ParseSpan(wrong)) << wrong;
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
    EXPECT_FALSE(ParseInstant(wrong)) << wrong;
}

TEST(TimeWordsTest, MomentsAreEither) {
  EXPECT_EQ(ParseMoment("-1s", kNow), kNow - 1s);
  EXPECT_EQ(ParseMoment("2026-03-01T00:00:00Z", kNow + 1h), kNow);
  EXPECT_FALSE(ParseMoment("-100w", kFirstInstant + 1s));
  EXPECT_FALSE(ParseMoment("tomorrow", kNow));
}

// What has the right form and leads too far is told so.
TEST(TimeWordsTest, SayWhatWasExpected) {
  EXPECT_THAT(ParseSpan("soon").error(), HasSubstr("a span such as"));
  EXPECT_EQ(ParseSpan("-400000d").error(), "expected a span of less than 290 years");
  EXPECT_THAT(ParseInstant("yesterday").error(), HasSubstr("a time such as"));
  EXPECT_EQ(ParseInstant("2500-01-01T00:00:00Z").error(), "expected a time from 1970 to 2199");
  EXPECT_THAT(ParseMoment("soon", kNow).error(), HasSubstr("a span from now such as"));
  for (const char* far : {"2500-01-01T00:00:00Z", "200w", "-200w"})
    EXPECT_THAT(ParseMoment(far, far[0] == '-' ? kFirstInstant : kLastInstant - 1s).error(), HasSubstr("1970 to 2199"))
        << far;
  EXPECT_THAT(ParseMoment("999999d", kNow).error(), HasSubstr("290 years"));
}

TEST(TimeWordsTest, ATokenMayEndBeyondWhatAClockShows) {
  EXPECT_EQ(TimestampText(ParseExpiry("2312-02-09T01:02:03Z", kNow).value()), "2312-02-09T01:02:03Z");
  EXPECT_EQ(TimestampText(ParseExpiry("1700-01-01T00:00:00Z", kNow).value()), "1700-01-01T00:00:00Z");
  EXPECT_EQ(TimestampText(ParseExpiry("100000d", kLastInstant - 500ms).value()), "2473-10-15T23:59:59Z");
  EXPECT_EQ(ParseExpiry("-1ms", kNow), ToTimestamp(kNow) - 1s);
  EXPECT_EQ(ParseExpiry("1500ms", kNow + 600ms), ToTimestamp(kNow) + 2s);
  EXPECT_THAT(ParseExpiry("9999-01-01T00:00:00Z", kNow).error(), HasSubstr("from 1678 to 2491"));
  EXPECT_THAT(ParseExpiry("soon", kNow).error(), HasSubstr("a span from now such as"));
}

TEST(TimeWordsTest, AreWrittenAsTheyAreRead) {
  for (const char* text : {"2026-03-01T00:00:00Z", "2026-03-01T10:20:30.25Z", "2199-12-31T23:59:59.999999999Z"})
    EXPECT_EQ(InstantText(ParseInstant(text).value()), text);
}

}  // namespace
}  // namespace grafake::server
