// Answers that stand beside the routes' own: headers, static files, pages that do something.
#include <gmock/gmock.h>

#include "server/instance_client.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;

class SmallAnswers : public testing::Test {
 protected:
  Response Send(const Ask& ask) {
    if (!instance) instance.emplace(settings);
    return InstanceClient(*instance)(ask);
  }

  InstanceSettings settings;
  std::optional<Instance> instance;
};

TEST_F(SmallAnswers, TheContentPolicyIsOnAllThatComesBehindIt) {
  settings.content_policy = "script-src $NONCE $ROOT_PATH";
  settings.redirects.root_url = "http://localhost:3000/";
  for (const auto& [ask, status] : {
           std::pair{Ask{"GET", "/api/org"}, 200},
           std::pair{Ask{"GET", "/api/org", "", ""}, 401},
           std::pair{Ask{"GET", "/api/nothing"}, 404},
           std::pair{Ask{"GET", "/api/serviceaccounts", "", ""}, 401},
           std::pair{Ask{"GET", "/api/admin/stats", "", ""}, 403},
           std::pair{Ask{"GET", "/", "", ""}, 302},
       }) {
    const Response response = Send(ask);
    EXPECT_EQ(response.status, status) << ask.path;
    EXPECT_THAT(HeaderOf(response, "Content-Security-Policy"),
                MatchesRegex("script-src 'nonce-[A-Za-z0-9+/]{22}' localhost:3000/"))
        << ask.path;
  }
  EXPECT_EQ(HeaderOf(Send({"GET", "/api/org", "", "admin:wrong"}), "Content-Security-Policy"), "none");
  EXPECT_EQ(HeaderOf(Send({"GET", "/api/health", "", ""}), "Content-Security-Policy"), "none");
}

TEST_F(SmallAnswers, RobotsIsAFile) {
  const Response whole = Send({"GET", "/robots.txt", "", ""});
  EXPECT_EQ(whole.body, "User-agent: *\nDisallow: /\n");
  EXPECT_EQ(HeaderOf(whole, "Accept-Ranges"), "bytes");
  EXPECT_EQ(HeaderOf(whole, "Cache-Control"), "public, max-age=3600");
  const Response same = Send({"GET", "/robots.txt", "", "", {{"If-Modified-Since", HeaderOf(whole, "Last-Modified")}}});
  EXPECT_EQ(same.status, 304);
  EXPECT_EQ(HeaderOf(same, "Content-Type"), "none");
  EXPECT_EQ(Send({"GET", "/robots.txt", "", "", {{"Range", "bytes=0-3"}}}).body, "User");
}

TEST_F(SmallAnswers, HeadOfAGuessedTypeHasNone) {
  EXPECT_EQ(HeaderOf(Send({"HEAD", "/healthz", "", ""}), "Content-Type"), "none");
  EXPECT_EQ(HeaderOf(Send({"GET", "/healthz", "", ""}), "Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(HeaderOf(Send({"HEAD", "/api/health", "", ""}), "Content-Type"), "application/json; charset=UTF-8");
}

TEST_F(SmallAnswers, TheOrgIsSwitchedByAPage) {
  EXPECT_EQ(Send({"POST", "/api/orgs", R"({"name":"two"})"}).status, 200);
  const Response switched = Send({"GET", "/profile/switch-org/2"});
  EXPECT_EQ(switched.status, 302);
  EXPECT_EQ(HeaderOf(switched, "Location"), "/");
  EXPECT_THAT(Send({"GET", "/api/org"}).body, HasSubstr("\"two\""));
  EXPECT_EQ(Send({"GET", "/profile/switch-org/9"}).status, 404);
  EXPECT_THAT(Send({"GET", "/profile/switch-org/x"}).body, HasSubstr("id is invalid"));
  EXPECT_EQ(HeaderOf(Send({"GET", "/profile/switch-org/1", "", ""}), "Location"), "/login");
  EXPECT_THAT(Send({"GET", "/api/org"}).body, HasSubstr("\"two\""));
}

TEST_F(SmallAnswers, WithoutUnifiedAlertingNobodyHoldsItsPermissions) {
  settings.roles.service_accounts = true;
  EXPECT_EQ(InstanceClient(instance.emplace(settings)).Json({"GET", "/api/access-control/user/permissions"}).size(),
            85U);
  settings.roles.alerting = false;
  EXPECT_EQ(InstanceClient(instance.emplace(settings)).Json({"GET", "/api/access-control/user/permissions"}).size(),
            68U);
}

TEST_F(SmallAnswers, PermissionsThatStayKeepTheirIds) {
  EXPECT_EQ(Send({"POST", "/api/teams", R"({"name":"t"})"}).status, 200);
  EXPECT_EQ(Send({"POST", "/api/admin/users", R"({"login":"bob","password":"secret"})"}).status, 200);
  const auto set = [&](const std::string& level) {
    EXPECT_EQ(Send({"POST", "/api/access-control/teams/1/users/2", R"({"permission":")" + level + R"("})"}).status,
              200);
    return InstanceClient(*instance).Json({"GET", "/api/access-control/teams/1"})[1]["id"];
  };
  const auto first = set("Member");
  EXPECT_EQ(set("Admin"), first);
  EXPECT_EQ(set("Member"), first);
}

TEST_F(SmallAnswers, AnOriginWithAUserIsNotThisHost) {
  const Response login = Send({"POST", "/login", R"({"user":"admin","password":"admin"})", ""});
  const std::string cookie = HeaderOf(login, "Set-Cookie").substr(0, HeaderOf(login, "Set-Cookie").find(';'));
  for (const char* origin : {"http://localhost:3000@evil.org", "http://localhost@evil.org:3000",
                             "http://evil@localhost:3000", "http://localhost:@evil.org/"}) {
    EXPECT_EQ(
        Send({"GET", "/api/user", "", "", {{"Host", "localhost:3000"}, {"Cookie", cookie}, {"Origin", origin}}}).status,
        403)
        << origin;
  }
}

}  // namespace
}  // namespace grafake::server
