// What belongs to folders and dashboards: entries without RBAC, the home dashboard, imports, library elements,
// annotations, snapshots.
#include <gmock/gmock.h>

#include "server/of_release.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;
using testing::Not;

// One request after the other, and a part of what is answered.
struct Step {
  const char* method;
  const char* path;
  const char* body;
  int status;
  const char* said;
  const char* who = "admin:admin";
};

void Play(OfRelease& of, std::initializer_list<Step> steps) {
  for (const Step& step : steps) {
    const Response response = of.Send(step.method, step.path, step.body, step.who);
    EXPECT_EQ(response.status, step.status) << step.method << " " << step.path << " " << response.body;
    EXPECT_THAT(response.body, HasSubstr(step.said)) << step.method << " " << step.path;
  }
}

constexpr const char* kVic = "vic:pass-1234";

TEST(NeighbourRulesTest, WithoutRbacEntriesDecideAboutADocument) {
  InstanceSettings settings;
  settings.authorization.rbac = false;
  OfRelease of("9.0", settings);
  of.MakeUser("vic");
  Play(of, {{"POST", "/api/folders", R"({"title":"Ops","uid":"ops"})", 200, "\"hasAcl\":false"},
            {"POST", "/api/dashboards/db", R"({"dashboard":{"title":"One","uid":"d1"},"folderUid":"ops"})", 200, "d1"},
            {"GET", "/api/folders", "", 200, "ops", kVic},
            {"PUT", "/api/folders/ops", R"({"title":"X","overwrite":true})", 403, "Access denied", kVic},
            {"POST", "/api/folders/ops/permissions", R"({"items":[]})", 200, "Folder permissions updated"},
            {"GET", "/api/folders", "", 200, "[]", kVic},
            {"GET", "/api/search", "", 200, "[]", kVic},
            {"GET", "/api/dashboards/uid/d1", "", 403, "Access denied to this dashboard", kVic},
            {"POST", "/api/folders/ops/permissions", R"({"items":[{"userId":2,"permission":2}]})", 200, "updated"},
            {"GET", "/api/folders/ops", "", 200, "\"hasAcl\":true,\"canSave\":true", kVic},
            {"GET", "/api/search", "", 200, "\"uid\":\"d1\"", kVic},
            {"GET", "/api/dashboards/uid/d1/permissions", "", 200, "\"dashboardId\":1"},
            {"POST", "/api/dashboards/uid/d1/permissions", R"({"items":[{"userId":2,"permission":1}]})", 400,
             "you can only override a permission to be higher"},
            {"POST", "/api/dashboards/uid/d1/permissions",
             R"({"items":[{"role":"Viewer","permission":1},{"role":"Viewer","permission":1}]})", 400,
             "permission already exists"},
            {"POST", "/api/dashboards/uid/d1/permissions", R"({"items":[{"userId":2,"permission":4}]})", 200, ""},
            {"GET", "/api/dashboards/uid/d1/permissions", "", 200, "\"permissionName\":\"Admin\"", kVic}});
}

TEST(NeighbourRulesTest, TheHomeDashboardIsThatOfTheNearestPreference) {
  OfRelease of("9.0");
  of.MakeUser("vic");
  Play(of, {{"POST", "/api/dashboards/db", R"({"dashboard":{"title":"One","uid":"d1"}})", 200, "d1"},
            {"POST", "/api/dashboards/db", R"({"dashboard":{"title":"Two","uid":"d2"}})", 200, "d2"},
            {"PUT", "/api/org/preferences", R"({"homeDashboardUID":"d1"})", 200, "updated"},
            {"GET", "/api/org/preferences", "", 200, "\"homeDashboardId\":1,\"homeDashboardUID\":\"d1\""},
            {"GET", "/api/dashboards/home", "", 200, "{\"redirectUri\":\"/d/d1/one\"}", kVic},
            {"POST", "/api/preferences/set-home-dash", R"({"homeDashboardId":2})", 200, "Home dashboard set", kVic},
            {"GET", "/api/dashboards/home", "", 200, "/d/d2/two", kVic},
            {"POST", "/api/preferences/set-home-dash", "[]", 400, "bad request data", kVic},
            {"PUT", "/api/user/preferences", R"({"homeDashboardUID":"nobody"})", 404, "Dashboard not found", kVic},
            {"DELETE", "/api/dashboards/uid/d2", "", 200, ""},
            {"GET", "/api/dashboards/home", "", 200, "\"isHome\":true", kVic},
            {"GET", "/api/user/preferences", "", 200, "\"homeDashboardId\":2,\"timezone\"", kVic}});
}

TEST(NeighbourRulesTest, AnImportIsGivenItsInputs) {
  OfRelease of("9.0");
  Play(of, {{"POST", "/api/dashboards/import", "{}", 422, "Dashboard must be set"},
            {"POST", "/api/dashboards/import",
             R"({"dashboard":{"title":"${IN} ${OUT}","uid":"i","__inputs":[{"name":"IN","type":"constant"}]},)"
             R"("inputs":[{"name":"IN","type":"constant","value":"a\"b"}]})",
             200, R"("title":"a\"b ${OUT}")"},
            {"GET", "/api/dashboards/uid/i", "", 200, R"("dashboard":{"id":1,"title")"},
            {"POST", "/api/dashboards/trim", R"({"dashboard":{"b":1,"a":2}})", 200,
             R"({"meta":null,"dashboard":{"a":2,"b":1}})"},
            {"POST", "/api/dashboards/trim", "{}", 400, "bad request data"}});
}

TEST(NeighbourRulesTest, DashboardsAreNotRefreshedTooOften) {
  InstanceSettings settings;
  settings.frontend.min_refresh_interval = "5s";
  OfRelease of("9.0", settings);
  for (const auto& [refresh, kept] : {std::pair{"1s", "5s"}, {"soon", "5s"}, {"10s", "10s"}, {"1m30s", "1m30s"}}) {
    const std::string body =
        R"({"overwrite":true,"dashboard":{"title":"R","uid":"r","refresh":")" + std::string(refresh) + R"("}})";
    EXPECT_EQ(of.Send("POST", "/api/dashboards/db", body).status, 200);
    EXPECT_THAT(of.Get("/api/dashboards/uid/r"), HasSubstr("\"refresh\":\"" + std::string(kept) + "\""));
  }
}

TEST(NeighbourRulesTest, LibraryElementsAreChangedByWhoMayChangeTheirFolder) {
  OfRelease of("9.0");
  of.MakeUser("vic");
  Play(of, {{"POST", "/api/folders", R"({"title":"Ops","uid":"ops"})", 200, ""},
            {"POST", "/api/library-elements", R"({"name":"One","kind":1,"uid":"a","model":{"type":"text"}})", 200,
             R"("model":{"description":"","type":"text"},"version":1)"},
            {"POST", "/api/library-elements", R"({"name":"One","kind":1,"model":{}})", 400, "already exists"},
            {"POST", "/api/library-elements", R"({"name":"One","kind":1,"folderUid":"ops","uid":"b","model":{}})", 200,
             R"("folderName":"Ops")"},
            {"POST", "/api/library-elements", R"({"name":"X","kind":3,"model":{}})", 500, "Failed to create"},
            {"POST", "/api/library-elements", R"({"name":"X","kind":1,"model":[]})", 500, "Failed to create"},
            {"POST", "/api/library-elements", R"({"name":"X","kind":1,"model":{"type":5}})", 500, "Failed to create"},
            {"POST", "/api/library-elements", R"({"name":"X","kind":1,"model":{}})", 403, "access denied", kVic},
            {"GET", "/api/library-elements?folderFilter=1", "", 200, R"("totalCount":1)", kVic},
            {"PATCH", "/api/library-elements/a", R"({"name":"Two","kind":1,"version":2})", 412, "changed by someone"},
            {"PATCH", "/api/library-elements/a", R"({"name":"Two","kind":1,"version":1})", 200, R"("version":2)"},
            {"DELETE", "/api/library-elements/a", "", 403, "access denied", kVic},
            {"DELETE", "/api/library-elements/a", "", 200, R"({"id":1,"message":"Library element deleted"})"},
            {"DELETE", "/api/folders/ops", "", 200, ""},
            {"GET", "/api/library-elements", "", 200, R"("totalCount":0)"}});
}

TEST(NeighbourRulesTest, AnnotationsAreOfAnOrgOrOfADashboard) {
  OfRelease of("9.0");
  of.MakeUser("vic");
  Play(of,
       {{"POST", "/api/dashboards/db", R"({"dashboard":{"title":"One","uid":"d1"}})", 200, ""},
        {"POST", "/api/annotations", R"({"text":"a","time":10,"tags":["x","y"]})", 200,
         R"({"id":1,"message":"Annotation added"})"},
        {"POST", "/api/annotations", R"({"text":"b","dashboardUID":"d1","panelId":2,"time":30,"timeEnd":20})", 200, ""},
        {"POST", "/api/annotations", "{}", 400, "Failed to save annotation"},
        {"POST", "/api/annotations", R"({"text":"c","dashboardId":9})", 500, "checking dashboard permissions"},
        {"POST", "/api/annotations", R"({"text":"c"})", 403, "Access denied to this dashboard", kVic},
        {"PUT", "/api/annotations/1", R"({"text":"c"})", 403, "annotations:write", kVic},
        {"GET", "/api/annotations/99", "", 403, "annotations:read"},
        {"GET", "/api/annotations?from=15&to=25", "", 200, R"("time":20,"timeEnd":30,"text":"b")"},
        {"GET", "/api/annotations?tags=x&tags=z", "", 200, "[]"},
        {"GET", "/api/annotations?tags=x&tags=z&matchAny=true", "", 200, R"("text":"a","tags":["x","y"])"},
        {"GET", "/api/annotations/tags", "", 200, R"({"result":{"tags":[{"tag":"x","count":1},{"tag":"y")"},
        {"PATCH", "/api/annotations/1", R"({"text":"z"})", 200, "Annotation patched"},
        {"GET", "/api/annotations/1", "", 200, R"("text":"z","tags":["x","y"])"},
        {"POST", "/api/annotations/graphite", R"({"what":"w","tags":"p q","when":1})", 200, "Graphite annotation"},
        {"POST", "/api/annotations/graphite", R"({"what":"far","when":9223372036854775807})", 200,
         "Graphite annotation"},
        {"POST", "/api/annotations/mass-delete", R"({"dashboardId":1})", 400, "bad request data"},
        {"POST", "/api/annotations/mass-delete", R"({"dashboardId":1,"panelId":2})", 200, "Annotations deleted"},
        {"DELETE", "/api/annotations/1", "", 200, "Annotation deleted"}});
  EXPECT_THAT(of.Get("/api/annotations"), Not(HasSubstr("\"text\":\"b\"")));
}

TEST(NeighbourRulesTest, AnnotationsOfHiddenDashboardsAreHidden) {
  OfRelease of("9.0");
  of.MakeUser("vic");
  Play(of, {{"POST", "/api/folders", R"({"title":"F","uid":"f"})", 200, ""},
            {"POST", "/api/folders/f/permissions", R"({"items":[]})", 200, ""},
            {"POST", "/api/dashboards/db", R"({"dashboard":{"title":"One","uid":"d1"},"folderUid":"f"})", 200, ""},
            {"POST", "/api/annotations", R"({"text":"b","dashboardUID":"d1","panelId":2,"time":30})", 200, ""},
            {"GET", "/api/dashboards/uid/d1", "", 403, "", kVic},
            {"GET", "/api/annotations", "", 200, "[]", kVic},
            {"GET", "/api/annotations/1", "", 404, "Annotation not found", kVic},
            {"GET", "/api/annotations/1", "", 200, R"("text":"b")"}});
}

TEST(NeighbourRulesTest, SnapshotsAreReadByWhoKnowsTheirKey) {
  OfRelease of("9.0");
  of.MakeUser("vic");
  Play(of, {{"POST", "/api/snapshots", R"({"dashboard":{"title":"x"}})", 400,
             "\"Creating a local snapshot requires a dashboard\""},
            {"POST", "/api/snapshots", "{}", 400, "bad request data"},
            {"POST", "/api/snapshots", R"({"dashboard":{"id":1,"uid":"d1"},"key":"k","deleteKey":"dk"})", 200,
             R"({"deleteKey":"dk","deleteUrl":"http://localhost:3000/api/snapshots-delete/dk","id":1,"key":"k",)"},
            {"POST", "/api/snapshots", R"({"dashboard":{"id":1},"key":"k"})", 500, "Failed to create snapshot"},
            {"GET", "/api/snapshots/k", "", 200, R"("isSnapshot":true)", ""},
            {"GET", "/api/snapshots/none", "", 404, "Failed to find dashboard snapshot", ""},
            {"GET", "/api/dashboard/snapshots", "", 200, R"("name":"Unnamed snapshot")"},
            {"GET", "/api/dashboard/snapshots", "", 200, "[]", kVic},
            {"DELETE", "/api/snapshots/k", "", 403, "Permission denied", kVic},
            {"GET", "/api/snapshots-delete/none", "", 404, "Failed to get dashboard snapshot"},
            {"DELETE", "/api/snapshots/k", "", 200, R"("message":"Snapshot deleted. It might)"}});
}

}  // namespace
}  // namespace grafake::server
