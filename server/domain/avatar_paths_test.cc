#include "server/domain/avatar_paths.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

namespace grafake::server {
namespace {

TEST(AvatarPathsTest, PathsAreGrafanas) {
  const nlohmann::json vectors = nlohmann::json::parse(std::ifstream(GRAFAKE_FIXTURES "/token-vectors.json"));
  for (const auto& vector : vectors.at("avatars")) {
    EXPECT_EQ(AvatarPathOfName(vector.at("name").get<std::string>()), vector.at("avatarUrl"));
  }
  EXPECT_EQ(AvatarPath("admin@localhost"), "/avatar/46d229b033af06a191ff2267bca9ae56");
  EXPECT_EQ(AvatarPath(""), "");
}

}  // namespace
}  // namespace grafake::server
