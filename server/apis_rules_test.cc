// What is served below /apis where no recording says it.
#include <gmock/gmock.h>

#include "server/of_release.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::string kThings = "/apis/iam.grafana.app/v0alpha1/namespaces/default/";

TEST(ApisRulesTest, AreThereWhereTheReleaseHasGroups) {
  for (const auto& [name, status] : {std::pair{"9.0", 404}, {"10.1", 404}, {"11.5", 200}, {"12.4", 200}}) {
    OfRelease of(name);
    EXPECT_EQ(of.Send("GET", "/apis/iam.grafana.app").status, status) << name;
    EXPECT_EQ(of.Send("GET", kThings + "users").status, status) << name;
  }
}

TEST(ApisRulesTest, StrangersAreAskedToSignInWhateverThePath) {
  for (const char* name : {"11.5", "12.4"}) {
    OfRelease of(name);
    for (const std::string& path : {std::string("/apis"), std::string("/apis/x"), kThings + "users"})
      EXPECT_EQ(of.Send("GET", path, "", "").status, 401) << name << path;
  }
}

TEST(ApisRulesTest, ThingsAreThoseOfTheOrg) {
  OfRelease of("12.4");
  of.MakeUser("vic");
  ASSERT_EQ(of.Send("POST", "/api/teams", R"({"name":"ops","email":"ops@x"})").status, 200);
  EXPECT_THAT(of.Get(kThings + "users"), HasSubstr(R"("login":"vic")"));
  EXPECT_THAT(of.Get(kThings + "teams"), HasSubstr(R"("title":"ops")"));
  ASSERT_EQ(of.Send("POST", "/api/orgs", R"({"name":"two"})").status, 200);
  ASSERT_EQ(of.Send("POST", "/api/user/using/2").status, 200);
  EXPECT_EQ(of.Send("GET", kThings + "users").status, 403);
  const std::string own = "/apis/iam.grafana.app/v0alpha1/namespaces/org-2/";
  EXPECT_THAT(of.Get(own + "users"), testing::Not(HasSubstr("vic")));
  EXPECT_THAT(of.Get(own + "teams"), HasSubstr(R"("items":[])"));
}

TEST(ApisRulesTest, WhoMayNotReadThingsIsToldSoAsKubernetesDoes) {
  OfRelease of("12.4");
  of.MakeUser("vic");
  EXPECT_THAT(of.Get(kThings + "users", "vic:pass-1234"),
              HasSubstr(R"(users.iam.grafana.app is forbidden: User \"vic\" cannot list resource \"users\")"));
  EXPECT_THAT(of.Get(kThings + "teams/x", "vic:pass-1234"),
              HasSubstr(R"(teams.iam.grafana.app \"x\" is forbidden: User \"vic\" cannot get resource \"teams\")"));
  EXPECT_EQ(of.Send("GET", kThings + "teams/x").status, 404);
  EXPECT_THAT(of.Get(kThings + "teams/x"), HasSubstr(R"(teams.iam.grafana.app \"x\" not found)"));
}

TEST(ApisRulesTest, WhatIsInNoGroupIsAnsweredAsTheReleaseDoes) {
  OfRelease older("11.5");
  EXPECT_THAT(older.Get("/apis/none.grafana.app/v1/x"), StartsWith("{\n  \"paths\": [\n    \"/apis\","));
  OfRelease newer("12.4");
  EXPECT_EQ(newer.Get("/apis/none.grafana.app/v1/x"), "404 page not found\n");
  EXPECT_EQ(newer.Get("/apis/features.grafana.app.x"), "404 page not found\n");
  EXPECT_THAT(newer.Get("/apis/iam.grafana.app/v0alpha1/x"), HasSubstr(R"("reason":"NotFound")"));
  EXPECT_THAT(newer.Get("/apis"), StartsWith(R"({"kind":"APIGroupList","groups":[{"name":"folder.grafana.app")"));
  EXPECT_THAT(newer.Get("/apis/dashboard.grafana.app"),
              HasSubstr(R"("preferredVersion":{"groupVersion":"dashboard.grafana.app/v1beta1")"));
}

TEST(ApisRulesTest, FeaturesAreToldToAnybodySignedInWhereTheReleaseTellsThem) {
  const std::string features = "/apis/featuretoggle.grafana.app/v0alpha1/features";
  OfRelease of("11.5");
  of.MakeUser("vic");
  EXPECT_THAT(of.Get(features, "vic:pass-1234"),
              StartsWith(R"({"kind":"FeatureList","apiVersion":"featuretoggle.grafana.app/v0alpha1","metadata":{)"
                         R"("resourceVersion":"1736782112674"},"items":[{"metadata":{"name":"ABTestFeatureToggleA")"));
  EXPECT_THAT(of.Get(features + "/zanzana"),
              StartsWith(R"({"kind":"Feature","apiVersion":"featuretoggle.grafana.app/v0alpha1","metadata":{)"
                         R"("name":"zanzana","resourceVersion":)"));
  EXPECT_EQ(of.Send("GET", features + "/zanzan").status, 500);
  EXPECT_EQ(of.Send("GET", features, "", "").status, 401);
  for (const char* other : {"10.1", "12.4"}) EXPECT_EQ(OfRelease(other).Send("GET", features).status, 404) << other;
}

TEST(ApisRulesTest, FlagsAreTheFeatureToggles) {
  InstanceSettings settings;
  settings.metric_facts.toggles = {{"a", true}, {"b", false}, {"topnav", true}};
  OfRelease of("12.4", settings);
  const std::string flags = "/apis/features.grafana.app/v0alpha1/namespaces/default/ofrep/v1/evaluate/flags";
  constexpr const char* kA =
      R"({"key":"a","value":true,"reason":"static provider evaluation result","variant":"default"})";
  EXPECT_EQ(of.Send("POST", flags + "/a", "{}").body, std::string(kA) + "\n");
  EXPECT_THAT(of.Send("POST", flags, "{}").body, StartsWith(std::string(R"({"flags":[)") + kA + R"(,{"key":"b")"));
  EXPECT_EQ(of.Send("POST", flags + "/topnav", "{}").status, 404);
  EXPECT_EQ(of.Send("POST", flags + "/c", "{}").status, 404);
}

}  // namespace
}  // namespace grafake::server
