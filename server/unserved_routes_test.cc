// Routes that a release has and that are not served here: who asks hears of them what real Grafana says up to the
// permission, and then that nothing is there.
#include <gmock/gmock.h>

#include "server/of_release.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

struct Asked {
  const char* method;
  const char* path;
  const char* who;
  int status;
  const char* said;
};

constexpr auto kAsked = std::to_array<Asked>({
    {"GET", "/api/v1/provisioning/contact-points", "", 401, "Unauthorized"},
    {"GET", "/api/v1/provisioning/contact-points", "vic:pass-1234", 403,
     "Permissions needed: alert.provisioning:read\""},
    {"GET", "/api/v1/provisioning/contact-points", "admin:admin", 404, "{\"message\":\"Not found\"}"},
    {"POST", "/api/ruler/grafana/api/v1/rules/x", "", 401, "Unauthorized"},
    {"POST", "/api/short-urls", "vic:pass-1234", 404, "Not found"},
    {"POST", "/api/admin/encryption/reencrypt-secrets", "vic:pass-1234", 403, "{\"message\":\"Permission denied\"}"},
    {"GET", "/api/dashboards/uid/x/nothing", "vic:pass-1234", 404, "Not found"},
});

TEST(UnservedRoutesTest, AreAnsweredAsByGrafanaUpToThePermission) {
  OfRelease of("9.0");
  of.MakeUser("vic");
  for (const Asked& asked : kAsked) {
    const Response response = of.Send(asked.method, asked.path, "{}", asked.who);
    EXPECT_EQ(response.status, asked.status) << asked.path << " " << asked.who;
    EXPECT_THAT(response.body, HasSubstr(asked.said)) << asked.path << " " << asked.who;
  }
}

TEST(UnservedRoutesTest, TheLogIsToldWhatWasWanted) {
  OfRelease of("9.0");
  const Response missing = of.Send("POST", "/api/short-urls", "{}");
  ASSERT_EQ(missing.notes.size(), 1);
  EXPECT_EQ(missing.notes[0].fields.at(0).second.text, "/api/short-urls");
  EXPECT_THAT(of.Send("POST", "/api/short-urlz", "{}").notes, IsEmpty());
}

// "correlations" is no data source's id.
TEST(UnservedRoutesTest, AWordComesBeforeAServedParameter) {
  for (const char* release : {"9.3", "10.1", "11.5", "12.4"}) {
    OfRelease of(release);
    const Response missing = of.Send("GET", "/api/datasources/correlations");
    EXPECT_EQ(missing.status, 404) << release;
    EXPECT_EQ(missing.body, "{\"message\":\"Not found\"}\n") << release;
    EXPECT_EQ(of.Send("GET", "/api/datasources/correlations/").body, missing.body) << release;
  }
  EXPECT_NE(OfRelease("9.0").Send("GET", "/api/datasources/correlations").body, "{\"message\":\"Not found\"}\n");
}

TEST(UnservedRoutesTest, WithoutRbacTheRoleDecides) {
  InstanceSettings settings;
  settings.authorization.rbac = false;
  OfRelease of("9.0", settings);
  of.MakeUser("vic");
  EXPECT_EQ(of.Send("POST", "/api/org/invites", "{}", "vic:pass-1234").body, "{\"message\":\"Permission denied\"}\n");
  EXPECT_EQ(of.Send("GET", "/api/v1/provisioning/policies", "", "vic:pass-1234").status, 404);
}

// What a setting has taken away Grafana does not have either.
TEST(UnservedRoutesTest, WhatIsOffIsNotAskedFor) {
  InstanceSettings settings;
  settings.authorization.rbac = false;
  OfRelease of("9.0", settings);
  EXPECT_THAT(of.Send("POST", "/api/access-control/folders/x/users/1", "{}").notes, IsEmpty());
}

// Otherwise one that is served would answer for it.
TEST(UnservedRoutesTest, NoServedRouteTakesAPathOfOneThatIsNot) {
  for (const Release* release : AllReleases()) {
    InstanceSettings settings;
    settings.release = release;
    settings.roles.service_accounts = true;
    Instance instance(settings);
    for (const RouteRow& row : instance.UnservedRoutes()) {
      const Request request{.method = row.method == "any" ? "GET" : row.method, .path = row.path};
      EXPECT_THAT(instance.Look(request, false).whither.route, IsEmpty()) << release->name << " " << row.path;
    }
  }
}

}  // namespace
}  // namespace grafake::server
