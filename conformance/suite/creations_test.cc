#include "conformance/suite/creations.h"

#include <gmock/gmock.h>

namespace grafake::conformance {
namespace {

using testing::Eq;
using testing::Optional;

std::optional<Made> By(const std::string& method, const std::string& target, const std::string& body) {
  return MadeBy({.method = method, .target = target, .body = body}, 3);
}

TEST(MadeByTest, EveryKindHasItsRequest) {
  EXPECT_THAT(By("POST", "/api/serviceaccounts", R"({"name":"a"})"), Optional(Eq(Made{"account", "a", 3, 0})));
  EXPECT_THAT(By("POST", "/api/serviceaccounts/", R"({"name":"a"})"), Optional(Eq(Made{"account", "a", 3, 0})));
  EXPECT_THAT(By("POST", "/api/auth/keys", R"({"name":"k"})"), Optional(Eq(Made{"key", "k", 3, 0})));
  EXPECT_THAT(By("POST", "/api/admin/users", R"({"login":"l"})"), Optional(Eq(Made{"user", "l", 3, 0})));
  EXPECT_THAT(By("POST", "/api/orgs", R"({"name":"o"})"), Optional(Eq(Made{"org", "o", 3, 0})));
  EXPECT_THAT(By("POST", "/api/teams", R"({"NAME":"t"} {"name":"u"})"), Optional(Eq(Made{"team", "t", 3, 0})));
  EXPECT_THAT(By("POST", "/api/teams", "no json"), Optional(Eq(Made{"team", "", 3, 0})));
}

TEST(MadeByTest, OtherRequestsMakeNothing) {
  EXPECT_EQ(By("GET", "/api/orgs", ""), std::nullopt);
  EXPECT_EQ(By("POST", "/api/serviceaccounts/1/tokens", R"({"name":"t"})"), std::nullopt);
}

TEST(IdGivenTest, OnlyASuccessGivesOne) {
  const Made org{"org", "o", 1, 0};
  EXPECT_EQ(IdGiven(org, {200, {}, R"({"orgId":5})"}), 5);
  EXPECT_EQ(IdGiven(org, {409, {}, R"({"orgId":5})"}), 0);
  EXPECT_EQ(IdGiven(org, {200, {}, "?"}), 0);
}

TEST(RemovedByTest, NamesTheVeryThing) {
  const Made user{"user", "u", 1, 5};
  EXPECT_TRUE(RemovedBy({.method = "DELETE", .target = "/api/admin/users/5"}, user));
  EXPECT_FALSE(RemovedBy({.method = "DELETE", .target = "/api/admin/users/55"}, user));
  EXPECT_FALSE(RemovedBy({.method = "GET", .target = "/api/admin/users/5"}, user));
}

}  // namespace
}  // namespace grafake::conformance
