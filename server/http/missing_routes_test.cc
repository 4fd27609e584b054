// Where a path would lead that is not served, and who would be let in.
#include "server/http/missing_routes.h"

#include <gtest/gtest.h>

#include <set>

#include "server/http/router.h"
#include "server/releases/release.h"

namespace grafake::server {
namespace {

constexpr auto kThings = std::to_array<MissingRoute>({
    {"GET", "/api/things/"},
    {"GET", "/api/things/:id", {{{"things:read", "things:id:{id}"}}}, LetsPass::kAdmin},
    {"GET", "/api/things/known", {}, LetsPass::kEditor},
    {"", "/api/things/:id/*"},
    {"POST", "/api/things/:id/parts", {{{"things:write"}, {"parts:create"}}}},
});
constexpr auto kFamilies = std::to_array<MissingRoutes>({kThings});

std::string PatternOf(std::string_view method, std::string_view path) {
  const auto match = FindMissing(kFamilies, method, path);
  return match ? std::string(match->route->pattern) : "";
}

TEST(MissingRoutesTest, PathsAreReadAsTheRouterReadsThem) {
  EXPECT_EQ(PatternOf("GET", "/api/things"), "/api/things/");
  EXPECT_EQ(PatternOf("HEAD", "/api/things/"), "/api/things/");
  EXPECT_EQ(PatternOf("GET", "/api/things/7"), "/api/things/:id");
  EXPECT_EQ(PatternOf("GET", "/api/things/known"), "/api/things/known");
  EXPECT_EQ(PatternOf("GET", "/api/things/k%6eown"), "/api/things/known");
  EXPECT_EQ(PatternOf("POST", "/api/things/7"), "");
  EXPECT_EQ(PatternOf("GET", "/api/thing"), "");
  EXPECT_EQ(PatternOf("GET", "/"), "");
  const auto match = FindMissing(kFamilies, "GET", "/api/things/a%2Fb");
  ASSERT_TRUE(match);
  ASSERT_EQ(match->params.size(), 1);
  EXPECT_EQ(match->params[0].second, "a/b");
}

TEST(MissingRoutesTest, AWordIsNearerThanAParameterAndThatThanWhateverIsBelow) {
  EXPECT_EQ(PatternOf("POST", "/api/things/7/parts"), "/api/things/:id/parts");
  EXPECT_EQ(PatternOf("DELETE", "/api/things/7/parts"), "/api/things/:id/*");
  EXPECT_EQ(PatternOf("GET", "/api/things/7/a/b/c"), "/api/things/:id/*");
}

TEST(MissingRoutesTest, WhoIsLetInIsAskedAsAtARouteThatIsServed) {
  const RouteAccess by_permission = AccessOf(kThings[1]);
  ASSERT_EQ(by_permission.any_of.size(), 1);
  EXPECT_EQ(by_permission.any_of[0].scope, "things:id:{id}");
  EXPECT_EQ(by_permission.fallback, Fallback::kOrgAdmin);
  EXPECT_FALSE(by_permission.always_fallback);
  EXPECT_TRUE(AccessOf(kThings[2]).always_fallback);
  EXPECT_EQ(AccessOf(kThings[4]).any_of.size(), 2);
}

// Otherwise nobody would ever come to it.
TEST(MissingRoutesTest, WordsArePathsWithoutParameters) {
  EXPECT_EQ(MissingWords(kFamilies), (std::set<std::string_view>{"/api/things", "/api/things/known"}));
}

TEST(MissingRoutesTest, NoRouteOfAReleaseStandsTwice) {
  for (const Release* release : AllReleases()) {
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (const MissingRoutes family : release->missing_routes) {
      for (const MissingRoute& route : family)
        EXPECT_TRUE(seen.emplace(route.method, route.pattern).second) << release->name << " " << route.pattern;
    }
  }
}

}  // namespace
}  // namespace grafake::server
