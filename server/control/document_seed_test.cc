// Folders and dashboards of seeds over real sockets, in the program's own composition.

#include "server/control/document_seed.h"

#include "server/control/control_fixture.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;
using testing::Not;

class DocumentSeedTest : public ControlTest {
 protected:
  std::string Open(const std::string& release, const std::string& wanted, const std::string& more = "") {
    const std::string text = nlohmann::json(wanted).dump();
    opened = AskMain("POST", "/_grafake/worlds", R"({"release": ")" + release + R"(", "seed": )" + text + more + "}");
    return opened.Json().value("url", "");
  }
  static std::string RouteTo(const std::string& uid) { return "/api/dashboards/uid/" + uid; }

  static std::string AsAda(const std::string& url, const std::string& path) {
    const std::string answer =
        WholeAnswer(url, "GET", path, "", "Authorization: Basic " + EncodeBase64("ada:x") + "\r\n");
    return answer.substr(9, 3) + answer.substr(answer.find("\r\n\r\n") + 2);
  }

  Answered opened;
  const std::string seed = R"(
users: [{login: ada, password: x}]
teams: [{name: sre, members: [ada]}]
folders:
  - {title: Ops, uid: ops, permissions: [{team: sre, permission: Edit}, {user: admin, permission: Admin}]}
  - {title: Open}
dashboards:
  - folder: Ops
    message: begun
    tags: [prod, eu]
    stars: [ada]
    dashboard: {title: Requests, uid: req, id: 77, panels: [{id: 1, type: graph, x: 1.50, y: "<é>"}]}
  - {folder: ops, dashboard: {title: Errors}, created_by: ada}
  - {dashboard: {title: Loose, uid: loose, tags: [a]}, permissions: [{role: Viewer, permission: View}]}
)";
};

TEST_F(DocumentSeedTest, FoldersAndDashboardsAreThere) {
  for (const std::string release : {"8.5", "9.0", "10.1", "11.5", "12.4"}) {
    const std::string url = Open(release, seed);
    ASSERT_EQ(opened.status, 201) << release << opened.body;
    const auto seeded = opened.Json()["seeded"];
    EXPECT_EQ(seeded["folders"][0]["uid"], "ops");
    EXPECT_EQ(seeded["folders"][0]["title"], "Ops");
    EXPECT_NE(seeded["dashboards"][1]["uid"], "");
    const auto shown = AsAdmin(url, "GET", RouteTo("req")).Json();
    EXPECT_EQ(shown["meta"]["folderUid"], "ops") << release << shown;
    EXPECT_EQ(shown["dashboard"]["tags"].dump(), R"(["prod","eu"])");
    EXPECT_EQ(shown["dashboard"]["id"], seeded["dashboards"][0]["id"]);
    EXPECT_EQ(shown["dashboard"]["version"], 1);
    EXPECT_THAT(AsAda(url, "/api/user/stars"), HasSubstr("req")) << release;
    EXPECT_THAT(AsAda(url, "/api/search?starred=true"), HasSubstr(R"("uid":"req")")) << release;
    EXPECT_THAT(AsAda(url, RouteTo("req")), HasSubstr(R"("canEdit":true)")) << release;
    EXPECT_THAT(AsAda(url, RouteTo("loose")), HasSubstr(R"("canEdit":false)")) << release;
  }
}

// A world of that state tells the same state, and shows the same.
TEST_F(DocumentSeedTest, AStateTellsThem) {
  for (const std::string release : {"8.5", "9.0", "10.1", "11.5", "12.4"}) {
    const std::string clock = "clock: {at: 2026-03-01T09:00:00Z, frozen: true}\n";
    const std::string first = Open(release, clock + seed);
    ASSERT_EQ(opened.status, 201) << release << opened.body;
    EXPECT_EQ(Ask(first, "PUT", "/_grafake/clock", R"({"advance": "90m"})").status, 200);
    const auto saved = AsAdmin(first, "POST", "/api/dashboards/db",
                               R"({"overwrite":true,"folderUid":"ops","message":"again",)"
                               R"("dashboard":{"uid":"req","title":"Requests","a":1e3,"b":[{"c":"\u2028<"}]}})");
    EXPECT_EQ(saved.status, 200) << saved.body;
    EXPECT_EQ(AsAdmin(first, "DELETE", RouteTo("loose")).status, 200);
    const std::string state = Ask(first, "GET", "/_grafake/state").body;
    EXPECT_THAT(state, HasSubstr(R"("version":2)"));
    const std::string second = Open(release, state);
    ASSERT_EQ(opened.status, 201) << release << opened.body << state;
    EXPECT_EQ(Ask(second, "GET", "/_grafake/state").body, state) << release;
    for (const std::string path :
         {"/api/search", "/api/dashboards/uid/req", "/api/folders", "/api/folders/ops", "/api/dashboards/tags"}) {
      EXPECT_EQ(AsAdmin(second, "GET", path).body, AsAdmin(first, "GET", path).body) << release << path;
      EXPECT_EQ(AsAda(second, path), AsAda(first, path)) << release << path;
    }
    EXPECT_EQ(Ask(second, "POST", "/_grafake/seed", state).status, 201);
    EXPECT_EQ(Ask(second, "GET", "/_grafake/state").body, state) << release;
  }
}

TEST_F(DocumentSeedTest, WhatIsWrongIsSaidWithItsLineAndChangesNothing) {
  const std::string before = AskMain("GET", "/_grafake/state").body;
  for (const auto& [text, sentence] : std::vector<std::pair<std::string, std::string>>{
           {"folders:\n- {titel: x}\n", R"(line 2: folders[0]: "title" is missing)"},
           {"folders:\n- {title: x, colour: red}\n", "folders[0].colour is not known"},
           {"folders:\n- {title: x, uid: 'a b'}\n", "line 2: folders[0]: uid contains illegal characters"},
           {"folders: [{title: x}]\ndashboards:\n- {folder: y, dashboard: {title: z}}\n",
            R"(line 3: dashboards[0]: there is no folder "y"; did you mean "x"?)"},
           {"folders:\n- {title: x}\n- {title: X}\n", R"(line 3: folders[1]: the title "X" is in use)"},
           {"folders:\n- {title: x, uid: a}\n- {title: y, uid: a}\n", R"(line 3: folders[1]: the uid "a" is in use)"},
           {"dashboards:\n- {dashboard: {uid: z}}\n", "line 2: dashboards[0].dashboard has no title"},
           {"dashboards:\n- {dashboard: x}\n", "expected the dashboard's JSON, a map"},
           {"dashboards:\n- {tags: [a], dashboard: {title: z, tags: [a]}}\n", "stands in the dashboard, too"},
           {"dashboards:\n- {dashboard: {title: z}, version: 3}\n", "dashboards[0].version goes with an id"},
           {"dashboards:\n- {dashboard: {title: z}, stars: [admn]}\n",
            R"(line 2: dashboards[0]: there is no user "admn"; did you mean "admin"?)"},
           {"folders:\n- {title: x, permissions: [{user: admin, permission: Veiw}]}\n",
            R"(folders[0].permissions[0].permission is "Veiw"; did you mean View?)"},
           {"folders:\n- {title: x, permissions: [{permission: View}]}\n", "folders[0].permissions[0].user is missing"},
           {"folders:\n- {title: x, permissions: [{role: Viewr, permission: View}]}\n", "did you mean Viewer?"},
           {"folders:\n- {title: x, permissions: [{user: a, team: b, permission: View}]}\n", "exclude each other"},
           {"folders:\n- {title: x, permissions: [{user: eve, permission: View}, {user: eve, permission: Edit}]}\n",
            R"(line 2: folders[0]: permissions names "eve" twice)"},
           {"dashboards:\n- {dashboard: {title: z}, stars: [eve, eve]}\n", R"(stars names "eve" twice)"},
           {"folders:\n- {title: x, permissions: [{team: b, permission: View}]}\n", R"(there is no team "b")"}}) {
    const auto answer = AskMain("POST", "/_grafake/seed", "users: [{login: eve}]\n" + text);
    EXPECT_THAT(answer.status, testing::AnyOf(400, 422)) << text << answer.body;
    std::string wanted = sentence;
    if (const auto line = wanted.find("line "); line == 0) ++wanted[5];
    EXPECT_THAT(answer.Error(), HasSubstr(wanted)) << text;
  }
  EXPECT_EQ(AskMain("GET", "/_grafake/state").body, before);
}

// Nobody who is not named; what nobody names, everybody may see as in Grafana.
TEST_F(DocumentSeedTest, PermissionsOfASeedStandInsteadOfTheUsual) {
  for (const std::string release : {"8.5", "10.1"}) {
    const std::string url = Open(release,
                                 "users: [{login: ada, password: x}]\nfolders:\n- {title: A, uid: a}\n"
                                 "- {title: B, uid: b, permissions: []}\n- {title: C, uid: c, permissions: "
                                 "[{user: ada, permission: Edit}]}\n");
    ASSERT_EQ(opened.status, 201) << opened.body;
    EXPECT_THAT(AsAda(url, "/api/folders/a"), HasSubstr(R"("canEdit":false)"));
    EXPECT_THAT(AsAda(url, "/api/folders"), testing::Not(HasSubstr(R"("uid":"b")")));
    EXPECT_THAT(AsAda(url, "/api/folders/c"), HasSubstr(R"("canEdit":true)"));
    EXPECT_THAT(AsAda(url, "/api/folders"), Not(HasSubstr(R"("uid":"b")")));
  }
}

// What a path names by its id is looked up in the world as it is, however long its clock stands still.
TEST_F(DocumentSeedTest, RightsShowAtOnceWhileTheClockStandsStill) {
  for (const std::string release : {"9.0", "10.1"}) {
    const std::string url = Open(release,
                                 "clock: {at: 2026-03-01T09:00:00Z, frozen: true}\n"
                                 "users: [{login: ada, password: x}]\n"
                                 "folders: [{title: Ops, uid: ops, permissions: [{user: ada, permission: View}]}]\n");
    ASSERT_EQ(opened.status, 201) << opened.body;
    const std::string path = "/api/folders/id/" + opened.Json()["seeded"]["folders"][0]["id"].dump();
    EXPECT_EQ(AsAda(url, path).substr(0, 3), "200") << release;
    const auto moved = AsAdmin(url, "PUT", "/api/folders/ops", R"({"uid":"new","title":"Ops","overwrite":true})");
    EXPECT_EQ(moved.status, 200) << moved.body;
    const bool renamed = moved.Json()["uid"] == "new";
    EXPECT_EQ(AsAda(url, path).substr(0, 3), "200") << release;
    const std::string at = std::string("/api/folders/") + (renamed ? "new" : "ops") + "/permissions";
    EXPECT_EQ(AsAdmin(url, "POST", at, R"({"items":[]})").status, 200) << release;
    EXPECT_EQ(AsAda(url, path).substr(0, 3), "403") << release;
    EXPECT_EQ(Ask(url, "POST", "/_grafake/reset").status, 204);
    EXPECT_THAT(AsAda(url, path), testing::AllOf(testing::StartsWith("200"), HasSubstr(R"("uid":"ops")"))) << release;
  }
}

}  // namespace
}  // namespace grafake::server
