// What releases do otherwise than each other where no recording says it, asked of a whole Instance.
#include <gmock/gmock.h>

#include <algorithm>

#include "server/of_release.h"

namespace grafake::server {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(ReleaseRulesTest, PermissionsOnSingleAccountsAreServedAndCountWhereTheReleaseSaysSo) {
  const struct {
    const char* release;
    int description;  // status
    bool counts;
  } cases[] = {{"9.0", 404, false}, {"9.1", 200, false}, {"9.3", 200, true}};
  for (const auto& [name, description, counts] : cases) {
    OfRelease of(name);
    of.MakeUser("vic");
    ASSERT_EQ(of.Send("POST", "/api/serviceaccounts", R"({"name":"bot"})").status, 201);
    EXPECT_EQ(of.Send("GET", "/api/access-control/serviceaccounts/description").status, description) << name;
    if (description == 404) continue;
    const std::string path = "/api/access-control/serviceaccounts/3";
    EXPECT_THAT(of.Get(path), HasSubstr(R"("userLogin":"admin")")) << "its maker; " << name;
    EXPECT_EQ(of.Send("POST", path + "/users/2", R"({"permission":"Edit"})").body,
              R"({"message":"Permission updated"})");
    EXPECT_EQ(of.Send("GET", "/api/serviceaccounts/3", "", "vic:pass-1234").status, counts ? 200 : 403) << name;
    EXPECT_EQ(of.Send("POST", path, R"({"permissions":[{"userId":2,"permission":""}]})").status, counts ? 200 : 404)
        << name;
    EXPECT_EQ(of.Send("GET", "/api/serviceaccounts/3", "", "vic:pass-1234").status, 403) << name;
  }
}

TEST(ReleaseRulesTest, ManyAreSharedWithAtOnceOrWithNobody) {
  OfRelease of("9.3");
  of.MakeUser("vic");
  ASSERT_EQ(of.Send("POST", "/api/teams", R"({"name":"ops"})").status, 200);
  ASSERT_EQ(of.Send("POST", "/api/serviceaccounts", R"({"name":"bot"})").status, 201);
  const std::string path = "/api/access-control/serviceaccounts/3";
  for (const char* refused : {R"({"permissions":[{"userId":2,"permission":"Edit"},{"userId":99,"permission":"Edit"}]})",
                              R"({"permissions":[{"userId":2,"permission":"Edit"},{"builtInRole":"Viewer"}]})",
                              R"({"permissions":[{"userId":2,"permission":"View"}]})"}) {
    EXPECT_EQ(of.Send("POST", path, refused).body, R"({"message":"failed to set permissions","traceID":""})")
        << refused;
  }
  for (const char* bad : {R"({"permissions":{}})", R"({"permissions":[{"userId":"2"}]})", "{"})
    EXPECT_EQ(of.Send("POST", path, bad).body, R"({"message":"bad request data","traceID":""})") << bad;
  EXPECT_THAT(of.Get(path), Not(HasSubstr(R"("userLogin":"vic")")));
  EXPECT_EQ(
      of.Send("POST", path,
              R"({"permissions":[{"userId":2,"permission":"Edit"},{"teamId":1,"permission":"Admin"},{"userId":1}]})")
          .body,
      R"({"message":"Permissions updated"})");
  EXPECT_THAT(of.Get(path), HasSubstr(R"("userLogin":"vic")"));
  EXPECT_THAT(of.Get(path), HasSubstr(R"("team":"ops","teamId":1)"));
  EXPECT_THAT(of.Get(path), Not(HasSubstr(R"("userLogin":"admin")")));
}

TEST(ReleaseRulesTest, RefusalsSayTheTraceThatTheRequestIsPartOf) {
  const std::string id = "0af7651916cd43dd8448eb211c80319c";
  const std::vector<Header> traced{{"Traceparent", "00-" + id + "-b7ad6b7169203331-01"}};
  const std::string nothing(32, '0');
  for (const auto& [name, with, without] :
       {std::tuple{"9.0", nothing, nothing}, {"9.1", id, nothing}, {"9.3", id, std::string()}}) {
    OfRelease of(name);
    EXPECT_THAT(of.Send("GET", "/api/serviceaccounts/x", "", "admin:admin", traced).body,
                EndsWith(R"("traceID":")" + with + "\"}"));
    EXPECT_THAT(of.Send("GET", "/api/org", "", "admin:wrong", traced).body,
                EndsWith(R"("traceID":")" + with + "\"}\n"));
    EXPECT_THAT(of.Get("/api/serviceaccounts/x"), EndsWith(R"("traceID":")" + without + "\"}"));
    EXPECT_THAT(of.Send("GET", "/api/users/99", "", "admin:admin", traced).body, Not(HasSubstr(id)));
  }
}

TEST(ReleaseRulesTest, OneWhoMustSignInIsToldSoBeforeWhatHeLacks) {
  const auto told = [](const char* name, Role role) {
    InstanceSettings settings;
    settings.anonymous = {.enabled = true, .org_name = "Main Org.", .role = role};
    return OfRelease(name, settings).Send("GET", "/api/serviceaccounts/search?forceLogin=true", "", "");
  };
  EXPECT_EQ(told("9.1", Role::kAdmin).status, 200);
  EXPECT_THAT(told("9.1", Role::kViewer).body, StartsWith(R"({"accessErrorId")"));
  EXPECT_EQ(told("9.3", Role::kAdmin).body, "{\"message\":\"Unauthorized\"}\n");
  const Response both = told("9.3", Role::kViewer);
  EXPECT_EQ(both.status, 401);
  EXPECT_THAT(both.body, StartsWith("{\"message\":\"Unauthorized\"}\n{\"accessErrorId\""));
  EXPECT_THAT(both.body, EndsWith("\"title\":\"Access denied\"}\n"));
}

TEST(ReleaseRulesTest, TheLastAdminOfATeamStaysOnlyWhereTheReleaseSaysSo) {
  for (const auto& [name, stays] : {std::pair{"9.1", true}, {"9.3", false}}) {
    OfRelease of(name);
    ASSERT_EQ(of.Send("POST", "/api/teams", R"({"name":"ops"})").status, 200);
    EXPECT_EQ(of.Send("PUT", "/api/teams/1/members/1", R"({"permission":0})").status != 200, stays) << name;
    EXPECT_EQ(of.Send("DELETE", "/api/teams/1/members/1").status != 200, stays) << name;
  }
}

TEST(ReleaseRulesTest, WhoLeavesAnOrgLosesWhatHeHeldThereOnSingleObjects) {
  for (const auto& [name, held] : {std::pair{"9.1", true}, {"9.3", false}}) {
    OfRelease of(name);
    of.MakeUser("vic");
    ASSERT_EQ(of.Send("POST", "/api/orgs", R"({"name":"second"})").status, 200);
    ASSERT_EQ(of.Send("POST", "/api/orgs/2/users", R"({"loginOrEmail":"vic","role":"Viewer"})").status, 200);
    ASSERT_EQ(of.Send("POST", "/api/serviceaccounts", R"({"name":"bot"})").status, 201);
    ASSERT_EQ(of.Send("POST", "/api/access-control/serviceaccounts/3/users/2", R"({"permission":"Edit"})").status, 200);
    ASSERT_EQ(of.Send("DELETE", "/api/org/users/2").status, 200);
    EXPECT_EQ(of.Get("/api/access-control/serviceaccounts/3").find(R"("userLogin":"vic")") != std::string::npos, held)
        << name;
  }
}

TEST(ReleaseRulesTest, TheFirstAdminHasTheEmailThatIsSet) {
  InstanceSettings settings;
  settings.admin.email = "root@example.com";
  EXPECT_THAT(OfRelease("9.3", settings).Get("/api/user"), HasSubstr(R"("email":"root@example.com")"));
  EXPECT_THAT(OfRelease("9.3").Get("/api/user"), HasSubstr(R"("email":"admin@localhost")"));
}

TEST(ReleaseRulesTest, WithoutPasswordsNoneIsRight) {
  InstanceSettings settings;
  settings.login.no_passwords = settings.authentication.no_passwords = true;
  OfRelease of("9.3", settings);
  EXPECT_EQ(of.Get("/api/org"), "{\"message\":\"invalid username or password\",\"traceID\":\"\"}\n");
  EXPECT_EQ(of.Send("POST", "/login", R"({"user":"admin","password":"admin"})", "").body,
            R"({"message":"No authorization providers enabled","traceID":""})");
}

TEST(ReleaseRulesTest, AnswersSayWhoHasAskedWhereThatIsSwitchedOn) {
  InstanceSettings settings;
  settings.names_caller = true;
  OfRelease of("9.3", settings);
  EXPECT_EQ(HeaderOf(of.Send("GET", "/api/org"), "grafana-uname"), "admin");
  EXPECT_EQ(HeaderOf(of.Send("GET", "/api/org", "", ""), "grafana-uname"), "none");
  EXPECT_EQ(HeaderOf(OfRelease("9.3").Send("GET", "/api/org"), "grafana-uname"), "none");
}

TEST(ReleaseRulesTest, MetricsShowWhatTheReleaseCounts) {
  const auto shows = [](const char* name, const char* what) {
    OfRelease of(name);
    (void)of.Get("/api/org");
    return of.Get("/metrics").find(what) != std::string::npos;
  };
  for (const char* of_later : {"grafana_stat_total_service_account_tokens", R"(le="25")"}) {
    EXPECT_FALSE(shows("9.0", of_later)) << of_later;
    EXPECT_TRUE(shows("9.1", of_later)) << of_later;
    EXPECT_TRUE(shows("9.3", of_later)) << of_later;
  }
  EXPECT_FALSE(shows("9.1", "grafana_build_timestamp{"));
  EXPECT_TRUE(shows("9.3", "grafana_build_timestamp{"));
}

TEST(ReleaseRulesTest, LoginsThatDifferByCaseAreOneWhereThatIsSet) {
  const auto with = [](LoginCase login_case) {
    InstanceSettings settings;
    settings.members.login_case = login_case;
    return settings;
  };
  for (const LoginCase login_case : {LoginCase::kCounts, LoginCase::kIgnored, LoginCase::kLowered}) {
    OfRelease of("9.3", with(login_case));
    of.MakeUser("Ada", "Ada@Example.com");
    const bool one = login_case != LoginCase::kCounts;
    const std::string kept = login_case == LoginCase::kLowered ? "ada" : "Ada";
    EXPECT_THAT(of.Get("/api/users/2"), HasSubstr(R"("login":")" + kept + '"'));
    EXPECT_EQ(of.Send("GET", "/api/user", "", "ADA:pass-1234").status, one ? 200 : 401);
    EXPECT_EQ(of.Send("GET", "/api/user", "", "ada@example.com:pass-1234").status, one ? 200 : 401);
    EXPECT_EQ(of.Send("POST", "/api/admin/users", R"({"login":"aDA","password":"pass-1234"})").status, one ? 412 : 200);
    of.MakeUser("SA-bot");
    EXPECT_EQ(of.Send("POST", "/api/serviceaccounts", R"({"name":"bot"})").status, one ? 400 : 201);
  }
}

TEST(ReleaseRulesTest, PreferencesHaveALocaleWhereTheReleaseHasOne) {
  for (const char* name : {"9.0", "9.1", "9.3"}) {
    OfRelease of(name);
    const bool has = std::string_view(name) != "9.0";
    ASSERT_EQ(of.Send("PUT", "/api/user/preferences", R"({"locale":"de-DE"})").status, 200);
    EXPECT_EQ(of.Get("/api/user/preferences").find(R"("weekStart":"","locale":"de-DE","navbar")") != std::string::npos,
              has);
    ASSERT_EQ(of.Send("PATCH", "/api/user/preferences", R"({"theme":"dark"})").status, 200);
    EXPECT_EQ(of.Get("/api/user/preferences").find(R"("locale":"de-DE")") != std::string::npos, has) << "it stays";
    EXPECT_EQ(of.Send("PUT", "/api/user/preferences", R"({"homeDashboardUID":""})").status,
              std::string_view(name) == "9.3" ? 200 : 404);
  }
}

TEST(ReleaseRulesTest, AnEmailFindsUsersBeforeTheLoginThatIsWrittenSo) {
  for (const auto& [name, found, account] : {std::tuple{"9.0", 3, 200}, {"9.1", 2, 404}, {"9.3", 2, 404}}) {
    OfRelease of(name);
    of.MakeUser("first", "both@x");
    ASSERT_EQ(
        of.Send("POST", "/api/admin/users", R"({"login":"both@x","email":"other@x","password":"pass-1234"})").status,
        200);
    EXPECT_THAT(of.Get("/api/users/lookup?loginOrEmail=both@x"), StartsWith("{\"id\":" + std::to_string(found)))
        << name;
    ASSERT_EQ(of.Send("POST", "/api/serviceaccounts", R"({"name":"a@b"})").status, 201);
    EXPECT_EQ(of.Send("GET", "/api/users/lookup?loginOrEmail=sa-a@b").status, account) << name;
  }
}

TEST(ReleaseRulesTest, NoMoreTokensOfAnAccountAreListedThanTheReleaseDoes) {
  for (const auto& [name, listed] : {std::pair{"9.1", 301}, {"9.3", 300}}) {
    OfRelease of(name);
    ASSERT_EQ(of.Send("POST", "/api/serviceaccounts", R"({"name":"bot"})").status, 201);
    for (int i = 0; i < 301; ++i) {
      ASSERT_EQ(of.Send("POST", "/api/serviceaccounts/2/tokens", R"({"name":"t)" + std::to_string(i) + "\"}").status,
                200);
    }
    const std::string list = of.Get("/api/serviceaccounts/2/tokens");
    EXPECT_EQ(std::count(list.begin(), list.end(), '{'), listed) << name;
    EXPECT_THAT(of.Get("/api/serviceaccounts/2"), HasSubstr("\"tokens\":" + std::to_string(listed)));
    EXPECT_THAT(of.Get("/api/serviceaccounts/search"), HasSubstr("\"tokens\":" + std::to_string(listed)));
  }
}

TEST(ReleaseRulesTest, TeamsHaveAUidThatStays) {
  OfRelease of("10.1");
  ASSERT_EQ(of.Send("POST", "/api/teams", R"({"name":"ops"})").status, 200);
  const std::string first = of.Get("/api/teams/1");
  EXPECT_THAT(first, testing::ContainsRegex(R"("id":1,"uid":"[a-f][0-9a-f]{7}-[0-9a-f-]{27}","orgId":1)"));
  EXPECT_EQ(of.Get("/api/teams/1"), first);
  EXPECT_THAT(of.Get("/api/teams/1/members"), HasSubstr(R"("teamUID":)" + first.substr(first.find(":\"") + 1, 38)));
  OfRelease before("9.3");
  ASSERT_EQ(before.Send("POST", "/api/teams", R"({"name":"ops"})").status, 200);
  EXPECT_THAT(before.Get("/api/teams/1"), Not(HasSubstr("uid")));
}

TEST(ReleaseRulesTest, NoneMayBeARole) {
  const std::string body = R"({"name":"bot","role":"none"})";
  EXPECT_THAT(OfRelease("10.1").Send("POST", "/api/serviceaccounts", body).body, HasSubstr(R"("role":"None")"));
  EXPECT_EQ(OfRelease("9.3").Send("POST", "/api/serviceaccounts", body).status, 400);
}

TEST(ReleaseRulesTest, CachesAreToldInOneHeaderOrInThree) {
  const Response one = OfRelease("10.1").Send("GET", "/api/org");
  EXPECT_EQ(HeaderOf(one, "Cache-Control"), "no-store");
  EXPECT_EQ(HeaderOf(one, "Pragma"), "none");
  EXPECT_EQ(HeaderOf(OfRelease("9.3").Send("GET", "/api/org"), "Pragma"), "no-cache");
}

TEST(ReleaseRulesTest, WhoMigratesAllKeysMayHearHowMany) {
  OfRelease of("10.1");
  ASSERT_EQ(of.Send("POST", "/api/auth/keys", R"({"name":"k","role":"Viewer"})").status, 200);
  EXPECT_EQ(of.Send("POST", "/api/serviceaccounts/migrate").body,
            R"({"total":1,"migrated":1,"failed":0,"failedApikeyIDs":[],"failedDetails":[]})");
  EXPECT_EQ(of.Send("POST", "/api/serviceaccounts/hideApiKeys").status, 404);
}

TEST(ReleaseRulesTest, EmptyPreferencesMayBeLeftOut) {
  OfRelease of("10.1");
  EXPECT_EQ(of.Get("/api/user/preferences"), "{}");
  ASSERT_EQ(of.Send("PUT", "/api/user/preferences", R"({"theme":"dark"})").status, 200);
  EXPECT_EQ(of.Get("/api/user/preferences"), R"({"theme":"dark"})");
}

TEST(ReleaseRulesTest, ATokenMayNotOutliveTheLastDay) {
  InstanceSettings settings;
  settings.tokens.limit.most_days = 2;
  OfRelease of("10.1", settings);
  ASSERT_EQ(of.Send("POST", "/api/serviceaccounts", R"({"name":"bot"})").status, 201);
  const Response refused = of.Send("POST", "/api/serviceaccounts/2/tokens", R"({"name":"t","secondsToLive":345600})");
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(HeaderOf(refused, "Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(refused.body,
            "The expiration date input exceeds the limit for service account access tokens expiration date");
  EXPECT_EQ(of.Send("POST", "/api/serviceaccounts/2/tokens", R"({"name":"t"})").status, 200);
}

TEST(ReleaseRulesTest, NothingHasTheIdZero) {
  OfRelease of("10.1");
  EXPECT_THAT(of.Get("/api/serviceaccounts/0"), HasSubstr("serviceaccounts.ErrInvalidId"));
  EXPECT_THAT(of.Get("/api/serviceaccounts/99"), HasSubstr("serviceaccounts.ErrNotFound"));
  EXPECT_EQ(OfRelease("9.3").Send("GET", "/api/serviceaccounts/0").status, 404);
}

}  // namespace
}  // namespace grafake::server
