#include "conformance/cases/own_org.h"

// Routes that clients ask for when they start and that are not there, and the walls of those that the reference server
// does not serve.
namespace grafake::conformance {
namespace {

std::vector<Case> Absences() {
  return {
      {"ROUTE-001", kMust, "What only a licence brings is not there.", kRecordedBoth, "neighbours/plugins 24",
       [](Session& s) {
         for (const char* path : {"/api/licensing/check", "/api/access-control/roles", "/api/reports",
                                  "/api/teams/1/groups", "/api/admin/settings/features"}) {
           s.Get(path).Is(Message(404, "Not found"));
         }
       }},
      {"ROUTE-003", kMust, "In 9.0 there is no /apis, and rules are not listed by provisioning.", "9.0",
       "neighbours/plugins 27",
       [](Session& s) {
         for (const char* path : {"/apis", "/api/v1/provisioning/alert-rules", "/api/v1/sso-settings/saml"})
           s.Get(path).Is(Message(404, "Not found"));
       }},
      {"ROUTE-004", kMust, "In 12.4 the first alerting is gone.", "12.4", "neighbours/plugins 13",
       [](Session& s) {
         for (const char* path : {"/api/alert-notifications", "/api/alerts"}) s.Get(path).Is(Message(404, "Not found"));
       }},
  };
}

std::vector<Case> Walled() {
  return {
      {"ROUTE-010", kMust, "Without credentials none of them is answered.", kRecordedBoth, "neighbours/playlists 28",
       [](Session& s) {
         s.Require(Feature::kNoStrangers);
         for (const char* path : {"/api/folders", "/api/search", "/api/datasources", "/api/library-elements",
                                  "/api/playlists", "/api/user/stars", "/api/dashboards/home"}) {
           s.Get(path, "").Is(Message(401, "Unauthorized"));
         }
       }},
      {"ROUTE-011", kMust, "In 9.0 what alerting is provisioned with is for Admins.", "9.0", "neighbours/plugins 36",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const OwnOrg org(s);
         for (const char* role : {"Viewer", "Editor"}) {
           s.Get("/api/v1/provisioning/contact-points", org.Token(role)).Is(Denied("alert.provisioning:read"));
         }
       }},
  };
}

}  // namespace

std::vector<Case> RouteCases() {
  std::vector<Case> cases = Absences();
  const std::vector<Case> more = Walled();
  cases.insert(cases.end(), more.begin(), more.end());
  return cases;
}

}  // namespace grafake::conformance
