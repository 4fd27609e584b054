#include "conformance/cases/own_org.h"

// Dashboards: saving, reading and deleting them, and their versions.
namespace grafake::conformance {
namespace {

using testing::AllOf;

std::string Board(const std::string& uid, const std::string& rest = "") { return "/api/dashboards/uid/" + uid + rest; }

const Json kOver = {{"overwrite", true}};

// Saves "d1" under three titles, with a message each but the last.
void SaveThrice(const OwnOrg& org) {
  org.Save({{"uid", "d1"}, {"title", "One"}}, {{"message", "first"}}).Needs(Status(200));
  org.Save({{"uid", "d1"}, {"title", "Two"}}, {{"message", "second"}, {"overwrite", true}}).Needs(Status(200));
  org.Save({{"uid", "d1"}, {"title", "Three"}}, kOver).Needs(Status(200));
}

std::vector<Case> Saving() {
  return {
      {"DASH-001", kMust, "A dashboard is saved, and comes back as it was, with its id and version.", kRecordedBoth,
       "dashboards/lifecycle 10",
       [](Session& s) {
         const OwnOrg org(s);
         const Json custom = {{"z", 1}, {"a", {1, 2}}};
         org.Save({{"uid", "d1"}, {"title", "One"}, {"custom", custom}})
             .Is(AllOf(Status(200), Field("/uid", "d1"), Field("/slug", "one"), Field("/status", "success"),
                       TextThat("/url", testing::EndsWith("/d/d1/one")), Field("/version", 1), PositiveNumber("/id")));
         org.Get(Board("d1"))
             .Is(AllOf(Status(200), Field("/dashboard/title", "One"), Field("/dashboard/version", 1),
                       Field("/dashboard/uid", "d1"), Field("/dashboard/custom", custom),
                       PositiveNumber("/dashboard/id"), Field("/meta/slug", "one")));
       }},
      {"DASH-002", kMust, "Who changes a dashboard names its version; another one is refused with 412.", kRecordedBoth,
       "dashboards/lifecycle 8",
       [](Session& s) {
         const OwnOrg org(s);
         org.NewDashboard("d1");
         org.Save({{"uid", "d1"}, {"title", "Two"}, {"version", 1}}).Is(AllOf(Status(200), Field("/version", 2)));
         const auto refused = Exactly(412, R"({"message":"The dashboard has been changed by someone else",)"
                                           R"("status":"version-mismatch"})");
         org.Save({{"uid", "d1"}, {"title", "Three"}, {"version", 1}}).Is(refused);
         org.Save({{"uid", "d1"}, {"title", "Three"}}).Is(refused);
         org.Get(Board("d1")).Is(AllOf(Field("/dashboard/title", "Two"), Field("/dashboard/version", 2)));
       }},
      {"DASH-003", kMust, "Who overwrites a dashboard needs no version.", kRecordedBoth, "dashboards/lifecycle 7",
       [](Session& s) {
         const OwnOrg org(s);
         org.NewDashboard("d1");
         org.Save({{"uid", "d1"}, {"title", "Forced"}}, kOver).Is(AllOf(Status(200), Field("/version", 2)));
       }},
      {"DASH-004", kMust, "A new dashboard has version 1, whatever it says of itself.", kRecordedBoth,
       "dashboards/errors 20",
       [](Session& s) {
         OwnOrg(s)
             .Save({{"uid", "ver"}, {"title", "version"}, {"version", 7}})
             .Is(AllOf(Status(200), Field("/version", 1)));
       }},
      {"DASH-005", kMust, "A dashboard without a title is refused with 400.", kRecordedBoth, "dashboards/errors 3",
       [](Session& s) {
         const OwnOrg org(s);
         const auto refused = Exactly(400, R"({"message":"Dashboard title cannot be empty","status":"empty-name"})");
         for (const Json& board : {Json::object(), Json{{"title", "   "}}, Json{{"title", 5}}}) {
           org.Save(board).Is(refused);
         }
       }},
      {"DASH-006", kMust, "A body without a dashboard is refused with 400.", kRecordedBoth, "dashboards/errors 1",
       [](Session& s) {
         const OwnOrg org(s);
         org.Post("/api/dashboards/db", Json::object()).Is(Message(400, "bad request data"));
         org.Save(nullptr).Is(Message(400, "bad request data"));
       }},
      {"DASH-007", kMust, "A uid holds letters, digits, '-' and '_', and no more than 40 of them.", kRecordedBoth,
       "dashboards/errors 11",
       [](Session& s) {
         const OwnOrg org(s);
         org.Save({{"title", "x"}, {"uid", "a/b"}}).Is(Message(400, "uid contains illegal characters"));
         org.Save({{"title", "x"}, {"uid", std::string(41, 'u')}}).Is(Message(400, "uid too long, max 40 characters"));
         org.Save({{"title", "x"}, {"uid", std::string(40, 'u')}}).Is(Status(200));
       }},
      {"DASH-008", kMust, "In 9.0 no two dashboards of a folder have the same title.", "9.0", "dashboards/lifecycle 16",
       [](Session& s) {
         const OwnOrg org(s);
         org.Save({{"title", "Twin"}, {"uid", "one"}}).Needs(Status(200));
         org.Save({{"title", "tWIN"}, {"uid", "two"}})
             .Is(Exactly(412, R"({"message":"A dashboard with the same name in the folder already exists",)"
                              R"("status":"name-exists"})"));
       }},
      {"DASH-009", kMust, "In 12.4 dashboards of a folder may have the same title.", "12.4", "dashboards/lifecycle 16",
       [](Session& s) {
         const OwnOrg org(s);
         for (const char* uid : {"one", "two"}) {
           org.Save({{"title", "Twin"}, {"uid", uid}}).Is(AllOf(Status(200), Field("/version", 1)));
         }
       }},
      {"DASH-010", kMust, "In 9.0 a dashboard has no folder's title.", "9.0", "tried on 9.0.9",
       [](Session& s) {
         const OwnOrg org(s);
         org.Post("/api/folders", {{"title", "Ops"}}).Needs(Status(200));
         org.Save({{"title", "OPS"}})
             .Is(Exactly(400, R"({"message":"Dashboard name cannot be the same as folder","status":"name-match"})"));
       }},
      {"DASH-011", kMust, "Nothing is saved into a folder that is not there.", kRecordedBoth, "dashboards/roles 24",
       [](Session& s) {
         const OwnOrg org(s);
         org.Save({{"title", "Lost"}, {"uid", "lost"}}, {{"folderUid", "nowhere"}}).Is(Status(400));
         org.Get(Board("lost")).Is(Status(404));
       }},
      {"DASH-012", kShould, "12.4 saves nothing new where nothing has changed.", "12.4", "dashboards/lifecycle 3",
       [](Session& s) {
         const OwnOrg org(s);
         org.Save({{"title", "One"}, {"uid", "d1"}}).Needs(Status(200));
         org.Save({{"title", "One"}, {"uid", "d1"}, {"version", 1}}).Is(AllOf(Status(200), Field("/version", 1)));
       }},
      {"DASH-013", kMust, "An id that no dashboard has is refused with 404.", kRecordedBoth, "dashboards/lifecycle 23",
       [](Session& s) {
         OwnOrg(s)
             .Save({{"title", "Nobody"}, {"id", 999}})
             .Is(Exactly(404, R"({"message":"Dashboard not found","status":"not-found"})"));
       }},
      {"DASH-014", kMust, "A deleted dashboard is gone.", kRecordedBoth, "dashboards/lifecycle 27",
       [](Session& s) {
         const OwnOrg org(s);
         org.NewDashboard("d1");
         org.Delete(Board("d1")).Is(AllOf(Message(200, "Dashboard Board d1 deleted"), Field("/title", "Board d1")));
         org.Get(Board("d1")).Is(Message(404, "Dashboard not found"));
         org.Delete(Board("d1")).Is(Message(404, "Dashboard not found"));
       }},
      {"DASH-015", kMust, "Dashboards are not found by slug or id, and a uid only as it is written.", kRecordedBoth,
       "dashboards/lifecycle 32",
       [](Session& s) {
         const OwnOrg org(s);
         org.Save({{"title", "One"}, {"uid", "d1"}}).Needs(Status(200));
         org.Get("/api/dashboards/db/one").Is(Message(404, "Not found"));
         org.Get("/api/dashboards/id/1").Is(Message(404, "Not found"));
         org.Get(Board("D1")).Is(Message(404, "Dashboard not found"));
       }},
      {"DASH-016", kMust, "An imported dashboard is saved under its uid.", kRecordedBoth, "dashboards/errors 58",
       [](Session& s) {
         const OwnOrg org(s);
         org.Post("/api/dashboards/import",
                  {{"dashboard", {{"title", "Imported"}, {"uid", "imp"}}}, {"overwrite", true}, {"folderId", 0}})
             .Is(AllOf(Status(200), Field("/uid", "imp"), Field("/imported", true)));
         org.Get(Board("imp")).Is(Field("/dashboard/title", "Imported"));
         org.Post("/api/dashboards/import", Json::object()).Is(Message(422, "Dashboard must be set"));
       }},
  };
}

std::vector<Case> Versions() {
  return {
      {"DASH-030", kMust, "The versions of a dashboard are listed, the newest first, with their messages.", "9.0",
       "dashboards/versions 13",
       [](Session& s) {
         const OwnOrg org(s);
         SaveThrice(org);
         org.Get(Board("d1", "/versions"))
             .Is(AllOf(Size("", 3), Field("/0/version", 3), Field("/0/message", ""), Field("/0/parentVersion", 2),
                       Field("/1/message", "second"), Field("/2/message", "Initial save")));
         org.Get(Board("d1", "/versions?limit=1")).Is(AllOf(Size("", 1), Field("/0/version", 3)));
       }},
      {"DASH-031", kMust, "12.4 lists the versions of a dashboard as a member of its answer.", "12.4",
       "dashboards/versions 13",
       [](Session& s) {
         const OwnOrg org(s);
         SaveThrice(org);
         org.Get(Board("d1", "/versions"))
             .Is(AllOf(Size("/versions", 3), Field("/versions/0/version", 3), Field("/versions/1/message", "second"),
                       Field("/versions/2/message", "Initial save")));
       }},
      {"DASH-032", kMust, "A version holds the dashboard as it was.", kRecordedBoth, "dashboards/versions 17",
       [](Session& s) {
         const OwnOrg org(s);
         SaveThrice(org);
         org.Get(Board("d1", "/versions/1"))
             .Is(AllOf(Status(200), Field("/version", 1), Field("/message", "first"), Field("/data/title", "One")));
         org.Get(Board("d1", "/versions/99")).Is(Status(500));
       }},
      {"DASH-033", kMust, "Restoring a version saves it as the newest one.", kRecordedBoth, "dashboards/versions 23",
       [](Session& s) {
         const OwnOrg org(s);
         SaveThrice(org);
         org.Post(Board("d1", "/restore"), {{"version", 1}}).Is(AllOf(Status(200), Field("/version", 4)));
         org.Get(Board("d1")).Is(AllOf(Field("/dashboard/title", "One"), Field("/dashboard/version", 4)));
         org.Post(Board("d1", "/restore"), {{"version", 99}}).Is(Status(404));
         org.Post(Board("d1", "/restore"), Json::object()).Is(Message(400, "bad request data"));
       }},
      {"DASH-034", kMust, "12.4 does not restore what is there already.", "12.4", "dashboards/versions 34",
       [](Session& s) {
         const OwnOrg org(s);
         SaveThrice(org);
         org.Post(Board("d1", "/restore"), {{"version", 3}})
             .Is(Message(400, "Current dashboard is identical to the specified version"));
       }},
      {"DASH-035", kMust, "Versions are for those who may write the dashboard.", kRecordedBoth,
       "dashboards/versions 30",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const OwnOrg org(s);
         SaveThrice(org);
         const std::string viewer = org.Token("Viewer");
         s.Get(Board("d1", "/versions"), viewer).Is(Denied("dashboards:write"));
         s.Post(Board("d1", "/restore"), {{"version", 1}}, viewer).Is(Denied("dashboards:write"));
         s.Get(Board("d1", "/versions"), org.Token("Editor")).Is(Status(200));
       }},
  };
}

}  // namespace

std::vector<Case> DashboardCases() {
  std::vector<Case> cases = Saving();
  const std::vector<Case> more = Versions();
  cases.insert(cases.end(), more.begin(), more.end());
  return cases;
}

}  // namespace grafake::conformance
