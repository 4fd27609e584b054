// What stands around the routes, by setting: each test is an Instance of its own.
#include <gmock/gmock.h>

#include "server/instance_client.h"

namespace grafake::server {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Field;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

auto HasHeader(const std::string& name, const testing::Matcher<std::string>& value) {
  return Field(&Response::headers,
               Contains(AllOf(Field(&AnswerHeader::name, name), Field(&AnswerHeader::value, value))));
}
auto HasNoHeader(const std::string& name) {
  return Field(&Response::headers, Not(Contains(Field(&AnswerHeader::name, name))));
}

// The value of a cookie that an answer sets.
std::string CookieOf(const Response& response) {
  for (const AnswerHeader& header : response.headers) {
    if (header.name == "Set-Cookie") return header.value.substr(0, header.value.find(';'));
  }
  return {};
}

const std::string kAdminLogin = R"({"user":"admin","password":"admin"})";

class Surroundings : public testing::Test {
 protected:
  Response Send(const Ask& ask) {
    if (!instance) instance.emplace(settings);
    return InstanceClient(*instance)(ask);
  }
  std::string Login() { return CookieOf(Send({"POST", "/login", kAdminLogin, ""})); }
  Ask WithCookie(const std::string& path, const std::string& cookie, std::vector<Header> headers = {}) {
    headers.push_back({"Cookie", cookie});
    return {"GET", path, "", "", headers};
  }

  Instant now = std::chrono::sys_days(std::chrono::year(2026) / 11 / 24);
  InstanceSettings settings = [this] {
    InstanceSettings made;
    made.clock = [this] { return now; };
    made.redirects.root_url = "http://localhost:3000/";
    return made;
  }();
  std::optional<Instance> instance;
};

TEST_F(Surroundings, ASessionLastsWhileItIsUsed) {
  const std::string cookie = Login();
  EXPECT_EQ(Send(WithCookie("/api/user", cookie)).status, 200);
  now += std::chrono::days(8);
  EXPECT_EQ(Send(WithCookie("/api/user", cookie)).status, 401);
}

TEST_F(Surroundings, ASessionIsRotatedEveryTenMinutes) {
  const std::string first = Login();
  EXPECT_THAT(Send(WithCookie("/api/user", first)), HasNoHeader("Set-Cookie"));
  now += std::chrono::minutes(11);
  const Response rotating = Send(WithCookie("/api/user", first));
  const std::string second = CookieOf(rotating);
  EXPECT_THAT(rotating, AllOf(Field(&Response::status, 200), HasHeader("Set-Cookie", StartsWith("grafana_session="))));
  EXPECT_NE(second, first);
  EXPECT_EQ(Send(WithCookie("/api/user", first)).status, 200) << "the one before works until the new one has been seen";
  EXPECT_EQ(Send(WithCookie("/api/user", second)).status, 200);
}

TEST_F(Surroundings, LogoutEndsTheSession) {
  const std::string cookie = Login();
  EXPECT_THAT(Send(WithCookie("/logout", cookie)),
              AllOf(Field(&Response::status, 302), HasHeader("Location", "/login"),
                    HasHeader("Set-Cookie", HasSubstr("grafana_session=; Path=/; Max-Age=0"))));
  EXPECT_EQ(Send(WithCookie("/api/user", cookie)).status, 401);
}

TEST_F(Surroundings, LoginLeadsBackOnlyIntoThisServer) {
  const auto after = [&](const std::string& cookie) {
    return Send({"POST", "/login", kAdminLogin, "", {{"Cookie", "redirect_to=" + cookie}}}).body;
  };
  EXPECT_EQ(after("%2Forg%2Fusers"), R"({"message":"Logged in","redirectUrl":"/org/users"})");
  for (const char* elsewhere : {"%2F%2Fevil.org", "http%3A%2F%2Fevil.org", "evil", "%2F%5Cevil"}) {
    EXPECT_EQ(after(elsewhere), R"({"message":"Logged in"})") << elsewhere;
  }
}

TEST_F(Surroundings, AForeignOriginIsRefusedWithACookieOnly) {
  const std::string cookie = Login();
  const auto from = [&](const std::string& origin) {
    return Send(WithCookie("/api/user", cookie, {{"Host", "localhost:3000"}, {"Origin", origin}})).status;
  };
  EXPECT_EQ(from("http://localhost:9999"), 200);
  EXPECT_EQ(from("http://evil.org"), 403);
  EXPECT_EQ(from("null"), 403);
  EXPECT_EQ(from("::bad"), 400);
  EXPECT_EQ(Send({"GET", "/api/user", "", "admin:admin", {{"Origin", "http://evil.org"}}}).status, 200);
}

TEST_F(Surroundings, OriginsAndHostsThatGoCannotReadAreBadRequests) {
  const std::string cookie = Login();
  const auto with = [&](const std::string& host, const std::string& origin) {
    const Response answer = Send(WithCookie("/api/user", cookie, {{"Host", host}, {"Origin", origin}}));
    return answer.status == 400 ? answer.body : std::to_string(answer.status);
  };
  EXPECT_EQ(with("h:1", "%zz"), "parse \"%zz\": invalid URL escape \"%zz\"\n");
  EXPECT_EQ(with("h:1", "http://h:x"), "parse \"http://h:x\": invalid port \":x\" after host\n");
  EXPECT_EQ(with("127.0.0.1:1", "127.0.0.1:1"),
            "parse \"127.0.0.1:1\": first path segment in URL cannot contain colon\n");
  EXPECT_EQ(with("h:1:2", "http://h"),
            "net.SplitHostPort failed for 'h:1:2': address h:1:2: too many colons in address\n");
  EXPECT_EQ(with("h:1", "http://h:1:2"), "403");
  EXPECT_EQ(with("h:1", "h:1"), "403");
  EXPECT_EQ(with("h:1", "//H"), "200");
  EXPECT_EQ(with("[::1]:1", "http://[::1]"), "200");
}

TEST_F(Surroundings, TrustedOriginsPass) {
  settings.csrf = {.trusted_origins = {"friend.org"}, .additional_headers = {"X-Forwarded-Host"}};
  const std::string cookie = Login();
  const auto with = [&](std::vector<Header> headers) {
    headers.push_back({"Host", "localhost"});
    return Send(WithCookie("/api/user", cookie, std::move(headers))).status;
  };
  EXPECT_EQ(with({{"Origin", "https://friend.org:8443"}}), 200);
  EXPECT_EQ(with({{"Origin", "https://proxy.org"}, {"X-Forwarded-Host", "proxy.org"}}), 200);
  EXPECT_EQ(with({{"Origin", "https://other.org"}, {"X-Forwarded-Host", "proxy.org"}}), 403);
}

TEST_F(Surroundings, HeadersThatHoldOriginsArePassesToo) {
  settings.release = FindRelease("8.5");
  settings.csrf = {.additional_headers = {"X-From"}};
  const std::string cookie = Login();
  const auto with = [&](const std::string& from) {
    return Send(WithCookie("/api/user", cookie,
                           {{"Host", "localhost"}, {"Origin", "https://proxy.org"}, {"X-From", from}}))
        .status;
  };
  EXPECT_EQ(with("https://proxy.org:8443"), 200);
  EXPECT_EQ(with("proxy.org"), 403);
}

TEST_F(Surroundings, TheDomainIsEnforced) {
  settings.redirects = {.root_url = "http://grafana.example/", .domain = "grafana.example", .enforce_domain = true};
  EXPECT_THAT(Send({"GET", "/api/org?x=1", "", "admin:admin", {{"Host", "other:3000"}}}),
              AllOf(Field(&Response::status, 301), HasHeader("Location", "http://grafana.example/api/org?x=1"),
                    Field(&Response::body, HasSubstr("Moved Permanently"))));
  EXPECT_EQ(Send({"GET", "/api/org", "", "admin:admin", {{"Host", "GRAFANA.example:3000"}}}).status, 200);
  EXPECT_EQ(Send({"GET", "/api/health", "", "", {{"Host", "other"}}}).status, 200);
}

TEST_F(Surroundings, TheSubPathIsCutOffWhenItIsThere) {
  settings.sub_url = "/grafana";
  settings.cut_sub_url = true;
  for (const char* path : {"/grafana/api/org", "/api/org", "/grafana/api%2Forg"}) {
    EXPECT_EQ(Send({"GET", path}).status, 200) << path;
  }
  EXPECT_EQ(Send({"GET", "/grafana/api/health", "", ""}).status, 200);
  EXPECT_EQ(Send({"GET", "/other/api/org"}).status, 404);
}

TEST_F(Surroundings, AnswersAreCompressedOnWishAndKeepTheirHeaders) {
  settings.gzip = true;
  EXPECT_THAT(Send({"GET", "/api/org", "", "admin:admin", {{"Accept-Encoding", "gzip;q=0"}}}),
              AllOf(HasHeader("Content-Encoding", "gzip"), HasHeader("Vary", "Accept-Encoding"),
                    HasHeader("X-Frame-Options", "deny"), Field(&Response::body, StartsWith("\x1F\x8B"))));
  EXPECT_THAT(Send({"GET", "/api/org"}), HasNoHeader("Content-Encoding"));
  EXPECT_THAT(Send({"GET", "/api/datasources", "", "admin:admin", {{"Accept-Encoding", "gzip"}}}),
              HasNoHeader("Content-Encoding"));
}

TEST_F(Surroundings, HeadersFollowTheirSettings) {
  settings.headers = {.allow_embedding = true,
                      .content_type_options = false,
                      .xss_protection = false,
                      .strict_transport = true,
                      .strict_transport_age = 60,
                      .strict_transport_preload = true,
                      .strict_transport_subdomains = true};
  settings.content_policy = "script $NONCE; connect $ROOT_PATH";
  EXPECT_THAT(
      Send({"GET", "/api/org"}),
      AllOf(HasNoHeader("X-Frame-Options"), HasNoHeader("X-Content-Type-Options"), HasNoHeader("X-Xss-Protection"),
            HasHeader("Strict-Transport-Security", "max-age=60; preload; includeSubDomains"),
            HasHeader("Content-Security-Policy",
                      testing::MatchesRegex("script 'nonce-[A-Za-z0-9+/=]+'; connect localhost:3000/"))));
}

TEST_F(Surroundings, APolicyWithoutTextRefusesEverything) {
  settings.content_policy = "";
  EXPECT_EQ(Send({"GET", "/api/org"}).body, "{\"message\":\"CSP template has to be configured\"}\n");
  EXPECT_EQ(Send({"GET", "/api/health", "", ""}).status, 200);
}

TEST_F(Surroundings, QuotasAreKept) {
  settings.quotas = {{"org_user", 10}, {"org_api_key", 1}, {"user_org", 10}, {"global_session", 0}};
  EXPECT_EQ(Send({"POST", "/api/auth/keys", R"({"name":"a","role":"Viewer"})"}).status, 200);
  EXPECT_EQ(Send({"POST", "/api/auth/keys", R"({"name":"b","role":"Viewer"})"}).body,
            "{\"message\":\"api_key Quota reached\"}\n");
  EXPECT_EQ(Send({"POST", "/login", kAdminLogin, ""}).body, "{\"message\":\"session Quota reached\"}\n");
  EXPECT_EQ(Send({"PUT", "/api/orgs/1/quotas/api_key", R"({"limit":5})"}).body,
            R"({"message":"Organization quota updated"})");
  EXPECT_EQ(Send({"POST", "/api/auth/keys", R"({"name":"b","role":"Viewer"})"}).status, 200);
  EXPECT_THAT(Send({"GET", "/api/org/quotas"}).body,
              HasSubstr(R"({"org_id":1,"target":"api_key","limit":5,"used":2})"));
}

TEST_F(Surroundings, PreferencesAreKeptAndAnApiKeyDoesNotOverwriteTheOrgs) {
  const std::string dark = R"({"theme":"dark","navbar":{"savedItems":[{"id":"x"}]}})";
  EXPECT_EQ(Send({"PUT", "/api/org/preferences", dark}).status, 200);
  EXPECT_THAT(
      Send({"GET", "/api/org/preferences"}).body,
      HasSubstr(R"("theme":"dark","homeDashboardId":0,"timezone":"","weekStart":"","navbar":{"savedItems":null})"));
  EXPECT_EQ(Send({"PUT", "/api/org/preferences", dark}).status, 200);
  EXPECT_THAT(Send({"GET", "/api/org/preferences"}).body, HasSubstr(R"("navbar":{"savedItems":[{"id":"x"}]})"));
  const std::string key = Send({"POST", "/api/auth/keys", R"({"name":"k","role":"Admin"})"}).body;
  const std::string secret = nlohmann::json::parse(key)["key"];
  EXPECT_EQ(Send({"PUT", "/api/user/preferences", R"({"theme":"light"})", secret}).status, 200);
  EXPECT_THAT(Send({"GET", "/api/org/preferences"}).body, HasSubstr(R"("theme":"dark")"));
  EXPECT_EQ(Send({"PATCH", "/api/user/preferences", R"({"theme":"pink"})"}).body, R"({"message":"Invalid theme"})");
}

TEST_F(Surroundings, NamesInPreferencesAreFoldedAsEverywhere) {
  const std::string bar =
      "{\"navbar\":{\"\xC5\xBF"
      R"(avedITEMS":[{"ID":"x","Text":null,"url":"a","URL":"b"},null]},"queryhistory":{"HOMETAB":"t"}})";
  for (int i = 0; i < 2; ++i) EXPECT_EQ(Send({"PUT", "/api/org/preferences", bar}).status, 200);
  EXPECT_THAT(Send({"GET", "/api/org/preferences"}).body,
              HasSubstr(R"("navbar":{"savedItems":[{"id":"x","url":"b"},{}]},"queryHistory":{"homeTab":"t"})"));
  for (const char* wrong : {R"({"navbar":{"savedItems":{}}})", R"({"navbar":{"savedItems":[1]}})",
                            R"({"navbar":{"savedItems":[{"id":1}]}})", R"({"navbar":[]})", R"({"queryHistory":1})"})
    EXPECT_EQ(Send({"PUT", "/api/org/preferences", wrong}).status, 400) << wrong;
}

TEST_F(Surroundings, DeletingUserZeroHarmsNobody) {
  EXPECT_EQ(Send({"PUT", "/api/org/preferences", R"({"theme":"dark"})"}).status, 200);
  EXPECT_EQ(Send({"DELETE", "/api/admin/users/0"}).body, R"({"message":"User deleted"})");
  EXPECT_THAT(Send({"GET", "/api/org/preferences"}).body, HasSubstr(R"("theme":"dark")"));
}

TEST_F(Surroundings, ATeamOfAnotherOrgStaysAsItIs) {
  EXPECT_EQ(Send({"POST", "/api/teams", R"({"name":"ours"})"}).status, 200);
  EXPECT_EQ(Send({"POST", "/api/orgs", R"({"name":"theirs"})"}).status, 200);
  const std::vector<Header> there{{"X-Grafana-Org-Id", "2"}};
  EXPECT_EQ(Send({"PUT", "/api/teams/1", R"({"name":"stolen"})", "admin:admin", there}).status, 200);
  EXPECT_THAT(Send({"GET", "/api/teams/1"}).body, HasSubstr(R"("name":"ours")"));
}

}  // namespace
}  // namespace grafake::server
