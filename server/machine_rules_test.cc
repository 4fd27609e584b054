// What releases do otherwise with service accounts that sign in, and in whose org somebody is, asked of a whole
// Instance.
#include <gmock/gmock.h>

#include "server/of_release.h"

namespace grafake::server {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

// A release with the service account 2, and its token.
struct WithToken {
  explicit WithToken(const char* name, InstanceSettings settings = {}) : of(name, std::move(settings)) {
    EXPECT_EQ(of.Send("POST", "/api/serviceaccounts", R"({"name":"bot","role":"Editor"})").status, 201);
    const std::string made = of.Send("POST", "/api/serviceaccounts/2/tokens", R"({"name":"t"})").body;
    const auto at = made.find("glsa_");
    token = made.substr(at, made.find('"', at) - at);
  }

  Response By(const std::string& method, const std::string& path, const std::string& body = "",
              const std::vector<Header>& headers = {}) {
    return of.Send(method, path, body, token, headers);
  }

  OfRelease of;
  std::string token;
};

TEST(MachineRulesTest, ATokenMayKeepToItsOrg) {
  for (const auto& [name, status] : {std::pair{"10.1", 200}, {"11.5", 401}, {"12.4", 401}}) {
    WithToken with(name);
    for (const char* org : {"99", "-1"})
      EXPECT_EQ(with.By("GET", "/api/org", "", {{"X-Grafana-Org-Id", org}}).status, status) << name << org;
    EXPECT_EQ(with.By("GET", "/api/org?targetOrgId=99").status, status) << name;
    for (const char* org : {"1", "0", "abc", ""})
      EXPECT_EQ(with.By("GET", "/api/org", "", {{"X-Grafana-Org-Id", org}}).status, 200) << name << org;
  }
  WithToken with("11.5");
  EXPECT_THAT(with.By("GET", "/api/org", "", {{"X-Grafana-Org-Id", "2"}}).body,
              HasSubstr("\"messageId\":\"api-key.organization-mismatch\",\"statusCode\":401"));
  EXPECT_EQ(with.of.Send("GET", "/api/org", "", "api_key:" + with.token, {{"X-Grafana-Org-Id", "2"}}).status, 401);
}

TEST(MachineRulesTest, AnotherOrgIsNoticedBehindAnEndAndBeforeAState) {
  WithToken with("11.5");
  ASSERT_EQ(with.of.Send("PATCH", "/api/serviceaccounts/2", R"({"isDisabled":true})").status, 200);
  EXPECT_THAT(with.By("GET", "/api/org").body, HasSubstr("identity.disabled"));
  EXPECT_THAT(with.By("GET", "/api/org", "", {{"X-Grafana-Org-Id", "2"}}).body, HasSubstr("organization-mismatch"));
}

TEST(MachineRulesTest, ATokenOfAnotherOrgCountsAsNoCredential) {
  InstanceSettings settings;
  settings.anonymous = {.enabled = true, .org_name = "Main Org.", .role = Role::kViewer};
  EXPECT_EQ(WithToken("11.5", settings).By("GET", "/api/org", "", {{"X-Grafana-Org-Id", "99"}}).status, 200);
}

TEST(MachineRulesTest, WhatIsForUsersMayBeForThemAlone) {
  constexpr std::pair<const char*, const char*> kRoutes[] = {{"PUT", "/api/user"},
                                                             {"GET", "/api/user/orgs"},
                                                             {"GET", "/api/user/teams"},
                                                             {"POST", "/api/user/using/1"},
                                                             {"POST", "/api/user/using/abc"},
                                                             {"PUT", "/api/user/password"},
                                                             {"PUT", "/api/user/helpflags/1"},
                                                             {"GET", "/api/user/helpflags/clear"}};
  for (const auto& [name, status] : {std::pair{"11.5", 403}, {"12.4", 304}}) {
    WithToken with(name);
    for (const auto& [method, path] : kRoutes) EXPECT_EQ(with.By(method, path, "{").status, status) << name << path;
    EXPECT_EQ(with.By("GET", "/api/user/auth-tokens").body, R"({"message":"entity not allowed to get tokens"})");
    EXPECT_EQ(with.By("POST", "/api/user/revoke-auth-token", R"({"authTokenId":1})").body,
              R"({"message":"entity not allowed to revoke tokens"})");
    EXPECT_EQ(with.of.Send("GET", "/api/user/orgs").status, 200) << name;
    EXPECT_EQ(with.of.Send("GET", "/api/user/auth-tokens").body, "[]") << name;
  }
  EXPECT_EQ(WithToken("11.5").By("GET", "/api/user/orgs").body, R"({"message":"Endpoint only available for users"})");
  EXPECT_EQ(WithToken("10.1").By("GET", "/api/user/orgs").status, 200);
  EXPECT_EQ(WithToken("10.1").By("GET", "/api/user/auth-tokens").status, 404);
}

TEST(MachineRulesTest, AnAccountMayBeToldWhoItIs) {
  EXPECT_EQ(WithToken("10.1").By("GET", "/api/user").status, 404);
  const std::string body = WithToken("11.5").By("GET", "/api/user").body;
  EXPECT_THAT(body, StartsWith(R"({"id":0,"uid":"service-account:2","email":")"));
  EXPECT_THAT(body, EndsWith("\"authLabels\":null,\"updatedAt\":\"0001-01-01T00:00:00Z\","
                             "\"createdAt\":\"0001-01-01T00:00:00Z\",\"avatarUrl\":\"\"}"));
  EXPECT_THAT(WithToken("12.4").By("GET", "/api/user").body, EndsWith(R"("avatarUrl":"","isProvisioned":false})"));
}

TEST(MachineRulesTest, AGrafanaAdminMayHoldNothingInAnOrgThatHeIsNotIn) {
  for (const auto& [name, status] : {std::pair{"10.1", 404}, {"11.5", 403}, {"12.4", 403}}) {
    OfRelease of(name);
    EXPECT_EQ(of.Send("GET", "/api/org", "", "admin:admin", {{"X-Grafana-Org-Id", "99"}}).status, status) << name;
    EXPECT_EQ(of.Send("GET", "/api/orgs", "", "admin:admin", {{"X-Grafana-Org-Id", "99"}}).status, 200) << name;
  }
}

TEST(MachineRulesTest, WhatCountsInOnesOwnOrgMayCountThereAlone) {
  for (const auto& [name, status] : {std::pair{"10.1", 200}, {"11.5", 403}, {"12.4", 403}}) {
    OfRelease of(name);
    of.MakeUser("vic");
    EXPECT_EQ(of.Send("GET", "/api/orgs", "", "vic:pass-1234").status, status) << name;
    EXPECT_EQ(of.Send("GET", "/api/orgs/1", "", "vic:pass-1234").status, 200) << name;
  }
  InstanceSettings settings;
  settings.anonymous = {.enabled = true, .org_name = "Main Org.", .role = Role::kAdmin};
  OfRelease of("11.5", settings);
  EXPECT_THAT(of.Get("/api/orgs", ""), HasSubstr("Permissions needed: \"")) << "there is nobody to look them up for";
  EXPECT_EQ(of.Send("GET", "/api/orgs/1", "", "").status, 200);
}

TEST(MachineRulesTest, WhatIsHeldMayBeKeptForLonger) {
  for (const auto& [name, status] : {std::pair{"11.5", 403}, {"12.4", 200}}) {
    InstanceSettings settings;
    Instant now = Instant(std::chrono::hours(24 * 365 * 50));
    settings.clock = [&now] { return now; };
    settings.user_cache = std::chrono::seconds(5);
    WithToken with(name, settings);
    ASSERT_EQ(with.By("GET", "/api/serviceaccounts/search").status, 403);
    ASSERT_EQ(with.of.Send("PATCH", "/api/serviceaccounts/2", R"({"role":"Admin"})").status, 200);
    now += std::chrono::seconds(6);
    EXPECT_EQ(with.By("GET", "/api/serviceaccounts/search").status, status) << name;
    now += std::chrono::seconds(60);
    EXPECT_EQ(with.By("GET", "/api/serviceaccounts/search").status, 200) << name;
  }
}

}  // namespace
}  // namespace grafake::server
