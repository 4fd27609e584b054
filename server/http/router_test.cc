#include "server/http/router.h"

#include <gtest/gtest.h>

namespace grafake::server {
namespace {

Route PatternRoute(std::string_view method, std::string_view pattern) {
  return {method, pattern, {}, [](const Context&) { return Response(); }};
}

class RouterTest : public testing::Test {
 protected:
  RouterTest() {
    for (const char* pattern : {"/api/org/", "/api/serviceaccounts/search", "/api/serviceaccounts/:id",
                                "/api/serviceaccounts/:id/tokens", "/api/orgs/name/:name", "/api/orgs/:orgId/users"}) {
      router.Add(PatternRoute("GET", pattern));
    }
    router.Add(PatternRoute("DELETE", "/api/serviceaccounts/:id"));
    router.Add(PatternRoute("POST", "/api/serviceaccounts/"));
  }

  std::string Found(std::string_view method, std::string_view path) {
    const auto match = router.Find(method, path);
    if (!match) return "-";
    std::string text(match->route->pattern);
    for (const auto& [name, value] : match->params) text += " " + std::string(name) + "=" + value;
    return text;
  }

  Router router;
};

TEST_F(RouterTest, KnowsWhereUidsMayStand) {
  Router with;
  with.TakeUids({{.pattern = "/api/serviceaccounts/:id", .find_id = {}}});
  for (const char* pattern : {"/api/serviceaccounts/:id", "/api/serviceaccounts/:id/tokens",
                              "/api/serviceaccounts/:idle", "/api/serviceaccounts/search"})
    with.Add(PatternRoute("GET", pattern));
  std::vector<std::size_t> uids;
  for (const auto& route : with.routes()) uids.push_back(route->uids.size());
  EXPECT_EQ(uids, (std::vector<std::size_t>{1, 1, 0, 0}));
  EXPECT_EQ(with.routes().front()->uids.front()->Name(), "id");
}

TEST_F(RouterTest, FixedSegmentsWinWithinAMethod) {
  EXPECT_EQ(Found("GET", "/api/serviceaccounts/search"), "/api/serviceaccounts/search");
  EXPECT_EQ(Found("GET", "/api/serviceaccounts/search/tokens"), "/api/serviceaccounts/:id/tokens id=search");
  EXPECT_EQ(Found("DELETE", "/api/serviceaccounts/search"), "/api/serviceaccounts/:id id=search");
  EXPECT_EQ(Found("GET", "/api/orgs/name/users"), "/api/orgs/name/:name name=users");
}

TEST_F(RouterTest, OneSlashAtTheEndDoesNotCount) {
  EXPECT_EQ(Found("GET", "/api/org"), "/api/org/");
  EXPECT_EQ(Found("GET", "/api/org/"), "/api/org/");
  EXPECT_EQ(Found("GET", "/api/org//"), "-");
  EXPECT_EQ(Found("POST", "/api/serviceaccounts"), "/api/serviceaccounts/");
  EXPECT_EQ(Found("POST", "/api/serviceaccounts//"), "-");
}

TEST_F(RouterTest, AnEmptySegmentFitsAParameterOnly) {
  EXPECT_EQ(Found("GET", "/api/serviceaccounts//tokens"), "/api/serviceaccounts/:id/tokens id=");
  EXPECT_EQ(Found("DELETE", "/api/serviceaccounts//"), "/api/serviceaccounts/:id id=");
  EXPECT_EQ(Found("DELETE", "/api/serviceaccounts/"), "-");
  EXPECT_EQ(Found("GET", "//api/org"), "-");
  EXPECT_EQ(Found("GET", "/api//org"), "-");
  EXPECT_EQ(Found("GET", "/api/serviceaccounts//search"), "-");
}

TEST_F(RouterTest, EscapesAreDecodedWholeForFixedPathsAndBySegmentOtherwise) {
  EXPECT_EQ(Found("GET", "/api/%73erviceaccounts/search"), "/api/serviceaccounts/search");
  EXPECT_EQ(Found("GET", "/api/serviceaccounts%2Fsearch"), "/api/serviceaccounts/search");
  EXPECT_EQ(Found("GET", "/api/org%2F"), "/api/org/");
  EXPECT_EQ(Found("GET", "/api%2Forg"), "-");
  EXPECT_EQ(Found("GET", "/api/serviceaccounts/%32"), "/api/serviceaccounts/:id id=2");
  EXPECT_EQ(Found("GET", "/api/serviceaccounts/2%2Ftokens"), "/api/serviceaccounts/:id id=2/tokens");
  EXPECT_EQ(Found("GET", "/api/serviceaccounts%2F2"), "-");
}

TEST_F(RouterTest, WhatIsBelowAPatternAndFitsNothingElseIsItsByAnyMethod) {
  router.AddBelow(PatternRoute("GET", "/apis"));
  router.Add(PatternRoute("GET", "/apis/known"));
  for (const char* method : {"GET", "POST", "BREW"}) {
    for (const char* path : {"/apis", "/apis/", "/apis/x/y"}) EXPECT_EQ(Found(method, path), "/apis") << method << path;
    EXPECT_EQ(Found(method, "/apisx"), "-");
    EXPECT_EQ(Found(method, "/api"), "-");
  }
  EXPECT_EQ(Found("GET", "/apis/known"), "/apis/known");
}

TEST_F(RouterTest, AStarTakesTheRestOfThePath) {
  for (const char* pattern :
       {"/api/things/:id", "/api/things/:id/*", "/api/things/uid/:uid/*", "/api/things/:id/health"})
    router.Add(PatternRoute("GET", pattern));
  EXPECT_EQ(Found("GET", "/api/things/1"), "/api/things/:id id=1");
  EXPECT_EQ(Found("GET", "/api/things/1/"), "/api/things/:id id=1");
  EXPECT_EQ(Found("GET", "/api/things/1/a/b%2Fc/"), "/api/things/:id/* id=1 *=a/b/c");
  EXPECT_EQ(Found("GET", "/api/things/1/health"), "/api/things/:id/health id=1");
  EXPECT_EQ(Found("GET", "/api/things/1/health/x"), "/api/things/:id/* id=1 *=health/x");
  EXPECT_EQ(Found("GET", "/api/things/uid/one/x"), "/api/things/uid/:uid/* uid=one *=x");
  EXPECT_EQ(Found("GET", "/api/things/uid/one"), "/api/things/:id/* id=uid *=one");
}

TEST_F(RouterTest, MethodsAndCaseMatter) {
  EXPECT_EQ(Found("HEAD", "/api/org"), "/api/org/");
  EXPECT_EQ(Found("get", "/api/org"), "-");
  EXPECT_EQ(Found("PUT", "/api/org"), "-");
  EXPECT_EQ(Found("GET", "/API/org"), "-");
  EXPECT_EQ(Found("GET", "/api/./org"), "-");
  EXPECT_EQ(Found("GET", ""), "-");
}

}  // namespace
}  // namespace grafake::server
