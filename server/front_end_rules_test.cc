// What releases tell the front end where no recording says it.
#include <gmock/gmock.h>

#include "server/of_release.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(FrontEndRulesTest, EachOrgHasANamespace) {
  for (const char* name : {"11.5", "12.4"}) {
    OfRelease of(name);
    EXPECT_THAT(of.Get("/api/frontend/settings"), HasSubstr(R"("namespace":"default")")) << name;
    ASSERT_EQ(of.Send("POST", "/api/orgs", R"({"name":"two"})").status, 200);
    ASSERT_EQ(of.Send("POST", "/api/user/using/2").status, 200);
    EXPECT_THAT(of.Get("/api/frontend/settings"), HasSubstr(R"("namespace":"org-2")")) << name;
  }
}

TEST(FrontEndRulesTest, AHiddenVersionIsHiddenInTheWholeNameToo) {
  InstanceSettings settings;
  settings.frontend.hide_version = true;
  settings.anonymous.enabled = true;
  OfRelease of("11.5", settings);
  EXPECT_THAT(of.Get("/api/frontend/settings", ""), HasSubstr(R"("version":"","versionString":"Grafana","commit":"")"));
  EXPECT_THAT(of.Get("/api/frontend/settings"), HasSubstr(R"-("versionString":"Grafana v11.5.1 (NA)")-"));
}

TEST(FrontEndRulesTest, AzureTellsOnlyWhatIsOnWhereTheReleaseSaysSo) {
  InstanceSettings settings;
  settings.frontend.azure_user_identity = true;
  OfRelease later("11.5", settings);
  EXPECT_THAT(later.Get("/api/frontend/settings"),
              HasSubstr(R"("azure":{"cloud":"AzureCloud","userIdentityEnabled":true})"));
  EXPECT_THAT(OfRelease("10.1").Get("/api/frontend/settings"), HasSubstr(R"("userIdentityEnabled":false)"));
}

TEST(FrontEndRulesTest, AssetsChangeWithTheTogglesThatAreOn) {
  InstanceSettings settings;
  settings.frontend.feature_toggles = {"a", "topnav"};
  constexpr const char* kOfA = R"("flags":"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb")";
  for (const char* name : {"11.5", "12.4"})
    EXPECT_THAT(OfRelease(name, settings).Get("/api/frontend/assets"), HasSubstr(kOfA)) << name;
  EXPECT_THAT(OfRelease("11.5").Get("/api/frontend/assets"), Not(HasSubstr(kOfA)));
  EXPECT_EQ(OfRelease("11.5").Send("GET", "/api/frontend/assets", "", "").status, 401);
  EXPECT_EQ(OfRelease("10.1").Send("GET", "/api/frontend/assets").status, 404);
}

TEST(FrontEndRulesTest, NoMemberOfTheOrderIsUnknown) {
  for (const char* name : {"10.1", "11.5", "12.4"}) {
    OfRelease of(name);
    for (const std::string member : {"auth", "buildInfo", "featureToggles", "licenseInfo", "dateFormats"})
      EXPECT_THAT(of.Get("/api/frontend/settings"), Not(HasSubstr("\"" + member + "\":null"))) << name;
  }
}

}  // namespace
}  // namespace grafake::server
