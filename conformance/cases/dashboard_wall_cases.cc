#include "conformance/cases/own_org.h"

// Who may do what to dashboards, what the search shows of them, stars and the home dashboard.
namespace grafake::conformance {
namespace {

using testing::AllOf;
using testing::Not;

std::string BoardPath(const std::string& uid, const std::string& rest = "") {
  return "/api/dashboards/uid/" + uid + rest;
}

// Nobody but Admins.
void Close(const OwnOrg& org, const std::string& uid) {
  org.Post(BoardPath(uid, "/permissions"), {{"items", Json::array()}}).Needs(Status(200));
}

std::vector<Case> BoardWalls() {
  return {
      {"DASH-040", kMust, "A Viewer saves no dashboard, an Editor does.", kRecordedBoth, "dashboards/roles 16",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const OwnOrg org(s);
         org.SaveAs(org.Token("Viewer"), {{"title", "By v"}, {"uid", "by-v"}}).Is(Status(403));
         org.Get(BoardPath("by-v")).Is(Status(404));
         org.SaveAs(org.Token("Editor"), {{"title", "By e"}, {"uid", "by-e"}}).Is(Status(200));
       }},
      {"DASH-041", kMust, "A Viewer reads a new dashboard, and neither saves nor deletes it.", kRecordedBoth,
       "dashboards/roles 25",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const OwnOrg org(s);
         org.NewFolder("ops");
         org.NewDashboard("d1", "ops");
         const std::string viewer = org.Token("Viewer");
         s.Get(BoardPath("d1"), viewer)
             .Is(AllOf(Status(200), Field("/meta/canSave", false), Field("/meta/canEdit", false),
                       Field("/meta/canDelete", false)));
         org.SaveAs(viewer, {{"title", "x"}, {"uid", "d1"}}, {{"folderUid", "ops"}, {"overwrite", true}})
             .Is(Status(403));
         s.Delete(BoardPath("d1"), viewer).Is(Denied("dashboards:delete"));
         org.Get(BoardPath("d1")).Is(Field("/dashboard/title", "Board d1"));
       }},
      {"DASH-042", kMust, "Without a permission on it a dashboard is closed to Viewers and Editors, not to Admins.",
       kRecordedBoth, "dashboards/permissions 23",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const OwnOrg org(s);
         org.NewDashboard("d1");
         Close(org, "d1");
         for (const char* role : {"Viewer", "Editor"}) s.Get(BoardPath("d1"), org.Token(role)).Is(Status(403));
         s.Get(BoardPath("d1"), org.Token("Admin")).Is(Status(200));
       }},
      {"DASH-043", kMust, "A permission on a dashboard may be one service account's alone.", kRecordedBoth,
       "dashboards/permissions 40",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const OwnOrg org(s);
         org.NewDashboard("d1");
         const Account bot = s.NewAccount("Viewer", org.id);
         org.Post(BoardPath("d1", "/permissions"), {{"items", Json::array({{{"userId", bot.id}, {"permission", 2}}})}})
             .Needs(Status(200));
         org.SaveAs(s.NewToken(bot, 0, org.id).Who(), {{"title", "By v"}, {"uid", "d1"}}, {{"overwrite", true}})
             .Is(AllOf(Status(200), Field("/version", 2)));
         s.Get(BoardPath("d1"), org.Token("Editor")).Is(Status(403));
       }},
      {"DASH-044", kMust, "The permissions of a dashboard are for those who may administer it.", kRecordedBoth,
       "dashboards/roles 45",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const OwnOrg org(s);
         org.NewFolder("ops");
         org.NewDashboard("d1", "ops");
         for (const char* role : {"Viewer", "Editor"}) {
           const std::string who = org.Token(role);
           s.Get(BoardPath("d1", "/permissions"), who).Is(Status(403));
           s.Post(BoardPath("d1", "/permissions"), {{"items", Json::array()}}, who).Is(Status(403));
         }
         org.Get(BoardPath("d1", "/permissions")).Is(AllOf(Status(200), Not(Body("[]"))));
       }},
      {"DASH-045", kMust, "A dashboard of one org is not found from another.", kRecordedBoth, "dashboards/roles 28",
       [](Session& s) {
         const OwnOrg org(s);
         const OwnOrg other(s);
         org.NewDashboard("d1");
         other.Get(BoardPath("d1")).Is(Message(404, "Dashboard not found"));
         other.Delete(BoardPath("d1")).Is(Message(404, "Dashboard not found"));
         other.Get("/api/search").Is(Exactly(200, "[]"));
       }},
      {"DASH-046", kMust, "Without credentials no dashboard is read, saved or searched.", kRecordedBoth,
       "dashboards/roles 29",
       [](Session& s) {
         s.Require(Feature::kNoStrangers);
         s.Get(BoardPath("d1"), "").Is(Message(401, "Unauthorized"));
         s.Post("/api/dashboards/db", {{"dashboard", {{"title", "never"}}}}, "").Is(Message(401, "Unauthorized"));
         s.Get("/api/search", "").Is(Message(401, "Unauthorized"));
       }},
  };
}

std::vector<Case> Searches() {
  return {
      {"DASH-060", kMust, "The search finds folders and dashboards by a part of their titles, whatever its case.",
       kRecordedBoth, "dashboards/search 36",
       [](Session& s) {
         const OwnOrg org(s);
         org.Post("/api/folders", {{"title", "Ops"}, {"uid", "f1"}}).Needs(Status(200));
         org.Save({{"title", "One"}, {"uid", "d1"}}, {{"folderUid", "f1"}}).Needs(Status(200));
         org.Save({{"title", "three one"}, {"uid", "d3"}}).Needs(Status(200));
         org.Save({{"title", "alpha"}, {"uid", "d5"}}).Needs(Status(200));
         org.Get("/api/search?query=ONE").Is(AllOf(Size("", 2), Field("/0/uid", "d1"), Field("/1/uid", "d3")));
         org.Get("/api/search?query=ops").Is(AllOf(Size("", 1), Field("/0/type", "dash-folder")));
         org.Get("/api/search?type=dash-db").Is(AllOf(Size("", 3), Field("/0/uid", "d5"), Field("/1/folderUid", "f1")));
       }},
      {"DASH-061", kMust, "The search wants all tags that it is given.", kRecordedBoth, "dashboards/search 32",
       [](Session& s) {
         const OwnOrg org(s);
         org.Save({{"title", "One"}, {"uid", "d1"}, {"tags", {"a", "b"}}}).Needs(Status(200));
         org.Save({{"title", "Two"}, {"uid", "d2"}, {"tags", {"a"}}}).Needs(Status(200));
         org.Get("/api/search?tag=a").Is(Size("", 2));
         org.Get("/api/search?tag=a&tag=b").Is(AllOf(Size("", 1), Field("/0/uid", "d1")));
         org.Get("/api/search?tag=A").Is(Exactly(200, "[]"));
         org.Get("/api/dashboards/tags")
             .Is(AllOf(Size("", 2), Field("/0/term", "a"), Field("/0/count", 2), Field("/1/count", 1)));
       }},
      {"DASH-062", kMust, "The search shows what its caller may read, and nothing else.", kRecordedBoth,
       "dashboards/permissions 28",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const OwnOrg org(s);
         org.NewDashboard("open");
         org.NewDashboard("secret");
         Close(org, "secret");
         s.Get("/api/search", org.Token("Viewer")).Is(AllOf(Size("", 1), Field("/0/uid", "open")));
         org.Get("/api/search").Is(Size("", 2));
       }},
      {"DASH-063", kMust, "More than 5000 hits are not given at once.", kRecordedBoth, "dashboards/search 48",
       [](Session& s) { OwnOrg(s).Get("/api/search?limit=5001").Is(Status(422)); }},
      {"STAR-001", kMust, "A star is its giver's own, until it is taken away.", "9.0", "dashboards/search 76",
       [](Session& s) {
         const OwnOrg org(s);
         const std::string star = "/api/user/stars/dashboard/" + std::to_string(org.NewDashboard("d1").NeedsId());
         const std::string viewer = org.Token("Viewer");
         org.Post(star, Json::object()).Is(Message(200, "Dashboard starred!"));
         org.Get("/api/user/stars").Is(Exactly(200, R"(["d1"])"));
         org.Get("/api/search?starred=true").Is(AllOf(Size("", 1), Field("/0/isStarred", true)));
         s.Get("/api/user/stars", viewer).Is(Exactly(200, "[]"));
         org.Delete(star).Is(Message(200, "Dashboard unstarred"));
         org.Get("/api/user/stars").Is(Exactly(200, "[]"));
       }},
      {"STAR-002", kMust, "12.4 gives stars by uid.", "12.4", "dashboards/search 76",
       [](Session& s) {
         const OwnOrg org(s);
         org.NewDashboard("d1");
         const std::string star = "/api/user/stars/dashboard/uid/d1";
         const std::string viewer = org.Token("Viewer");
         org.Post(star, Json::object()).Is(Message(200, "Dashboard starred!"));
         org.Get("/api/user/stars").Is(Exactly(200, R"(["d1"])"));
         org.Get("/api/search?starred=true").Is(AllOf(Size("", 1), Field("/0/isStarred", true)));
         s.Get("/api/user/stars", viewer).Is(Exactly(200, "[]"));
         org.Delete(star).Is(Message(200, "Dashboard unstarred"));
         org.Get("/api/user/stars").Is(Exactly(200, "[]"));
       }},
      {"DASH-064", kMust, "The home dashboard is the one that the user prefers, or else the org.", kRecordedBoth,
       "dashboards/home 18",
       [](Session& s) {
         const OwnOrg org(s);
         org.Get("/api/dashboards/home").Is(AllOf(Status(200), Absent("/redirectUri")));
         org.Save({{"title", "One"}, {"uid", "d1"}}).Needs(Status(200));
         org.Save({{"title", "Two"}, {"uid", "d2"}}).Needs(Status(200));
         org.Put("/api/org/preferences", {{"homeDashboardUID", "d1"}}).Is(Status(200));
         org.Get("/api/dashboards/home")
             .Is(AllOf(Status(200), TextThat("/redirectUri", testing::EndsWith("/d/d1/one"))));
         org.Put("/api/user/preferences", {{"homeDashboardUID", "d2"}}).Is(Status(200));
         org.Get("/api/dashboards/home")
             .Is(AllOf(Status(200), TextThat("/redirectUri", testing::EndsWith("/d/d2/two"))));
         org.Delete("/api/dashboards/uid/d2").Needs(Status(200));
         org.Get("/api/dashboards/home").Is(AllOf(Status(200), Not(BodyThat(testing::HasSubstr("/d/d2")))));
       }},
  };
}

}  // namespace

std::vector<Case> DashboardWallCases() {
  std::vector<Case> cases = BoardWalls();
  const std::vector<Case> more = Searches();
  cases.insert(cases.end(), more.begin(), more.end());
  return cases;
}

}  // namespace grafake::conformance
