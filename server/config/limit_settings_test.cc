#include "server/config/limit_settings.h"

#include <gmock/gmock.h>

namespace grafake::server {
namespace {

using testing::AllOf;
using testing::HasSubstr;

tl::expected<LimitSettings, StartError> ReadWith(const std::vector<std::string>& arguments) {
  auto configuration = Configuration::Load({.built_in_defaults = "", .home_path = "/none", .arguments = arguments});
  return ReadLimits(*configuration);
}

TEST(LimitSettingsTest, EachHasADefault) { EXPECT_TRUE(ReadWith({}).has_value()); }

TEST(LimitSettingsTest, EachMayBeSetDownToItsEdge) {
  struct Edge {
    const char* key;
    std::int64_t least;
    std::int64_t most;
  };
  constexpr std::int64_t kTebibyte = std::int64_t{1} << 40;
  for (const Edge& edge : {Edge{"max_connections", 1, 1'000'000}, Edge{"max_head_bytes", 1024, kTebibyte},
                           Edge{"max_bodies_bytes", 20'971'520, kTebibyte}, Edge{"max_member_bytes", 1, kTebibyte},
                           Edge{"max_answers_bytes", 1, kTebibyte}, Edge{"max_head_seconds", 1, 86'400},
                           Edge{"least_bytes_per_second", 1, kTebibyte}, Edge{"max_stall_seconds", 1, 86'400},
                           Edge{"max_transfer_seconds", 1, 86'400}}) {
    const auto read = [&](std::int64_t value) {
      return ReadWith({"cfg:grafake." + std::string(edge.key) + "=" + std::to_string(value)});
    };
    EXPECT_TRUE(read(edge.least).has_value()) << edge.key;
    EXPECT_TRUE(read(edge.most).has_value()) << edge.key;
    for (const std::int64_t beyond : {edge.least - 1, edge.most + 1}) {
      const auto refused = read(beyond);
      ASSERT_FALSE(refused.has_value()) << edge.key;
      EXPECT_THAT(refused.error().message, AllOf(HasSubstr(edge.key), HasSubstr(std::to_string(edge.least))));
    }
  }
}

TEST(LimitSettingsTest, WhatIsNoNumberIsNamed) {
  EXPECT_THAT(ReadWith({"cfg:grafake.max_body_bytes=10MB"}).error().message,
              HasSubstr("[grafake] max_body_bytes is \"10MB\"; say a whole number"));
}

TEST(LimitSettingsTest, AllBodiesHaveRoomForOneThatGrows) {
  EXPECT_TRUE(ReadWith({"cfg:grafake.max_body_bytes=16777216"}).has_value());
  EXPECT_FALSE(ReadWith({"cfg:grafake.max_body_bytes=16777217"}).has_value());
}

}  // namespace
}  // namespace grafake::server
