// Every kind of refusal says what decided it, with the values that did; no answer that is none says anything.
#include "server/control/reasons.h"

#include <gmock/gmock.h>

#include "server/domain/token_format.h"
#include "server/of_release.h"

namespace grafake::server {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;
using testing::IsNull;
using testing::MatchesRegex;
using testing::Not;

constexpr Instant kNine = std::chrono::sys_days(std::chrono::year(2026) / 3 / 1) + std::chrono::hours(9);

// An org with ada (2, Editor), vic (3, Viewer), robot (4, a service account) and its tokens, the team sre (1), and a
// second org.
class ReasonsTest : public testing::Test {
 protected:
  explicit ReasonsTest(const char* release = "9.0", InstanceSettings settings = {})
      : of(release, At(std::move(settings))) {
    of.MakeUser("ada");
    of.MakeUser("vic");
    of.Send("PATCH", "/api/org/users/2", R"({"role":"Editor"})");
    of.Send("POST", "/api/serviceaccounts", R"({"name":"robot"})");
    known = NewToken(R"({"name":"known"})");
    old = NewToken(R"({"name":"old","secondsToLive":60})");
    gone = NewToken(R"({"name":"gone"})");
    of.Send("POST", "/api/teams", R"({"name":"sre"})");
    of.Send("POST", "/api/orgs", R"({"name":"second"})");
  }

  InstanceSettings At(InstanceSettings settings) {
    settings.clock = [this] { return now; };
    return settings;
  }
  std::string NewToken(const std::string& body) {
    return nlohmann::json::parse(of.Send("POST", "/api/serviceaccounts/4/tokens", body).body).at("key");
  }
  // Why it was refused; the status when there is no reason.
  std::string Why(const std::string& method, const std::string& path, const std::string& body = "",
                  const std::string& as = "admin:admin", const std::vector<Header>& headers = {}) {
    const Response response = of.Send(method, path, body, as, headers);
    return response.reason ? Sentence(*response.reason) : std::to_string(response.status);
  }

  Instant now = kNine;
  OfRelease of;
  std::string known;
  std::string old;
  std::string gone;
};

constexpr const char* kAda = "ada:pass-1234";
constexpr const char* kVic = "vic:pass-1234";

TEST_F(ReasonsTest, ARouteThatIsNotPartOfGrafakeSaysSo) {
  EXPECT_EQ(Why("POST", "/api/short-urls"), "POST /api/short-urls is a route of Grafana 9.0.9 and not part of grafake");
  EXPECT_EQ(Why("GET", "/api/plugins/x/resources/a/b"),
            "/api/plugins/:pluginId/resources/* is a route of Grafana 9.0.9 and not part of grafake");
}

TEST_F(ReasonsTest, ATokenThatDoesNotCountSaysWhichAndWhy) {
  EXPECT_EQ(Why("GET", "/api/org", "", old), "200");
  now += seconds(63);
  EXPECT_EQ(Why("GET", "/api/org", "", old), "token \"old\" of robot expired 3 s ago");
  now += std::chrono::days(30);
  EXPECT_EQ(Why("GET", "/api/org", "", old), "token \"old\" of robot expired 30 days ago");
  EXPECT_EQ(Why("GET", "/api/org", "", gone), "200");
  of.Send("DELETE", "/api/serviceaccounts/4/tokens/3");
  EXPECT_EQ(Why("GET", "/api/org", "", gone), "token \"gone\" was deleted");
  EXPECT_EQ(Why("GET", "/api/org", "", NewPrefixedToken()),
            "no token has this secret: it was never made here, or deleted");
  EXPECT_EQ(Why("GET", "/api/org", "", known + "0"), "the token's checksum is wrong: it is mistyped or cut off");
  EXPECT_EQ(Why("GET", "/api/org", "", "glsa"), "the token is not of the form glsa_SECRET_CHECKSUM");
  EXPECT_THAT(Why("GET", "/api/org", "", "§"), HasSubstr("which would be base64"));
  EXPECT_EQ(Why("GET", "/api/org", "", NewLegacyToken("legacy", 1)),
            "no API key \"legacy\" of org 1: it was never made here, or deleted");
  of.Send("PATCH", "/api/serviceaccounts/4", R"({"isDisabled":true})");
  EXPECT_EQ(Why("GET", "/api/org", "", known), "service account robot is disabled (token \"known\")");
}

TEST_F(ReasonsTest, AKeySaysItsNameWhateverItsSecret) {
  const std::string key =
      nlohmann::json::parse(of.Send("POST", "/api/auth/keys", R"({"name":"k","role":"Viewer","secondsToLive":1})").body)
          .at("key");
  EXPECT_EQ(Why("GET", "/api/org", "", NewLegacyToken("k", 1)),
            "API key \"k\" of org 1 has another secret: it was made anew, or elsewhere");
  now += std::chrono::hours(3);
  EXPECT_EQ(Why("GET", "/api/org", "", key), "API key \"k\" expired 2 h ago");
}

TEST_F(ReasonsTest, ALoginSaysWhatWasWrongWithIt) {
  EXPECT_EQ(Why("GET", "/api/org", "", "nobody:x"), "no user has login or email \"nobody\"");
  EXPECT_EQ(Why("GET", "/api/org", "", "ada:"), "the password is empty");
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(Why("GET", "/api/org", "", "ada:wrong"), "the password is not that of \"ada\"");
  }
  now += seconds(1);
  EXPECT_EQ(Why("GET", "/api/org", "", kAda), "name locked by five failed logins until 09:05:00: \"ada\"");
  now = kNine + seconds(301);
  EXPECT_EQ(Why("GET", "/api/org", "", kAda), "200");
  of.Send("POST", "/api/admin/users/3/disable");
  EXPECT_EQ(Why("GET", "/api/org", "", kVic), "user vic is disabled");
  EXPECT_EQ(Why("POST", "/login", R"({"user":"ada","password":"wrong"})", ""), "the password is not that of \"ada\"");
}

TEST_F(ReasonsTest, ALockThatBeganBeforeMidnightSaysItsDay) {
  now = std::chrono::sys_days(std::chrono::year(2026) / 3 / 1) + std::chrono::hours(24) - seconds(10);
  for (int i = 0; i < 5; ++i) (void)Why("GET", "/api/org", "", "ada:wrong");
  EXPECT_THAT(Why("GET", "/api/org", "", kAda), HasSubstr("until 2026-03-02 00:04:50"));
}

TEST_F(ReasonsTest, NoCredentialAndOneOfNoKindAreToldApart) {
  EXPECT_EQ(Why("GET", "/api/org", "", ""),
            "no credential: neither an Authorization header nor the cookie of a session");
  const auto with = [&](const char* header) { return Why("GET", "/api/org", "", "", {{"Authorization", header}}); };
  EXPECT_EQ(with("Token abc"), "header Authorization begins with neither \"Bearer \" nor \"Basic \"");
  EXPECT_EQ(with("Bearer "), "header Authorization is \"Bearer\" without a token");
  EXPECT_EQ(with("Basic abc"), "header Authorization is \"Basic\" without base64 of LOGIN:PASSWORD");
  EXPECT_EQ(Why("GET", "/api/org", "", "", {{"Cookie", "renderKey=x"}}),
            "cookie renderKey is none that this server has given out");
}

TEST(ExternalReasonsTest, WhatWasLookedForInVainIsNamed) {
  const std::string none = "no credential: neither an Authorization header nor the cookie of a session";
  InstanceSettings settings;
  settings.proxy.enabled = true;
  settings.authentication.proxy.name = "X-WEBAUTH-USER";
  const auto why = [&](const char* release, const std::vector<Header>& headers) {
    return Sentence(*OfRelease(release, settings).Send("GET", "/api/org", "", "", headers).reason);
  };
  EXPECT_EQ(why("9.0", {{"X-WEBAUTH-USR", "ada"}}), none + ", nor header X-WEBAUTH-USER of [auth.proxy]");
  EXPECT_EQ(why("9.0", {{"X-WEBAUTH-USER", " "}}), none + ", nor header X-WEBAUTH-USER of [auth.proxy]");
  EXPECT_EQ(why("9.0", {{"Authorization", "Token abc"}}),
            "header Authorization begins with neither \"Bearer \" nor \"Basic \"");
  settings.proxy.enabled = false;
  settings.jwt.enabled = true;
  settings.authentication.jwt = {.header = "X-JWT", .in_url = true};
  EXPECT_EQ(why("12.4", {}), none + ", nor a JWT in header X-JWT or parameter auth_token");
  settings.authentication.jwt.in_url = false;
  EXPECT_EQ(why("9.0", {}), none + ", nor a JWT in header X-JWT");
  for (const char* token : {"abc", "eyJhbGciOiJIUzI1NiJ9.e30.AAAA"}) {
    EXPECT_EQ(
        why("12.4", {{"X-JWT", token}}),
        none + "; what header X-JWT holds is no signed JWT with a claim sub, so this release does not look at it");
  }
}

TEST_F(ReasonsTest, ASessionSaysHowItEnded) {
  const Response login = of.Send("POST", "/login", R"({"user":"ada","password":"pass-1234"})", "");
  const std::string cookie = HeaderOf(login, "Set-Cookie");
  const Header session{"Cookie", cookie.substr(0, cookie.find(';'))};
  EXPECT_EQ(Why("GET", "/api/org", "", "", {session}), "200");
  EXPECT_EQ(Why("GET", "/api/org", "", "", {{"Cookie", "grafana_session=none"}}),
            "no session has this cookie: it never had, or has ended");
  EXPECT_EQ(Why("POST", "/api/org", "", "", {session, {"Origin", "https://me:pw@evil.org"}, {"Host", "grafana:3000"}}),
            "header Origin \"evil.org\" is neither of host \"grafana:3000\" nor in [security] csrf_trusted_origins");
  now += std::chrono::days(8);
  EXPECT_EQ(Why("GET", "/api/org", "", "", {session}), "session expired 24 h ago");
}

TEST_F(ReasonsTest, APermissionSaysWhoAskedAndWhoHasIt) {
  EXPECT_EQ(Why("PATCH", "/api/serviceaccounts/4", R"({"name":"x"})", kAda),
            "needs serviceaccounts:write on serviceaccounts:id:4: ada is Editor in org 1; Admin has it");
  EXPECT_EQ(Why("GET", "/api/serviceaccounts/search", "", known),
            "needs serviceaccounts:read: robot is Viewer in org 1; Admin has it");
  EXPECT_EQ(Why("GET", "/api/serviceaccounts/search", "", ""),
            "needs serviceaccounts:read: nobody is signed in; Admin has it");
  EXPECT_EQ(Why("POST", "/api/admin/users", "{}", kAda),
            "needs users:create: ada is Editor in org 1; Grafana Admin has it");
  EXPECT_EQ(Why("GET", "/api/orgs/2/users", "", kVic),
            "needs org.users:read in org 2: vic is Viewer in org 1; Admin there has it");
  EXPECT_EQ(Why("GET", "/api/orgs", "", kVic),
            "needs orgs:read in all orgs: vic is Viewer in org 1; Grafana Admin has it");
}

TEST_F(ReasonsTest, AnUnknownRouteNamesTheNearest) {
  EXPECT_EQ(Why("GET", "/api/serviceaccounts"),
            "no such route; nearest: GET /api/serviceaccounts/search; the path takes POST");
  EXPECT_EQ(Why("GET", "/api/serviceacounts/search"), "no such route; nearest: GET /api/serviceaccounts/search");
  EXPECT_EQ(Why("PUT", "/api/serviceaccounts/4"),
            "no such route; nearest: GET /api/serviceaccounts/:id; the path takes GET, PATCH, DELETE");
  EXPECT_EQ(Why("DELETE", "/api/teams"), "no such route; nearest: DELETE /api/teams/:teamId; the path takes POST");
  EXPECT_EQ(Why("GET", "/api/foo"), "no such route");
  EXPECT_EQ(Why("GET", "/api/" + std::string(100, 'x')), "no such route");
  EXPECT_THAT(Why("GET", "/api/" + std::string(60'000, '/')), HasSubstr("no such route"));
}

TEST(ReasonsOfSettingsTest, RoutesBehindAToggleSayWhich) {
  InstanceSettings settings;
  settings.release = FindRelease("9.0");
  Instance instance(settings);
  const Response response = InstanceClient(instance)({"GET", "/api/serviceaccounts/search"});
  ASSERT_TRUE(response.reason);
  EXPECT_EQ(Sentence(*response.reason), "no such route: it is there with [feature_toggles] serviceAccounts only");
}

TEST_F(ReasonsTest, ABodySaysWhichMemberIsWhat) {
  const char* const path = "/api/serviceaccounts";
  EXPECT_EQ(Why("POST", path, R"({"name":7})"), "JSON member \"name\" is a number, expected text");
  EXPECT_EQ(Why("POST", path, R"({"name":["a"]})"), "JSON member \"name\" is a list, expected text");
  EXPECT_EQ(Why("POST", path, R"({})"), "JSON member \"name\" is missing or empty");
  EXPECT_EQ(Why("POST", path, R"([])"), "the body is a list, expected an object");
  EXPECT_THAT(Why("POST", path, R"({"name)"), HasSubstr("the body is no JSON: "));
  EXPECT_EQ(Why("POST", "/api/serviceaccounts/4/tokens", R"({"name":"t","secondsToLive":"1h"})"),
            "JSON member \"secondsToLive\" is text, expected a whole number");
  EXPECT_EQ(Why("POST", "/api/serviceaccounts/4/tokens", R"({"name":"t","secondsToLive":1.5})"),
            "JSON member \"secondsToLive\" is the number 1.5, expected a whole number");
  EXPECT_EQ(Why("POST", "/api/org/users", R"({"loginOrEmail":"ada","role":"Boss"})"),
            "JSON member \"role\" is \"Boss\", expected Viewer, Editor or Admin");
  EXPECT_EQ(Why("PATCH", "/api/serviceaccounts/4", R"({"isDisabled":"yes"})"),
            "JSON member \"isDisabled\" is text, expected true or false");
  EXPECT_EQ(Why("POST", path, R"({"name":"x"})", "admin:admin", {{"Content-Type", "text/plain"}}),
            "header Content-Type is \"text/plain\", expected application/json");
  EXPECT_EQ(Why("GET", "/api/serviceaccounts/x"), "path parameter \"id\" is \"x\", expected a whole number");
}

struct RuleCase {
  const char* method;
  const char* path;
  const char* body;
  const char* why;
};

TEST_F(ReasonsTest, ARuleSaysWhatItSaw) {
  of.Send("POST", "/api/auth/keys", R"({"name":"key","role":"Viewer"})");
  const RuleCase cases[] = {
      {"GET", "/api/serviceaccounts/77", "", "no service account in org 1 has id 77"},
      {"POST", "/api/serviceaccounts", R"({"name":"robot"})", "login \"sa-robot\" is taken by another service account"},
      {"DELETE", "/api/serviceaccounts/4/tokens/77", "", "no token in service account 4 has id 77"},
      {"POST", "/api/serviceaccounts/4/tokens", R"({"name":"known"})",
       "name \"known\" is taken by another token in org 1"},
      {"POST", "/api/serviceaccounts/4/tokens", R"({"name":"n","secondsToLive":-5})",
       "secondsToLive is -5, expected 0 or more"},
      {"DELETE", "/api/auth/keys/77", "", "no API key in org 1 has id 77"},
      {"POST", "/api/auth/keys", R"({"name":"key","role":"Viewer"})",
       "name \"key\" is taken by another API key in org 1"},
      {"GET", "/api/users/77", "", "no user has id 77"},
      {"GET", "/api/users/lookup?loginOrEmail=zoe", "", "no user has login or email \"zoe\""},
      {"POST", "/api/admin/users", R"({"login":"ada","password":"pass-1234"})",
       "login or email \"ada\" is taken by another user"},
      {"POST", "/api/admin/users", R"({"login":"new","password":"x"})", "the password has fewer than 4 bytes"},
      {"PUT", "/api/admin/users/1/permissions", R"({"isGrafanaAdmin":false})", "user 1 is the last Grafana Admin"},
      {"GET", "/api/orgs/77", "", "no org has id 77"},
      {"GET", "/api/orgs/name/none", "", "no org has name \"none\""},
      {"POST", "/api/orgs", R"({"name":"second"})", "name \"second\" is taken by another org"},
      {"DELETE", "/api/orgs/1", "", "the org is the one that the caller is in: he must switch to another one first"},
      {"POST", "/api/org/users", R"({"loginOrEmail":"ada","role":"Viewer"})", "user 2 is a member of org 1 already"},
      {"PATCH", "/api/org/users/1", R"({"role":"Viewer"})", "user 1 is the last Admin of org 1"},
      {"PATCH", "/api/org/users/77", R"({"role":"Viewer"})", "user 77 is no member of org 1"},
      {"POST", "/api/user/using/77", "", "user 1 is no member of org 77"},
      {"GET", "/api/teams/77", "", "no team in org 1 has id 77"},
      {"POST", "/api/teams", R"({"name":"sre"})", "name \"sre\" is taken by another team in org 1"},
      {"DELETE", "/api/teams/1/members/77", "", "no user has id 77"},
      {"DELETE", "/api/teams/1/members/2", "", "user 2 is no member of team 1"},
      {"PUT", "/api/user/password", R"({"oldPassword":"no","newPassword":"pass-1234"})",
       "the password is not that of \"admin\""},
      {"PUT", "/api/user/preferences", R"({"theme":"pink"})",
       "JSON member \"theme\" is \"pink\", expected light, dark or nothing"},
      {"GET", "/api/org/quotas", "", "[quota] enabled is false"},
      {"GET", "/api/snapshots/nobody", "", "no snapshot has this key"},
      {"GET", "/api/snapshots-delete/nobody", "", "no snapshot has this delete key"},
      {"POST", "/api/user/revoke-auth-token", R"({"authTokenId":77})", "no session in user 1 has id 77"},
      {"POST", "/api/admin/users/1/logout", "", "the user is the caller himself: GET /logout ends his own session"},
      {"GET", "/api/org?orgId=77", "", "user 1 is no member of org 77"},
  };
  for (const auto& [method, path, body, why] : cases) {
    EXPECT_EQ(Why(method, path, body), why) << method << " " << path << " " << body;
  }
}

class ReasonsOfQuotasTest : public ReasonsTest {
 protected:
  ReasonsOfQuotasTest() : ReasonsTest("9.0", {.quotas = {{"org_api_key", 3}, {"global_user", 9}}}) {}
};

TEST_F(ReasonsOfQuotasTest, AFullQuotaSaysItsNumbers) {
  EXPECT_EQ(Why("POST", "/api/auth/keys", R"({"name":"k","role":"Viewer"})"),
            "quota \"api_key\" of org 1 is full: 3 of 3");
  EXPECT_THAT(Why("PUT", "/api/orgs/1/quotas/cats", R"({"limit":1})"),
              HasSubstr("path parameter \"target\" is \"cats\", expected org_user, data_source, "));
}

TEST(ReasonsWithoutBasicTest, ALoginThatNobodyReadsIsNotTakenForNone) {
  OfRelease of("9.0", {.authentication = {.basic = false}});
  const Response response = of.Send("GET", "/api/org");
  ASSERT_TRUE(response.reason);
  EXPECT_EQ(Sentence(*response.reason), "[auth.basic] enabled is false: a login and a password are no credential");
}

class ReasonsWithoutRbacTest : public ReasonsTest {
 protected:
  ReasonsWithoutRbacTest() : ReasonsTest("9.0", {.authorization = {.rbac = false}}) {}
};

TEST_F(ReasonsWithoutRbacTest, ARoleIsNamed) {
  EXPECT_EQ(Why("GET", "/api/org/users", "", kVic), "needs role Admin: vic is Viewer in org 1");
  EXPECT_EQ(Why("GET", "/api/orgs", "", kVic), "needs a Grafana Admin: vic is Viewer in org 1");
  EXPECT_EQ(Why("PUT", "/api/teams/1", R"({"name":"x"})", kVic).substr(0, 10), "needs role");
  EXPECT_EQ(Why("GET", "/api/access-control/user/permissions"), "no such route: it is there with [rbac] enabled only");
}

class ReasonsOf124Test : public ReasonsTest {
 protected:
  ReasonsOf124Test() : ReasonsTest("12.4") {}
};

// There a wrong credential counts as none, and is still what decided.
TEST_F(ReasonsOf124Test, AWrongCredentialIsTheReasonWhereItCountsAsNone) {
  EXPECT_EQ(Why("GET", "/api/org", "", old), "200");
  now += seconds(65);
  EXPECT_EQ(Why("GET", "/api/org", "", old), "token \"old\" of robot expired 5 s ago");
  EXPECT_EQ(Why("GET", "/api/org", "", "nobody:x"), "no user has login or email \"nobody\"");
  EXPECT_EQ(Why("GET", "/api/org", "", "", {{"Authorization", "Token abc"}}),
            "header Authorization begins with neither \"Bearer \" nor \"Basic \"");
  EXPECT_EQ(Why("GET", "/api/serviceaccounts/nosuch"), "no service account in org 1 has uid \"nosuch\"");
  EXPECT_EQ(Why("GET", "/api/org", "", known, {{"X-Grafana-Org-Id", "2"}}),
            "token \"known\" of robot is of org 1, the request asks for org 2");
  EXPECT_EQ(
      Why("GET", "/api/users?sort=size-asc"),
      "query parameter \"sort\" is \"size-asc\", expected login-asc, login-desc, email-asc, email-desc, name-asc, "
      "name-desc, lastSeenAtAge-asc, lastSeenAtAge-desc");
}

TEST_F(ReasonsTest, NoSecretAndNothingThatSteersATerminalIsShown) {
  const std::string bare = Sentence({Grounds(std::make_shared<const Ground>(
      Ground{NotThere{Noun::kUser, "login or email", "a\x1b[31m\xe2\x80\xae\n\"\xff" + std::string(500, 'x')}}))});
  EXPECT_THAT(bare, HasSubstr(R"(a\u{1b}[31m\u{202e}\u{a}\"\xff)"));
  EXPECT_LT(bare.size(), 200U);
  EXPECT_EQ(Why("GET", "/api/serviceaccounts/" + known),
            "path parameter \"id\" is <looks like a token>, expected a whole number");
  EXPECT_THAT(Why("POST", "/login", R"({"user":"ada","password":"s3cret-pw"})", ""), Not(HasSubstr("s3cret")));
}

}  // namespace
}  // namespace grafake::server
