#include "server/domain/short_uid.h"

#include <gmock/gmock.h>

#include <set>

namespace grafake::server {
namespace {

TEST(ShortUidTest, HasTheFormOfGrafanas) {
  const Instant now{std::chrono::seconds(1729000000)};
  for (int drawn = 0; drawn < 100; ++drawn)
    EXPECT_THAT(DrawShortUid(now), testing::MatchesRegex("[a-f]e[0-9a-z]{11}[a-f]")) << "of October 2024";
}

TEST(ShortUidTest, NoneIsDrawnTwiceInOneInstant) {
  const Instant now{std::chrono::seconds(1729000000)};
  std::set<std::string> drawn;
  for (int count = 0; count < 10000; ++count) {
    const std::string uid = DrawShortUid(now);
    drawn.insert(uid.substr(1, uid.size() - 2));
  }
  EXPECT_EQ(drawn.size(), 10000U);
}

}  // namespace
}  // namespace grafake::server
