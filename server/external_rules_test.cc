// Those for whom a proxy or a JWT vouches, asked of a whole Instance.
#include <gmock/gmock.h>

#include "server/of_release.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;
using testing::Not;

InstanceSettings BehindProxy(const char* whitelist = "") {
  InstanceSettings settings;
  settings.proxy.enabled = true;
  settings.proxy.allowed = AddressList::Read(whitelist);
  settings.authentication.proxy = {.name = "X-WEBAUTH-USER",
                                   .full_name = "X-NAME",
                                   .email = "X-EMAIL",
                                   .login = "X-LOGIN",
                                   .groups = "X-GROUPS",
                                   .role = "X-ROLE"};
  return settings;
}

using Headers = std::vector<Header>;

Response As(OfRelease& of, const std::string& name, Headers more = {}, const std::string& path = "/api/user") {
  more.push_back({"x-webauth-user", name});
  return of.Send("GET", path, "", "", more);
}

TEST(ExternalRulesTest, WhomTheProxyNamesIsMadeOnceAndFoundAgain) {
  OfRelease of("9.0", BehindProxy());
  EXPECT_THAT(As(of, "jane").body, HasSubstr(R"({"id":2,"email":"jane","name":"","login":"jane")"));
  EXPECT_THAT(As(of, " jane ").body, HasSubstr(R"({"id":2,)"));
  EXPECT_THAT(As(of, "Jane").body, HasSubstr(R"({"id":3,)"));
  EXPECT_EQ(As(of, " ").status, 401);
  EXPECT_THAT(of.Get("/api/users/2"), HasSubstr(R"("isExternal":true,"authLabels":["OAuth"])"));
  EXPECT_THAT(As(of, "admin").body, HasSubstr(R"("id":1,"email":"admin@localhost")"));
  EXPECT_EQ(of.Send("POST", "/api/admin/users/2/disable").body, R"({"message":"Could not disable external user"})");
  EXPECT_EQ(of.Send("DELETE", "/api/admin/users/2").status, 200);
  EXPECT_THAT(As(of, "jane").body, HasSubstr(R"({"id":4,)"));
}

TEST(ExternalRulesTest, ACredentialGoesBeforeTheProxyAndASessionBehindIt) {
  OfRelease of("9.0", BehindProxy());
  const Headers jane{{"X-WEBAUTH-USER", "jane"}};
  EXPECT_THAT(of.Send("GET", "/api/user", "", "admin:admin", jane).body, HasSubstr(R"("login":"admin")"));
  EXPECT_EQ(of.Send("GET", "/api/user", "", "admin:wrong", jane).status, 401);
  const std::string cookie =
      HeaderOf(of.Send("POST", "/login", R"({"user":"admin","password":"admin"})", ""), "Set-Cookie");
  Headers both = jane;
  both.push_back({"Cookie", cookie.substr(0, cookie.find(';'))});
  EXPECT_THAT(of.Send("GET", "/api/user", "", "", both).body, HasSubstr(R"("login":"jane")"));
  OfRelease later("12.4", BehindProxy());
  EXPECT_THAT(later.Send("GET", "/api/user", "", "admin:wrong", jane).body, HasSubstr(R"("login":"jane")"));
}

TEST(ExternalRulesTest, ARefusedProxyIsAPageOrJson) {
  OfRelease of("9.0", BehindProxy("10.0.0.1"));
  const Response refused = As(of, "jane");
  EXPECT_EQ(refused.status, 407);
  EXPECT_EQ(HeaderOf(refused, "Content-Type"), "text/html; charset=UTF-8");
  EXPECT_THAT(refused.body, HasSubstr("<title>proxy authentication required</title>"));
  EXPECT_EQ(As(of, "jane", {}, "/login").status, 407);
  EXPECT_EQ(As(of, "jane", {}, "/api/health").status, 200);
  OfRelease odd("9.0", BehindProxy("localhost"));
  EXPECT_THAT(As(odd, "jane").body, HasSubstr("could not get the network"));
  OfRelease later("12.4", BehindProxy("10.0.0.1"));
  EXPECT_THAT(As(later, "jane").body, HasSubstr("auth-proxy.invalid-ip"));
  OfRelease ignored("12.4", BehindProxy("localhost"));
  EXPECT_THAT(As(ignored, "jane").body, HasSubstr("auth.unauthorized"));
}

TEST(ExternalRulesTest, ARoleIsTakenInOneOrgAndTheLastAdminKeepsHis) {
  OfRelease of("9.0", BehindProxy());
  EXPECT_EQ(As(of, "admin", {{"X-ROLE", "Viewer"}}).status, 407);
  EXPECT_EQ(of.Send("POST", "/api/orgs", R"({"name":"Other"})").status, 200);
  EXPECT_EQ(As(of, "jane").status, 200);
  EXPECT_EQ(of.Send("POST", "/api/orgs/2/users", R"({"loginOrEmail":"jane","role":"Editor"})").status, 200);
  EXPECT_EQ(As(of, "jane", {{"X-ROLE", "Boss"}}, "/api/user/orgs").body,
            R"([{"orgId":1,"name":"Main Org.","role":"Viewer"},{"orgId":2,"name":"Other","role":"Editor"}])");
  EXPECT_EQ(As(of, "jane", {{"X-ROLE", "Admin"}}, "/api/user/orgs").body,
            R"([{"orgId":1,"name":"Main Org.","role":"Admin"}])");
}

// Twice the same words are remembered, so that what an admin changes stays until they are others.
TEST(ExternalRulesTest, WhatIsRememberedIsNotWrittenAgain) {
  for (const auto& [release, back] : {std::pair{"9.0", "Two"}, {"12.4", "One"}}) {
    OfRelease of(release, BehindProxy());
    EXPECT_THAT(As(of, "jane", {{"X-NAME", "One"}}).body, HasSubstr(R"("name":"One")"));
    EXPECT_EQ(of.Send("PUT", "/api/users/2", R"({"name":"By Admin","login":"jane","email":"j@x"})").status, 200);
    EXPECT_THAT(As(of, "jane", {{"X-NAME", "One"}}).body, HasSubstr(R"("name":"By Admin")"));
    EXPECT_THAT(As(of, "jane", {{"X-NAME", "Two"}}).body, HasSubstr(R"("name":"Two")"));
    EXPECT_THAT(As(of, "jane", {{"X-NAME", "One"}}).body, HasSubstr(std::string(R"("name":")") + back + '"'));
  }
}

TEST(ExternalRulesTest, BehindAProxyNobodyChangesWhatItSays) {
  OfRelease of("9.0", BehindProxy());
  const Headers jane{{"X-WEBAUTH-USER", "jane"}};
  const auto put = [&](const std::string& path, const std::string& body) {
    return of.Send("PUT", path, body, "", jane).body;
  };
  EXPECT_THAT(put("/api/user", R"({"name":"J"})"), HasSubstr("Not allowed to change username"));
  EXPECT_THAT(put("/api/user", R"({"name":"J","login":"jane","email":"j@x"})"), HasSubstr("User updated"));
  EXPECT_THAT(put("/api/user/password", R"({"oldPassword":"","newPassword":"12345"})"),
              HasSubstr("Not allowed to change password"));
  EXPECT_THAT(of.Send("POST", "/api/user/password/send-reset-email", R"({"userOrEmail":"jane"})", "").body,
              HasSubstr("Not allowed to reset password"));
}

TEST(ExternalRulesTest, ALoginMayGiveASession) {
  InstanceSettings settings = BehindProxy();
  EXPECT_EQ(HeaderOf(
                [&] {
                  OfRelease of("9.0", settings);
                  return As(of, "jane", {}, "/login");
                }(),
                "Set-Cookie"),
            "none");
  settings.login.gives_sessions = true;
  OfRelease of("9.0", settings);
  const Response login = As(of, "jane", {}, "/login");
  EXPECT_EQ(login.status, 302);
  const std::string cookie = HeaderOf(login, "Set-Cookie");
  EXPECT_THAT(cookie, HasSubstr("grafana_session="));
  EXPECT_THAT(of.Send("GET", "/api/user", "", "", {{"Cookie", cookie.substr(0, cookie.find(';'))}}).body,
              HasSubstr(R"("login":"jane")"));
  const Response page = of.Send("GET", "/login?disableAutoLogin", "", "", {{"X-WEBAUTH-USER", "jane"}});
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(HeaderOf(page, "Set-Cookie"), "none");
}

}  // namespace
}  // namespace grafake::server
