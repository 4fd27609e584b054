// What releases do otherwise with the sessions of browsers and with wanted pages, asked of a whole Instance.
#include <gmock/gmock.h>

#include "server/of_release.h"

namespace grafake::server {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr const char* kLogin = R"({"user":"admin","password":"admin"})";
constexpr const char* kRotate = "/api/user/auth-tokens/rotate";

std::vector<std::string> CookiesOf(const Response& response) {
  std::vector<std::string> cookies;
  for (const AnswerHeader& header : response.headers) {
    if (header.name == "Set-Cookie") cookies.push_back(header.value);
  }
  return cookies;
}

// A release whose clock stands, with a session of the admin.
class WithSession {
 public:
  explicit WithSession(const char* name) : of_(name, Settings()) { cookie_ = Cookie(Login()); }

  Response Login() { return of_.Send("POST", "/login", kLogin, ""); }
  Response Send(const std::string& method, const std::string& path) { return SendWith(cookie_, method, path); }
  Response SendWith(const std::string& cookie, const std::string& method, const std::string& path) {
    return of_.Send(method, path, "", "", {{"Cookie", cookie}});
  }
  static std::string Cookie(const Response& response) {
    const auto cookies = CookiesOf(response);
    return cookies.empty() ? "" : cookies[0].substr(0, cookies[0].find(';'));
  }
  void Pass(std::chrono::seconds time) { now_ += time; }

 private:
  InstanceSettings Settings() {
    InstanceSettings settings;
    settings.clock = [this] { return now_; };
    return settings;
  }

  Instant now_ = Instant(std::chrono::hours(24 * 365 * 50));
  OfRelease of_;
  std::string cookie_;
};

TEST(SessionRulesTest, WhoSignsInMayAlwaysHearWhereToGo) {
  EXPECT_EQ(WithSession("10.1").Login().body, R"({"message":"Logged in"})");
  for (const char* name : {"11.5", "12.4"})
    EXPECT_EQ(WithSession(name).Login().body, R"({"message":"Logged in","redirectUrl":"/"})") << name;
  InstanceSettings settings;
  settings.sub_url = "/grafana";
  EXPECT_THAT(OfRelease("11.5", settings).Send("POST", "/login", kLogin, "").body,
              HasSubstr(R"("redirectUrl":"/grafana/")"));
}

TEST(SessionRulesTest, ListsOfSessionsMayNameWhoLetThemIn) {
  EXPECT_THAT(WithSession("10.1").Send("GET", "/api/user/auth-tokens").body, Not(HasSubstr("authModule")));
  EXPECT_THAT(WithSession("11.5").Send("GET", "/api/user/auth-tokens").body,
              HasSubstr(R"("browserVersion":"","authModule":"","createdAt":)"));
}

TEST(SessionRulesTest, ANewTokenMayBeGivenOnDemandEvenEarly) {
  for (const auto& [name, cookies] : {std::pair{"11.5", 2U}, {"12.4", 0U}}) {
    WithSession with(name);
    const Response rotated = with.Send("POST", kRotate);
    EXPECT_EQ(rotated.body, "{}") << name;
    EXPECT_THAT(CookiesOf(rotated), SizeIs(cookies)) << name;
    EXPECT_EQ(with.Send("GET", "/api/user").status, 200) << name << ", by the token before";
  }
  EXPECT_EQ(WithSession("10.1").Send("POST", kRotate).status, 404);
}

TEST(SessionRulesTest, ATokenThatIsDueMayHaveToBeReplacedFirst) {
  for (const char* name : {"11.5", "12.4"}) {
    WithSession with(name);
    ASSERT_EQ(with.Send("GET", "/api/user").status, 200);
    with.Pass(std::chrono::seconds(601));
    const Response due = with.Send("GET", "/api/user");
    EXPECT_EQ(due.status, 401) << name;
    EXPECT_THAT(due.body, HasSubstr(R"("messageId":"session.token.rotate","statusCode":401)"));
    EXPECT_THAT(CookiesOf(due), IsEmpty());
    EXPECT_EQ(HeaderOf(with.Send("GET", "/profile"), "Location"), "/user/auth-tokens/rotate?redirectTo=%2Fprofile");
    const std::string fresh = WithSession::Cookie(with.Send("POST", kRotate));
    EXPECT_EQ(with.SendWith(fresh, "GET", "/api/user").status, 200) << name;
  }
  WithSession with("10.1");
  ASSERT_EQ(with.Send("GET", "/api/user").status, 200);
  with.Pass(std::chrono::seconds(601));
  EXPECT_THAT(CookiesOf(with.Send("GET", "/api/user")), SizeIs(2)) << "the answer brings it";
}

TEST(SessionRulesTest, APageReplacesATokenAndGoesOn) {
  WithSession with("12.4");
  ASSERT_EQ(with.Send("GET", "/api/user").status, 200);
  with.Pass(std::chrono::seconds(601));
  const Response page = with.Send("GET", "/user/auth-tokens/rotate?redirectTo=%2Fprofile");
  EXPECT_EQ(HeaderOf(page, "Location"), "/profile");
  EXPECT_THAT(CookiesOf(page), SizeIs(2));
  EXPECT_EQ(HeaderOf(with.Send("GET", "/user/auth-tokens/rotate?redirectTo=%2F%2Felse.where"), "Location"), "/");
  EXPECT_EQ(HeaderOf(with.SendWith("grafana_session=x", "GET", "/user/auth-tokens/rotate"), "Location"), "/login");
}

TEST(SessionRulesTest, WhoHasNoSessionGetsNoNewTokenAndLosesEmptyCookies) {
  for (const char* name : {"11.5", "12.4"}) {
    OfRelease of(name);
    for (const char* as : {"", "admin:admin"}) {
      const Response refused = of.Send("POST", kRotate, "", as);
      EXPECT_EQ(refused.status, 401) << name;
      EXPECT_EQ(refused.body, R"({"message":"Unauthorized"})") << name;
      EXPECT_THAT(CookiesOf(refused),
                  ElementsAre(StartsWith("grafana_session=;"), StartsWith("grafana_session_expiry=;")));
    }
    const Response unknown = of.Send("POST", kRotate, "", "", {{"Cookie", "grafana_session=abc"}});
    EXPECT_EQ(unknown.status, 401) << name;
    EXPECT_THAT(CookiesOf(unknown), IsEmpty()) << name;
  }
}

TEST(SessionRulesTest, AWantedPageMayBeRememberedInTheAddress) {
  for (const char* name : {"11.5", "12.4"}) {
    OfRelease of(name);
    const Response page = of.Send("GET", "/org/teams?x=1&forceLogin=true", "", "");
    EXPECT_EQ(HeaderOf(page, "Location"), "/login?redirectTo=%2Forg%2Fteams%3Fx%3D1") << name;
    EXPECT_THAT(CookiesOf(page), IsEmpty()) << name;
    EXPECT_EQ(HeaderOf(of.Send("GET", "/", "", ""), "Location"), "/login") << name;
    EXPECT_EQ(HeaderOf(of.Send("POST", "/healthz", "", ""), "Location"), "/login?redirectTo=%2Fhealthz") << name;
    EXPECT_EQ(HeaderOf(of.Send("GET", "/livez", "", ""), "Location"), "/login?redirectTo=%2Flivez") << name;
    EXPECT_EQ(of.Get("/readyz"), "ok") << name;
  }
  EXPECT_THAT(CookiesOf(OfRelease("10.1").Send("GET", "/profile", "", "")), Not(IsEmpty()));
}

TEST(SessionRulesTest, AToggleBringsTheCookieOfWantedPagesBack) {
  InstanceSettings settings;
  settings.pages_in_cookie = true;
  OfRelease of("11.5", settings);
  const Response page = of.Send("GET", "/profile", "", "");
  EXPECT_EQ(HeaderOf(page, "Location"), "/login");
  EXPECT_THAT(CookiesOf(page), ElementsAre(StartsWith("redirect_to=%2Fprofile;")));
  const std::vector<Header> wants{{"Cookie", "redirect_to=%2Fprofile"}};
  EXPECT_THAT(of.Send("POST", "/login", kLogin, "", wants).body, HasSubstr(R"("redirectUrl":"/profile")"));
  EXPECT_THAT(OfRelease("11.5").Send("POST", "/login", kLogin, "", wants).body, HasSubstr(R"("redirectUrl":"/")"));
}

TEST(SessionRulesTest, AnotherOrgIsShownAtAnAddressOfTheRelease) {
  for (const auto& [name, target] : {std::pair{"10.1", "http://localhost:3000/api/org?orgId=2"},
                                     {"11.5", "/api/api/org?orgId=2"},
                                     {"12.4", "/api/org?orgId=2"}}) {
    InstanceSettings settings;
    settings.redirects.root_url = "http://localhost:3000/";
    OfRelease of(name, settings);
    ASSERT_EQ(of.Send("POST", "/api/orgs", R"({"name":"Second"})").status, 200);
    EXPECT_EQ(HeaderOf(of.Send("GET", "/api/org?orgId=2"), "Location"), target);
  }
}

TEST(SessionRulesTest, HealthMayBeginWithTheStateAndStatisticsEndWithDevices) {
  for (const char* name : {"11.5", "12.4"}) {
    OfRelease of(name);
    EXPECT_THAT(of.Get("/api/health", ""), StartsWith("{\n  \"database\": \"ok\",\n  \"version\": "));
    EXPECT_THAT(of.Get("/api/admin/stats"), HasSubstr(R"("monthlyActiveUsers":1,"activeDevices":0})"));
  }
  EXPECT_THAT(OfRelease("10.1").Get("/api/health", ""), StartsWith("{\n  \"commit\": "));
}

TEST(SessionRulesTest, CausesMayStayUntoldInDevelopment) {
  InstanceSettings settings;
  settings.production = false;
  EXPECT_THAT(OfRelease("10.1", settings).Send("POST", "/login", "{", "").body, HasSubstr("\"error\":"));
  EXPECT_THAT(OfRelease("11.5", settings).Send("POST", "/login", "{", "").body, Not(HasSubstr("\"error\":")));
}

}  // namespace
}  // namespace grafake::server
