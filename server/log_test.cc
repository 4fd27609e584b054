#include "server/log.h"

#include <gtest/gtest.h>

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

TEST_F(LogTest, JsonHasSortedKeys) {
  setenv("TZ", "UTC", 1);
  tzset();
  Make({.json = true}).Write(LogLevel::kError, "x", "m", {{"a", "1"}});
  EXPECT_EQ(written, R"({"a":"1","level":"error","logger":"x","msg":"m","t":"2022-11-23T19:00:00.123456789Z"})"
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

TEST_F(LogTest, LineBreaksStayInTheLine) { EXPECT_EQ(LogfmtValue("a\n\"b\""), R"("a\n\"b\"")"); }

}  // namespace
}  // namespace grafake::server
