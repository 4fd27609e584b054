#include "server/instance.h"

#include <gmock/gmock.h>

#include "server/domain/base64.h"

namespace grafake::server {
namespace {

using testing::ContainsRegex;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class InstanceTest : public testing::Test {
 protected:
  static InstanceSettings Settings(const Release& release = DefaultRelease()) {
    InstanceSettings settings;
    settings.release = &release;
    settings.roles.service_accounts = true;
    return settings;
  }

  Response Send(std::string method, std::string path, std::string body = "", std::string as = "admin:admin") {
    return SendTo(instance, std::move(method), std::move(path), std::move(body), std::move(as));
  }

  static Response SendTo(Instance& to, std::string method, std::string path, std::string body = "",
                         std::string as = "admin:admin") {
    Request request{.method = std::move(method), .path = std::move(path), .body = std::move(body)};
    request.headers.push_back({"Content-Type", "application/json"});
    if (!as.empty()) {
      request.headers.push_back(
          {"Authorization", as.starts_with("glsa") ? "Bearer " + as : "Basic " + EncodeBase64(as)});
    }
    return to.Handle(request);
  }

  Instance instance{Settings()};
};

TEST_F(InstanceTest, HealthAsksNobody) {
  EXPECT_EQ(Send("GET", "/api/health", "", "").body,
            "{\n  \"commit\": \"NA\",\n  \"database\": \"ok\",\n  \"version\": \"9.0.9\"\n}");
}

TEST_F(InstanceTest, TokenLivesAndDies) {
  EXPECT_EQ(Send("POST", "/api/serviceaccounts", R"({"name":"bot"})").status, 201);
  const std::string made = Send("POST", "/api/serviceaccounts/2/tokens", R"({"name":"t"})").body;
  const std::string token = made.substr(made.find("glsa_"), 46);
  EXPECT_EQ(Send("GET", "/api/nothing", "", token).status, 404);
  EXPECT_EQ(Send("DELETE", "/api/serviceaccounts/2/tokens/1").status, 200);
  const Response refused = Send("GET", "/api/nothing", "", token);
  EXPECT_EQ(refused.status, 500);
  EXPECT_THAT(refused.body, HasSubstr("invalid API key"));
}

TEST_F(InstanceTest, TwoInstancesNeverMeet) {
  Instance other(Settings());
  EXPECT_EQ(Send("POST", "/api/serviceaccounts", R"({"name":"bot"})").status, 201);
  Request request{.method = "GET",
                  .path = "/api/serviceaccounts/2",
                  .headers = {{"Authorization", "Basic " + EncodeBase64("admin:admin")}}};
  EXPECT_EQ(other.Handle(request).status, 404);
}

// Two releases, each in its own words, one beside the other.
TEST_F(InstanceTest, EachIsTheReleaseThatItWasMadeWith) {
  Instance later(Settings(*FindRelease("9.1")));
  for (int turn = 0; turn < 2; ++turn) {
    const std::string name = "bot" + std::to_string(turn);
    const std::string wish = R"({"name":")" + name + R"(","role":"Admin"})";
    EXPECT_THAT(SendTo(later, "POST", "/api/serviceaccounts", wish).body, HasSubstr(R"("role":"Admin")"));
    EXPECT_THAT(Send("POST", "/api/serviceaccounts", wish).body, HasSubstr(R"("role":"")"));
    const std::string path = "/api/serviceaccounts/" + std::to_string(turn + 2);
    EXPECT_THAT(SendTo(later, "GET", path).body, HasSubstr(R"("role":"Admin")"));
    EXPECT_THAT(Send("GET", path).body, HasSubstr(R"("role":"Viewer")"));
    EXPECT_THAT(SendTo(later, "PATCH", path, "{}").body,
                StartsWith(R"({"id":)" + std::to_string(turn + 2) + R"(,"message":"Service account updated")"));
    EXPECT_THAT(Send("PATCH", path, "{}").body, StartsWith(R"({"id":)" + std::to_string(turn + 2) + R"(,"name":)"));
    EXPECT_EQ(SendTo(later, "GET", "/api/serviceaccounts/migrationstatus").body, R"({"migrated":false})");
    EXPECT_EQ(Send("GET", "/api/serviceaccounts/migrationstatus").status, 400);
    EXPECT_THAT(SendTo(later, "GET", "/api/health", "", "").body, HasSubstr("9.1.8"));
    EXPECT_THAT(Send("GET", "/api/health", "", "").body, HasSubstr("9.0.9"));
  }
}

TEST_F(InstanceTest, AnOlderReleaseKnowsNoPrefixedTokensAndNamesTeams) {
  InstanceSettings settings = Settings(*FindRelease("8.5"));
  settings.authorization.rbac = false;
  Instance older(settings);
  ASSERT_EQ(SendTo(older, "POST", "/api/serviceaccounts", R"({"name":"bot"})").status, 201);
  EXPECT_THAT(SendTo(older, "POST", "/api/serviceaccounts/2/tokens", R"({"name":"t"})").body,
              HasSubstr(R"("key":"eyJ)"));
  const Response refused = SendTo(older, "GET", "/api/org", "", "glsa_AU6g0FqmfrIqdoq7YRhT8QfcEDkUt0yA_1a4a3a1c");
  EXPECT_EQ(refused.status, 401);
  EXPECT_THAT(SendTo(older, "GET", "/api/serviceaccounts/2").body, HasSubstr(R"("teams":[])"));
  ASSERT_EQ(SendTo(older, "POST", "/api/teams", R"({"name":"Ops"})").status, 200);
  ASSERT_EQ(SendTo(older, "POST", "/api/teams/1/members", R"({"userId":2})").status, 200);
  EXPECT_THAT(SendTo(older, "PATCH", "/api/serviceaccounts/2", "{}").body, HasSubstr(R"("teams":["Ops"])"));
  EXPECT_THAT(SendTo(older, "GET", "/api/teams/1/members").body, HasSubstr("sa-bot"));
  EXPECT_EQ(SendTo(older, "PATCH", "/api/serviceaccounts/2", R"({"role":null})").status, 200);
  EXPECT_EQ(SendTo(older, "PATCH", "/api/serviceaccounts/2", R"({"role":"admin"})").status, 400);
}

TEST_F(InstanceTest, AnOlderReleaseCountsNoDoubles) {
  Instance older(Settings(*FindRelease("8.5")));
  EXPECT_THAT(SendTo(older, "GET", "/metrics").body, Not(HasSubstr("duplicate_user_entries")));
  EXPECT_THAT(Send("GET", "/metrics").body, HasSubstr("grafana_stat_users_total_duplicate_user_entries 0"));
}

TEST_F(InstanceTest, AReleaseMayCallItsActionsOtherwise) {
  Instance older(Settings(*FindRelease("8.5")));
  ASSERT_EQ(SendTo(older, "POST", "/api/admin/users", R"({"login":"u","password":"long"})").status, 200);
  const auto needed = [&](std::string method, std::string path, std::string body = "{}") {
    return SendTo(older, std::move(method), std::move(path), std::move(body), "u:long").body;
  };
  EXPECT_THAT(needed("GET", "/api/admin/users/1/auth-tokens"), HasSubstr("Permissions needed: users.authtoken:list\""));
  EXPECT_THAT(needed("GET", "/api/users/1/teams"), HasSubstr("Permissions needed: users.teams:read\""));
  EXPECT_THAT(needed("PATCH", "/api/org/users/1"), HasSubstr("Permissions needed: org.users.role:update\""));
  EXPECT_EQ(SendTo(older, "PATCH", "/api/org/users/2", R"({"role":"Editor"})").status, 200);
  for (const char* path : {"/api/admin/users/2/auth-tokens", "/api/users/2/teams", "/api/users", "/api/auth/keys",
                           "/api/org/users/lookup", "/api/orgs/1/users"}) {
    EXPECT_EQ(SendTo(older, "GET", path).status, 200) << path;
  }
  EXPECT_ANY_THROW(SendTo(older, "GET", "/api/orgs/abc"));
}

TEST_F(InstanceTest, WhatAReleaseAsksForInsteadStandsAtARouteThatIsThere) {
  const Release& release = *FindRelease("8.5");
  ASSERT_FALSE(release.needs.empty());
  const std::string routes = RouteTable(Instance(Settings(release)).Routes());
  for (const RouteNeed& need : release.needs) {
    std::string path(need.pattern);
    if (path.ends_with('/')) path.pop_back();
    EXPECT_THAT(routes, ContainsRegex("\\| " + std::string(need.method) + " \\| `" + path + "` \\| [a-z,–  ]+ \\| `" +
                                      std::string(need.action) + "`"));
  }
}

TEST_F(InstanceTest, AnOlderReleaseHasFewerPreferencesAndTrimsLogins) {
  InstanceSettings settings = Settings(*FindRelease("8.5"));
  settings.authorization.rbac = false;
  Instance older(settings);
  EXPECT_EQ(SendTo(older, "PUT", "/api/user/preferences", R"({"homeDashboardUID":"nosuch","queryHistory":7})").status,
            200);
  EXPECT_THAT(SendTo(older, "GET", "/api/user/preferences").body, EndsWith(R"("navbar":{"savedItems":null}})"));
  EXPECT_EQ(SendTo(older, "POST", "/api/admin/users", R"({"login":" u ","email":"u@x ","password":"long"})").status,
            200);
  EXPECT_THAT(SendTo(older, "GET", "/api/users/2").body, HasSubstr(R"("email":"u@x")"));
  EXPECT_EQ(SendTo(older, "PUT", "/api/users/2", R"({"login":" v ","email":""})").status, 200);
  EXPECT_THAT(SendTo(older, "GET", "/api/users/2").body, HasSubstr(R"("login":"v")"));
}

}  // namespace
}  // namespace grafake::server
