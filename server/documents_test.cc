// Folders and dashboards as clients meet them, with the words of a real 9.0.9.
#include <gmock/gmock.h>

#include "server/of_release.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;
using testing::Not;

class DocumentsTest : public testing::Test {
 protected:
  Response Save(const std::string& dashboard, const std::string& more = "", const std::string& who = "admin:admin") {
    return of.Send("POST", "/api/dashboards/db", R"({"dashboard":)" + dashboard + more + "}", who);
  }
  Response Folder(const std::string& body, const std::string& who = "admin:admin") {
    return of.Send("POST", "/api/folders", body, who);
  }

  OfRelease of{"9.0"};
};

TEST_F(DocumentsTest, AFolderIsMadeReadChangedAndDeleted) {
  EXPECT_THAT(Folder(R"({"title":" Ops ","uid":"ops"})").body,
              HasSubstr(R"({"id":1,"uid":"ops","title":"Ops","url":"/dashboards/f/ops/ops","hasAcl":false,)"));
  EXPECT_THAT(of.Get("/api/folders/ops"), HasSubstr(R"("createdBy":"admin")"));
  EXPECT_EQ(of.Get("/api/folders"), R"([{"id":1,"uid":"ops","title":"Ops"}])");
  EXPECT_EQ(of.Send("PUT", "/api/folders/ops", R"({"title":"Two"})").body,
            R"({"message":"the folder has been changed by someone else","status":"version-mismatch"})");
  EXPECT_THAT(of.Send("PUT", "/api/folders/ops", R"({"title":"Two","version":1,"uid":"two"})").body,
              HasSubstr(R"("uid":"two","title":"Two")"));
  EXPECT_EQ(of.Get("/api/folders/ops"), R"({"message":"folder not found","status":"not-found"})");
  EXPECT_EQ(of.Send("DELETE", "/api/folders/two").body, R"({"id":1,"message":"Folder Two deleted","title":"Two"})");
}

TEST_F(DocumentsTest, FoldersAreRefusedInGrafanasWords) {
  const auto refused = [&](const std::string& body) { return Folder(body).body; };
  EXPECT_EQ(refused(R"({"title":"  "})"), R"({"message":"folder title cannot be empty"})");
  EXPECT_THAT(refused(R"({"title":"GENERAL"})"), HasSubstr("A folder with that name already exists"));
  EXPECT_THAT(refused(R"({"title":"x","uid":"a b"})"), HasSubstr("uid contains illegal characters"));
  EXPECT_THAT(refused(R"({"title":"x","uid":")" + std::string(41, 'u') + "\"}"), HasSubstr("max 40 characters"));
  EXPECT_THAT(refused(R"({"title":5})"), HasSubstr("bad request data"));
}

TEST_F(DocumentsTest, ADashboardIsKeptWithSortedMembersAndItsVersion) {
  EXPECT_EQ(Save(R"({"title":"One","uid":"d1","zeta":1e+21,"alpha":"<"})").body,
            R"({"id":1,"slug":"one","status":"success","uid":"d1","url":"/d/d1/one","version":1})");
  EXPECT_THAT(of.Get("/api/dashboards/uid/d1"),
              HasSubstr(R"("dashboard":{"alpha":"\u003c","id":1,"title":"One","uid":"d1","version":1,"zeta":1e+21}})"));
  EXPECT_EQ(Save(R"({"title":"One","uid":"d1"})").status, 412);
  EXPECT_THAT(Save(R"({"title":"One","uid":"d1","version":1})", R"(,"message":"why")").body,
              HasSubstr(R"("version":2)"));
  EXPECT_THAT(of.Get("/api/dashboards/uid/d1/versions"), HasSubstr(R"("message":"why")"));
  EXPECT_THAT(of.Send("POST", "/api/dashboards/uid/d1/restore", R"({"version":1})").body, HasSubstr(R"("version":3)"));
  EXPECT_EQ(of.Send("DELETE", "/api/dashboards/uid/d1").body,
            R"({"id":1,"message":"Dashboard One deleted","title":"One"})");
  EXPECT_EQ(of.Send("GET", "/api/dashboards/uid/d1").status, 404);
}

TEST_F(DocumentsTest, DashboardsAreRefusedInGrafanasWords) {
  ASSERT_EQ(Folder(R"({"title":"Ops","uid":"ops"})").status, 200);
  ASSERT_EQ(Save(R"({"title":"One","uid":"d1"})").status, 200);
  EXPECT_THAT(Save("null").body, HasSubstr("bad request data"));
  EXPECT_THAT(Save("[]").body, HasSubstr(R"("status":"empty-name")"));
  EXPECT_THAT(Save(R"({"title":"one"})").body, HasSubstr(R"("status":"name-exists")"));
  EXPECT_THAT(Save(R"({"title":"ops"})").body, HasSubstr(R"("status":"name-match")"));
  EXPECT_THAT(Save(R"({"title":"x","uid":"ops"})").body, HasSubstr("Dashboard cannot be changed to a folder"));
  EXPECT_EQ(Save(R"({"title":"x","id":99})").body, R"({"message":"Dashboard not found","status":"not-found"})");
  EXPECT_EQ(Save(R"({"title":"x"})", R"(,"folderUid":"none")").status, 400);
  EXPECT_EQ(Save(R"({"title":"x"})", R"(,"folderId":99)").status, 404);
}

TEST_F(DocumentsTest, RolesAndSinglePermissionsDecide) {
  of.MakeUser("vic");
  const std::string vic = "vic:pass-1234";
  EXPECT_EQ(Folder(R"({"title":"x"})", vic).status, 403);
  ASSERT_EQ(Folder(R"({"title":"Ops","uid":"ops"})").status, 200);
  ASSERT_EQ(Save(R"({"title":"One","uid":"d1"})", R"(,"folderUid":"ops")").status, 200);
  EXPECT_EQ(of.Send("GET", "/api/folders/ops", "", vic).status, 200);
  EXPECT_THAT(of.Get("/api/dashboards/uid/d1", vic), HasSubstr(R"("canSave":false)"));
  EXPECT_EQ(of.Send("POST", "/api/folders/ops/permissions", R"({"items":[]})").status, 200);
  EXPECT_EQ(of.Get("/api/folders/ops/permissions"), "[]");
  EXPECT_EQ(of.Send("GET", "/api/folders/ops", "", vic).status, 403);
  EXPECT_EQ(of.Get("/api/search", vic), "[]");
  EXPECT_EQ(of.Send("POST", "/api/folders/ops/permissions", R"({"items":[{"role":"Viewer","permission":2}]})").status,
            200);
  EXPECT_THAT(of.Get("/api/dashboards/uid/d1", vic), HasSubstr(R"("canSave":true)"));
}

TEST_F(DocumentsTest, ApiKeysHaveWhatTheirRoleWasGiven) {
  const std::string made = of.Send("POST", "/api/auth/keys", R"({"name":"k","role":"Viewer"})").body;
  const std::string key = nlohmann::json::parse(made).at("key");
  EXPECT_EQ(of.Send("GET", "/api/dashboards/uid/d1", "", key).status, 403);
  ASSERT_EQ(Save(R"({"title":"One","uid":"d1"})").status, 200);
  EXPECT_EQ(of.Send("GET", "/api/dashboards/uid/d1", "", key).status, 200);
}

TEST_F(DocumentsTest, SearchFindsByTextTagAndFolder) {
  ASSERT_EQ(Folder(R"({"title":"Ops","uid":"ops"})").status, 200);
  ASSERT_EQ(Save(R"({"title":"One","uid":"d1","tags":["b","a"]})", R"(,"folderUid":"ops")").status, 200);
  EXPECT_EQ(of.Get("/api/search?tag=a"),
            R"([{"id":2,"uid":"d1","title":"One","uri":"db/one","url":"/d/d1/one","slug":"","type":"dash-db",)"
            R"("tags":["a","b"],"isStarred":false,"folderId":1,"folderUid":"ops","folderTitle":"Ops",)"
            R"("folderUrl":"/dashboards/f/ops/ops","sortMeta":0}])");
  EXPECT_EQ(of.Get("/api/search?query=two"), "[]");
  EXPECT_THAT(of.Get("/api/search?folderIds=0"), Not(HasSubstr("d1")));
  EXPECT_EQ(of.Get("/api/dashboards/tags"), "[{\"term\":\"a\",\"count\":1},{\"term\":\"b\",\"count\":1}]\n");
  EXPECT_EQ(of.Send("GET", "/api/search?limit=5001").status, 422);
}

TEST_F(DocumentsTest, StarsAndTheHomeDashboard) {
  ASSERT_EQ(Save(R"({"title":"One","uid":"d1"})").status, 200);
  EXPECT_EQ(of.Send("POST", "/api/user/stars/dashboard/1").body, R"({"message":"Dashboard starred!"})");
  EXPECT_EQ(of.Send("POST", "/api/user/stars/dashboard/1").status, 500);
  EXPECT_EQ(of.Get("/api/user/stars"), R"(["d1"])");
  EXPECT_THAT(of.Get("/api/dashboards/uid/d1"), HasSubstr(R"({"meta":{"isStarred":true,)"));
  EXPECT_EQ(of.Send("DELETE", "/api/user/stars/dashboard/1").body, R"({"message":"Dashboard unstarred"})");
  EXPECT_THAT(of.Get("/api/dashboards/home"), HasSubstr(R"("isHome":true)"));
  ASSERT_EQ(of.Send("PUT", "/api/user/preferences", R"({"homeDashboardId":1})").status, 200);
  EXPECT_EQ(of.Get("/api/dashboards/home"), R"({"redirectUri":"/d/d1/one"})");
}

}  // namespace
}  // namespace grafake::server
