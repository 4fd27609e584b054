// What releases do otherwise with those who sign in, or fail to, asked of a whole Instance.
#include <gmock/gmock.h>

#include "server/of_release.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using testing::StartsWith;

constexpr const char* kUnknownToken = "glsa_HOruNAb7SOiCdshU69xavkjVXmtvbsoG_e49bf8f6";  // its checksum is wrong

InstanceSettings WithAnonymous(Role role) {
  InstanceSettings settings;
  settings.anonymous = {.enabled = true, .org_name = "Main Org.", .role = role};
  return settings;
}

TEST(SignInRulesTest, RefusalsOfCredentialsNameTheirKind) {
  OfRelease of("10.1");
  EXPECT_EQ(of.Get("/api/org", ""),
            "{\"extra\":null,\"message\":\"Unauthorized\",\"messageId\":\"auth.unauthorized\",\"statusCode\":401,"
            "\"traceID\":\"\"}\n");
  const Response wrong = of.Send("GET", "/api/org", "", "admin:wrong");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(wrong.body, HasSubstr(R"("messageId":"password-auth.failed","statusCode":400,"traceID":"")"));
  EXPECT_THAT(of.Get("/api/org", "admin:"), HasSubstr("password-auth.empty"));
  EXPECT_THAT(of.Get("/api/org", kUnknownToken), HasSubstr("api-key.invalid"));
  EXPECT_THAT(of.Get("/api/serviceaccounts/search", ""), HasSubstr("auth.unauthorized")) << "no permission is lacked";
  EXPECT_THAT(OfRelease("9.3").Get("/api/serviceaccounts/search", ""), HasSubstr("accessErrorId"));
}

TEST(SignInRulesTest, OneWhoIsDisabledHearsItOnceHisPasswordWasRight) {
  OfRelease of("10.1");
  of.MakeUser("vic");
  ASSERT_EQ(of.Send("POST", "/api/admin/users/2/disable").status, 200);
  EXPECT_THAT(of.Get("/api/user", "vic:pass-1234"), HasSubstr("identity.disabled"));
  EXPECT_THAT(of.Get("/api/user", "vic:wrong"), HasSubstr("password-auth.failed"));
  const Response login = of.Send("POST", "/login", R"({"user":"vic","password":"pass-1234"})", "");
  EXPECT_EQ(login.body, R"({"message":"Unauthorized","messageId":"identity.disabled","statusCode":401,"traceID":""})");
}

TEST(SignInRulesTest, AWrongCredentialCountsAsNoneOrIsRefusedAtOnce) {
  for (const auto& [name, counts_as_none] : {std::pair{"9.3", false}, {"10.1", true}}) {
    OfRelease of(name, WithAnonymous(Role::kViewer));
    for (const char* credential : {"admin:wrong", kUnknownToken, "api_key:x"})
      EXPECT_EQ(of.Send("GET", "/api/org", "", credential).status == 200, counts_as_none) << name << credential;
    OfRelease closed(name);
    EXPECT_EQ(closed.Send("GET", "/login", "", kUnknownToken).status == 200, counts_as_none) << name;
    EXPECT_EQ(HeaderOf(closed.Send("GET", "/somewhere", "", kUnknownToken), "Location") == "/login", counts_as_none);
    EXPECT_EQ(closed.Send("GET", "/api/org", "", kUnknownToken).status, 401) << name;
  }
}

TEST(SignInRulesTest, TheSchemeOfAPasswordMayHaveAnyCase) {
  const std::vector<Header> basic{{"Authorization", "basic " + EncodeBase64("admin:admin")}};
  EXPECT_EQ(OfRelease("10.1").Send("GET", "/api/user", "", "", basic).status, 200);
  EXPECT_EQ(OfRelease("9.3").Send("GET", "/api/user", "", "", basic).status, 401);
}

TEST(SignInRulesTest, ASecondCookieSaysWhenTheSessionsIsToBeReplaced) {
  const auto cookies = [](const char* name) {
    std::string all;
    for (const AnswerHeader& header :
         OfRelease(name).Send("POST", "/login", R"({"user":"admin","password":"admin"})", "").headers) {
      if (header.name == "Set-Cookie") all += header.value + "|";
    }
    return all;
  };
  EXPECT_THAT(cookies("10.1"), MatchesRegex("grafana_session=[0-9a-f]+; .*HttpOnly.*[|]grafana_session_expiry=[0-9]+; "
                                            "Path=/; Max-Age=2592000; SameSite=Lax[|]"));
  EXPECT_THAT(cookies("9.3"), Not(HasSubstr("expiry")));
}

TEST(SignInRulesTest, RbacCannotBeSwitchedOffEverywhere) {
  InstanceSettings settings;
  settings.authorization.rbac = false;
  EXPECT_EQ(OfRelease("10.1", settings).Send("GET", "/api/access-control/user/permissions").status, 200);
  EXPECT_EQ(OfRelease("9.3", settings).Send("GET", "/api/access-control/user/permissions").status, 404);
}

TEST(SignInRulesTest, WhatCountsInNoOrgMayBeWhatCountsInOnesOwn) {
  for (const auto& [name, status] : {std::pair{"9.3", 403}, {"10.1", 200}}) {
    OfRelease of(name);
    of.MakeUser("vic");
    EXPECT_EQ(of.Send("GET", "/api/orgs", "", "vic:pass-1234").status, status) << name;
    EXPECT_EQ(of.Send("POST", "/api/orgs", R"({"name":"x"})", "vic:pass-1234").status, 403) << name;
  }
}

}  // namespace
}  // namespace grafake::server
