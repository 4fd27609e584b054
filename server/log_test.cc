#include "server/log.h"

#include <gtest/gtest.h>

#include "server/system_time.h"

namespace grafake::server {
namespace {

class LogTest : public testing::Test {
 protected:
  Log Make(LogSettings settings) {
    return Log(
        std::move(settings), [] { return Instant(std::chrono::nanoseconds(1'669'230'000'123'456'789)); },
        [this](const std::string& line) { written += line; });
  }

  std::string written;
};

TEST_F(LogTest, LineIsGrafanas) {
  setenv("TZ", "UTC", 1);
  tzset();
  Make({}).Write(LogLevel::kInfo, "settings", "Starting Grafana", {{"version", "9.0.9"}, {"path", "a b"}},
                 {{"userId", "1"}});
  EXPECT_EQ(
      written,
      "logger=settings userId=1 t=2022-11-23T19:00:00.123456789Z level=info msg=\"Starting Grafana\" version=9.0.9 "
      "path=\"a b\"\n");
}

TEST_F(LogTest, AnOlderGrafanasLineIsShorter) {
  setenv("TZ", "UTC", 1);
  tzset();
  Make({.form = LogForm::kShortLevels}).Write(LogLevel::kError, "settings", "m");
  EXPECT_EQ(written, "logger=settings t=2022-11-23T19:00:00.12+0000 lvl=eror msg=m\n");
  setenv("TZ", "EAST-01:30", 1);
  tzset();
  Log(
      {.form = LogForm::kShortLevels}, [] { return Instant(std::chrono::seconds(1'669'230'000)); },
      [this](const std::string& line) { written = line; })
      .Write(LogLevel::kWarn, "x", "m");
  EXPECT_EQ(written, "logger=x t=2022-11-23T20:30:00+0130 lvl=warn msg=m\n");
  setenv("TZ", "UTC", 1);
  tzset();
}

TEST_F(LogTest, JsonHasSortedKeys) {
  setenv("TZ", "UTC", 1);
  tzset();
  Make({.json = true}).Write(LogLevel::kError, "x", "<m>", {{"a", "1"}, {"n", 2}}, {{"a", "0"}, {"userId", 3}});
  EXPECT_EQ(
      written,
      R"({"a":"1","level":"error","logger":"x","msg":"<m>","n":2,"t":"2022-11-23T19:00:00.123456789Z","userId":3})"
      "\n");
}

TEST_F(LogTest, FiltersBeatTheLevel) {
  Log log = Make({.level = LogLevel::kWarn, .filters = {{"loud", LogLevel::kDebug}}});
  EXPECT_TRUE(log.Wants(LogLevel::kDebug, "loud"));
  EXPECT_FALSE(log.Wants(LogLevel::kInfo, "other"));
  EXPECT_TRUE(log.Wants(LogLevel::kWarn, "other"));
}

TEST_F(LogTest, UnknownLevelIsErrorsOnly) {
  EXPECT_EQ(ParseLogLevel("verbose"), LogLevel::kError);
  EXPECT_EQ(ParseLogLevel("TRACE"), LogLevel::kDebug);
  EXPECT_EQ(ParseLogLevel("Warn"), LogLevel::kWarn);
}

TEST_F(LogTest, NothingThatATerminalObeysGetsThrough) {
  EXPECT_EQ(LogfmtValue("\u009b31m"), R"("\u009b31m")");
  EXPECT_EQ(LogfmtValue("\x9b"
                        "31m"),
            R"("\ufffd31m")");
  EXPECT_EQ(LogfmtValue("\x1b[31m"), R"("\u001b[31m")");
  EXPECT_EQ(LogfmtValue("a\u2028b\u202ec\u0085\x7f"), R"("a\u2028b\u202ec\u0085\u007f")");
  EXPECT_EQ(LogfmtValue("ü😀\\"), R"("ü😀\\")");
  Make({.json = true}).Write(LogLevel::kInfo, "x", "\u009b\x7f\x9b");
  EXPECT_NE(written.find(R"("msg":"\u009b\u007f\ufffd")"), std::string::npos) << written;
}

TEST_F(LogTest, LossesAreSaidWhateverTheLevel) {
  const std::string line = LossLine({.level = LogLevel::kError}, SystemTime, 7);
  EXPECT_TRUE(line.ends_with(" lost=7\n")) << line;
}

TEST_F(LogTest, LineBreaksStayInTheLine) { EXPECT_EQ(LogfmtValue("a\n\"b\""), R"("a\n\"b\"")"); }

}  // namespace
}  // namespace grafake::server
