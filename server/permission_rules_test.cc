// What releases say of who may do what, and of dashboards, which grafake has none of, where no recording says it.
#include <gmock/gmock.h>

#include "server/of_release.h"

namespace grafake::server {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kSearch = "/api/access-control/users/permissions/search";

std::string Searched(OfRelease& of, const std::string& query, const std::string& as = "admin:admin") {
  return of.Get(std::string(kSearch) + "?" + query, as);
}

TEST(PermissionRulesTest, WhoMayDoAThingIsToldWhereTheReleaseHasTheRoute) {
  for (const auto& [name, status] : {std::pair{"9.3", 404}, {"10.1", 404}, {"11.5", 200}, {"12.4", 200}})
    EXPECT_EQ(OfRelease(name).Send("GET", std::string(kSearch) + "?action=orgs:read").status, status) << name;
}

TEST(PermissionRulesTest, ASearchFindsUsersByTheirNumbersAsTexts) {
  OfRelease of("11.5");
  for (const char* login : {"b", "c", "d", "e", "f", "g", "h", "i", "j"}) of.MakeUser(login);
  EXPECT_THAT(Searched(of, "action=orgs:read"),
              StartsWith(R"({"1":{"orgs:read":null},"10":{"orgs:read":null},"2":{"orgs:read":null})"));
}

TEST(PermissionRulesTest, ASearchTellsTheWidestScopesAndNothingThatEverybodyMay) {
  OfRelease of("11.5");
  of.MakeUser("vic");
  EXPECT_EQ(Searched(of, "namespacedId=user:2&action=datasources:query"),
            R"({"2":{"datasources:query":["datasources:*"]}})");
  EXPECT_EQ(Searched(of, "namespacedId=user:2&action=folders:read"),
            R"({"2":{"folders:read":["folders:uid:general"]}})");
  EXPECT_EQ(Searched(of, "namespacedId=user:2&action=folders:read&scope=folders:uid:sharedwithme"), "{}");
  EXPECT_EQ(Searched(of, "action=teams:read&scope=teams:id:7"), R"({"1":{"teams:read":["teams:*"]}})");
  EXPECT_EQ(Searched(of, "action=teams:read&scope=users:*"), "{}");
  EXPECT_EQ(Searched(of, "action=orgs:read&scope=teams:*"), "{}");
}

TEST(PermissionRulesTest, ASearchTellsWhatSomebodyHoldsOnSingleThings) {
  OfRelease of("11.5");
  of.MakeUser("vic");
  ASSERT_EQ(of.Send("POST", "/api/serviceaccounts", R"({"name":"bot"})").status, 201);
  ASSERT_EQ(of.Send("POST", "/api/access-control/serviceaccounts/3/users/2", R"({"permission":"Edit"})").status, 200);
  EXPECT_THAT(Searched(of, "action=serviceaccounts:read"),
              HasSubstr(R"("2":{"serviceaccounts:read":["serviceaccounts:id:3"]})"));
}

TEST(PermissionRulesTest, ASearchKnowsOnlyTheCallersOrg) {
  OfRelease of("11.5");
  of.MakeUser("vic");
  ASSERT_EQ(of.Send("POST", "/api/orgs", R"({"name":"two"})").status, 200);
  ASSERT_EQ(of.Send("POST", "/api/user/using/2").status, 200);
  EXPECT_EQ(Searched(of, "action=datasources:query"), R"({"1":{"datasources:query":["datasources:*"]}})");
  EXPECT_EQ(of.Send("GET", std::string(kSearch) + "?namespacedId=user:2").status, 500);
  EXPECT_EQ(Searched(of, "namespacedId=user:2"), R"({"message":"could not get org user permissions"})");
}

TEST(PermissionRulesTest, AWrongSearchIsToldSoInPlainWords) {
  OfRelease of("11.5");
  const struct {
    const char* query;
    int status;
    const char* body;
  } cases[] = {
      {"", 400, "at least one search option must be provided"},
      {"scope=teams:*", 400, "at least one search option must be provided"},
      {"action=a&actionPrefix=b", 400, "'action' and 'actionPrefix' are mutually exclusive"},
      {"namespacedId=user", 500, "expected id to have 2 parts: auth.identity.invalid-typed-id"},
      {"namespacedId=user:1:2", 500, "expected id to have 2 parts: auth.identity.invalid-typed-id"},
      {"namespacedId=group:1", 500, "got invalid type: auth.identity.invalid-typed-id"},
      {"namespacedId=user:", 400, "user not found"},
      {"namespacedId=service-account:nobody", 400, "user not found"},
  };
  for (const auto& [query, status, body] : cases) {
    EXPECT_EQ(of.Send("GET", std::string(kSearch) + "?" + query).status, status) << query;
    EXPECT_EQ(Searched(of, query), body) << query;
  }
}

TEST(PermissionRulesTest, EverybodyMayReadTheFolderOfWhatOthersShareWhereThereIsOne) {
  constexpr const char* kShared = R"([{"id":-1,"uid":"sharedwithme","title":"Shared with me"}])";
  for (const auto& [name, of_viewer] : {std::pair{"11.5", kShared}, {"12.4", kShared}}) {
    OfRelease of(name);
    of.MakeUser("vic");
    EXPECT_EQ(of.Get("/api/folders", "vic:pass-1234"), of_viewer) << name;
    EXPECT_EQ(of.Get("/api/folders"), "[]") << name;
    for (const char* query : {"?page=2", "?permission=Edit"})
      EXPECT_EQ(of.Get(std::string("/api/folders") + query, "vic:pass-1234"), "[]") << name << query;
  }
  OfRelease before("10.1");
  before.MakeUser("vic");
  EXPECT_EQ(before.Send("GET", "/api/folders", "", "vic:pass-1234").status, 403);
}

TEST(PermissionRulesTest, TheHomeDashboardTellsOfItselfWhatTheReleaseHasToSay) {
  for (const auto& [name, begin, end] :
       {std::tuple{"9.0", R"({"meta":{"isHome":true,"canSave":false,"canEdit":true)", R"(null,"isPublic":false})"},
        {"10.1", R"({"meta":{"canSave":false,"canEdit":true)", R"("publicDashboardEnabled":false})"},
        {"11.5", R"({"meta":{"canSave":false,"canEdit":true)", R"("annotationsPermissions":null})"}}) {
    OfRelease of(name);
    of.MakeUser("vic");
    const std::string home = of.Get("/api/dashboards/home");
    EXPECT_THAT(home, StartsWith(begin)) << name;
    EXPECT_THAT(home, EndsWith(std::string(end) + R"(,"dashboard":{"title":"Home"}})")) << name;
    EXPECT_THAT(of.Get("/api/dashboards/home", "vic:pass-1234"), HasSubstr(R"("canEdit":false)")) << name;
    EXPECT_EQ(of.Send("GET", "/api/dashboards/home", "", "").status, 401) << name;
  }
}

TEST(PermissionRulesTest, WhatBelongsToDashboardsIsEmptyForThoseWhoMaySeeIt) {
  for (const char* name : {"9.0", "9.3", "10.1", "11.5", "12.4"}) {
    OfRelease of(name);
    for (const char* path : {"/api/user/stars", "/api/annotations", "/api/playlists"}) {
      EXPECT_THAT(of.Get(path), StartsWith("[]")) << name << path;
      EXPECT_EQ(of.Send("GET", path, "", "").status, 401) << name << path;
    }
    EXPECT_EQ(of.Get("/api/library-elements"), R"({"result":{"totalCount":0,"elements":[],"page":1,"perPage":100}})");
  }
}

TEST(PermissionRulesTest, FoldersAndDashboardsThatAreNotThereAreRefusedInTheReleasesWords) {
  const struct {
    const char* release;
    const char* folder;
    const char* dashboard;
  } cases[] = {
      {"11.5", R"({"statusCode":404,"messageId":"folder.notFound","message":"NotFound"})",
       R"({"message":"Failed to get permissions"})"},
      {"12.4", R"({"statusCode":500,"messageId":"accesscontrol.internal","message":"InternalError"})",
       R"({"message":"Failed to get permissions"})"},
  };
  for (const auto& [name, folder, dashboard] : cases) {
    OfRelease of(name);
    EXPECT_EQ(of.Get("/api/access-control/folders/x"), folder) << name;
    EXPECT_EQ(of.Get("/api/access-control/dashboards/x"), dashboard) << name;
    EXPECT_THAT(of.Get("/api/access-control/receivers/description"), HasSubstr(R"("serviceAccounts":true)")) << name;
  }
  OfRelease before("10.1");
  EXPECT_THAT(before.Get("/api/access-control/folders/x"), StartsWith("[{"));
  EXPECT_THAT(before.Get("/api/access-control/folders/description"), Not(HasSubstr("serviceAccounts")));
  EXPECT_EQ(before.Send("GET", "/api/access-control/receivers/description").status, 404);
}

TEST(PermissionRulesTest, ThoseOfATeamAreToldAsThoseOfAccounts) {
  const std::string team = "/api/access-control/teams/1";
  for (const auto& [name, by_uid] : {std::pair{"9.0", false}, {"10.1", false}, {"11.5", true}, {"12.4", true}}) {
    OfRelease of(name);
    ASSERT_EQ(of.Send("POST", "/api/teams", R"({"name":"ops"})").status, 200);
    EXPECT_THAT(of.Get(team),
                HasSubstr(by_uid ? R"("isInherited":false,"isServiceAccount":false,"userId":1,"userUid":")"
                                 : R"("isInherited":false,"userId":1,"userLogin":"admin")"))
        << name;
    const Response level = of.Send("POST", team + "/users/1", R"({"permission":"Edit"})");
    EXPECT_EQ(level.status, 400) << name;
    EXPECT_THAT(level.body, HasSubstr(by_uid ? "Permission [Edit] is invalid for this resource type"
                                             : "failed to set user permission"))
        << name;
    const Response user = of.Send("POST", team + "/users/99", R"({"permission":"Member"})");
    EXPECT_EQ(user.status, 400) << name;
    EXPECT_THAT(user.body,
                HasSubstr(by_uid ? "accesscontrol.assignmentEntityNotFound" : "failed to set user permission"))
        << name;
  }
}

TEST(PermissionRulesTest, ThoseOfATeamCanBeSetTogetherWhereThoseOfAccountsCan) {
  const std::string team = "/api/access-control/teams/1";
  for (const char* name : {"9.3", "10.1", "12.4"}) {
    OfRelease of(name);
    of.MakeUser("vic");
    of.MakeUser("eve");
    ASSERT_EQ(of.Send("POST", "/api/teams", R"({"name":"ops"})").status, 200);
    EXPECT_EQ(of.Send("POST", team, R"({"permissions":[{"userId":2,"permission":"Admin"},{"userId":1}]})").body,
              R"({"message":"Permissions updated"})")
        << name;
    EXPECT_THAT(of.Get(team), AllOf(HasSubstr(R"("userLogin":"vic")"), Not(HasSubstr(R"("userLogin":"admin")"))))
        << name;
    const bool by_reason = std::string_view(name) == "12.4";
    for (const auto& [wrong, reason] : {std::pair{R"({"userId":99,"permission":"Member"})", "assignmentEntityNotFound"},
                                        {R"({"userId":3,"permission":"Edit"})", "invalidPermission"},
                                        {R"({"teamId":1,"permission":"Member"})", "invalidAssignment"},
                                        {R"({"builtInRole":"Viewer"})", "invalidAssignment"}}) {
      const Response refused =
          of.Send("POST", team, R"({"permissions":[{"userId":3,"permission":"Member"},)" + std::string(wrong) + "]}");
      EXPECT_EQ(refused.status, 400) << name << wrong;
      EXPECT_THAT(refused.body, HasSubstr(by_reason ? reason : "message")) << name << wrong;
    }
    EXPECT_THAT(of.Get(team), Not(HasSubstr(R"("userLogin":"eve")"))) << "all or none; " << name;
  }
  EXPECT_EQ(OfRelease("9.1").Send("POST", team, R"({"permissions":[]})").status, 404);
}

}  // namespace
}  // namespace grafake::server
