// What quotas count and are called in each release.
#include <gmock/gmock.h>

#include <string>
#include <tuple>

#include "server/of_release.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;

TEST(QuotaRulesTest, QuotasMayCountUsersAlone) {
  for (const auto& [name, used] : {std::pair{"9.1", 2}, {"9.3", 1}, {"10.1", 1}}) {
    InstanceSettings settings;
    settings.quotas = {{"org_user", 1}, {"user_org", -1}};
    OfRelease of(name, settings);
    ASSERT_EQ(of.Send("POST", "/api/serviceaccounts", R"({"name":"bot"})").status, 201);
    EXPECT_THAT(of.Get("/api/org/quotas"), HasSubstr(R"("target":"org_user","limit":1,"used":)" + std::to_string(used)))
        << name;
    EXPECT_EQ(of.Send("POST", "/api/orgs", R"({"name":"x"})").status, used == 1 ? 403 : 200) << name;
  }
}

TEST(QuotaRulesTest, WhichQuotaIsFullIsToldByTheReleasesNames) {
  for (const auto& [name, sessions, members] : {std::tuple{"8.5", "session", "user"},
                                                {"9.1", "session", "user"},
                                                {"9.3", "auth", "org"},
                                                {"12.4", "auth", "org"}}) {
    InstanceSettings settings;
    settings.quotas = {{"org_user", 1}, {"global_session", 0}};
    OfRelease of(name, settings);
    EXPECT_EQ(of.Send("POST", "/login", R"({"user":"admin","password":"admin"})", "").body,
              R"({"message":")" + std::string(sessions) + " Quota reached\"}\n")
        << name;
    EXPECT_EQ(of.Send("POST", "/api/org/users", R"({"loginOrEmail":"x","role":"Viewer"})").body,
              R"({"message":")" + std::string(members) + " Quota reached\"}\n")
        << name;
  }
}

}  // namespace
}  // namespace grafake::server
