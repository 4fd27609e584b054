#include "conformance/cases/own_org.h"

// Folders: making, changing and deleting them, their names and uids, and who may do what to them.
namespace grafake::conformance {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kFolders = "/api/folders";

Reply Change(const OwnOrg& org, const std::string& uid, const Json& body) {
  return org.Put("/api/folders/" + uid, body);
}

std::vector<Case> FolderLife() {
  return {
      {"FOLDER-001", kMust, "A folder is made with its uid and title, and is found by its uid.", kRecordedBoth,
       "folders/lifecycle 2",
       [](Session& s) {
         const OwnOrg org(s);
         const auto made = AllOf(Status(200), Field("/uid", "ops"), Field("/title", "Ops"), Field("/version", 1),
                                 TextThat("/url", testing::EndsWith("/dashboards/f/ops/ops")), PositiveNumber("/id"));
         org.Post(kFolders, {{"uid", "ops"}, {"title", "Ops"}}).Is(made);
         org.Get("/api/folders/ops").Is(made);
       }},
      {"FOLDER-002", kMust, "A folder that is made without a uid gets one.", kRecordedBoth, "folders/lifecycle 3",
       [](Session& s) {
         const OwnOrg org(s);
         const Reply made = org.Post(kFolders, {{"title", "Ops Two"}});
         made.Is(AllOf(Status(200), TextThat("/uid", Not(testing::IsEmpty()))));
         org.Get("/api/folders/" + made.NeedsText("/uid")).Is(Field("/title", "Ops Two"));
       }},
      {"FOLDER-003", kMust, "Folders are listed by title, small letters and capitals alike.", kRecordedBoth,
       "folders/lifecycle 5",
       [](Session& s) {
         const OwnOrg org(s);
         for (const char* title : {"Ops", "alpha", "Beta"}) org.Post(kFolders, {{"title", title}}).Needs(Status(200));
         org.Get(kFolders).Is(
             AllOf(Size("", 3), Field("/0/title", "alpha"), Field("/1/title", "Beta"), Field("/2/title", "Ops")));
       }},
      {"FOLDER-004", kShould, "9.0 cuts pages of folders with capitals before small letters.", "9.0",
       "folders/lifecycle 13",
       [](Session& s) {
         const OwnOrg org(s);
         for (const char* title : {"Ops", "alpha"}) org.Post(kFolders, {{"title", title}}).Needs(Status(200));
         org.Get("/api/folders?limit=1").Is(AllOf(Size("", 1), Field("/0/title", "Ops")));
         org.Get("/api/folders?limit=1&page=2").Is(AllOf(Size("", 1), Field("/0/title", "alpha")));
       }},
      {"FOLDER-005", kShould, "12.4 cuts pages of folders in the order in which it lists them.", "12.4",
       "folders/lifecycle 13",
       [](Session& s) {
         const OwnOrg org(s);
         for (const char* title : {"Ops", "alpha"}) org.Post(kFolders, {{"title", title}}).Needs(Status(200));
         org.Get("/api/folders?limit=1").Is(AllOf(Size("", 1), Field("/0/title", "alpha")));
         org.Get("/api/folders?limit=1&page=2").Is(AllOf(Size("", 1), Field("/0/title", "Ops")));
       }},
      {"FOLDER-006", kMust, "Who changes a folder names its version; another one is refused with 412.", kRecordedBoth,
       "folders/lifecycle 26",
       [](Session& s) {
         const OwnOrg org(s);
         org.NewFolder("ops");
         Change(org, "ops", {{"title", "One"}, {"version", 1}}).Is(AllOf(Status(200), Field("/version", 2)));
         Change(org, "ops", {{"title", "Two"}, {"version", 1}}).Is(Status(412));
         Change(org, "ops", {{"title", "Two"}}).Is(Status(412));
         org.Get("/api/folders/ops").Is(AllOf(Field("/title", "One"), Field("/version", 2)));
       }},
      {"FOLDER-007", kShould, "9.0 refuses a folder's old version in these words.", "9.0", "folders/lifecycle 26",
       [](Session& s) {
         const OwnOrg org(s);
         org.NewFolder("ops");
         Change(org, "ops", {{"title", "Two"}, {"version", 5}})
             .Is(Exactly(412, R"({"message":"the folder has been changed by someone else",)"
                              R"("status":"version-mismatch"})"));
       }},
      {"FOLDER-008", kShould, "12.4 refuses a folder's old version in these words.", "12.4", "folders/lifecycle 26",
       [](Session& s) {
         const OwnOrg org(s);
         org.NewFolder("ops");
         Change(org, "ops", {{"title", "Two"}, {"version", 5}})
             .Is(Exactly(412, R"({"message":"The dashboard has been changed by someone else"})"));
       }},
      {"FOLDER-009", kMust, "Who overwrites a folder needs no version.", kRecordedBoth, "folders/lifecycle 30",
       [](Session& s) {
         const OwnOrg org(s);
         org.NewFolder("ops");
         Change(org, "ops", {{"title", "Forced"}, {"overwrite", true}})
             .Is(AllOf(Status(200), Field("/title", "Forced"), Field("/version", 2)));
       }},
      {"FOLDER-010", kMust, "Before folders were resources a change could give a folder another uid.", "9.0",
       "folders/lifecycle 31",
       [](Session& s) {
         const OwnOrg org(s);
         org.NewFolder("ops");
         Change(org, "ops", {{"title", "Moved"}, {"uid", "ops2"}, {"overwrite", true}}).Is(Field("/uid", "ops2"));
         org.Get("/api/folders/ops").Is(Status(404));
         org.Get("/api/folders/ops2").Is(Field("/title", "Moved"));
       }},
      {"FOLDER-011", kMust, "12.4 keeps the uid of a folder, whatever a change says.", "12.4", "folders/lifecycle 31",
       [](Session& s) {
         const OwnOrg org(s);
         org.NewFolder("ops");
         Change(org, "ops", {{"title", "Moved"}, {"uid", "ops2"}, {"overwrite", true}}).Is(Field("/uid", "ops"));
         org.Get("/api/folders/ops2").Is(Status(404));
       }},
      {"FOLDER-012", kMust, "A deleted folder is gone, and the dashboards in it are too.", kRecordedBoth,
       "folders/contents 22",
       [](Session& s) {
         const OwnOrg org(s);
         org.NewFolder("ops");
         org.NewDashboard("inside", "ops");
         org.NewDashboard("outside");
         org.Delete("/api/folders/ops").Is(Status(200));
         org.Get("/api/folders/ops").Is(Message(404, "folder not found"));
         org.Get("/api/dashboards/uid/inside").Is(Message(404, "Dashboard not found"));
         org.Get("/api/dashboards/uid/outside").Is(Status(200));
       }},
  };
}

std::vector<Case> FolderNames() {
  return {
      {"FOLDER-020", kMust, "A folder needs a title.", "9.0", "tried on 9.0.9",
       [](Session& s) {
         const OwnOrg org(s);
         org.Post(kFolders, {{"uid", "ops"}}).Is(Message(400, "folder title cannot be empty"));
         org.Post(kFolders, {{"title", ""}}).Is(Message(400, "folder title cannot be empty"));
         org.Get(kFolders).Is(Exactly(200, "[]"));
       }},
      {"FOLDER-021", kMust, "In 9.0 no two folders of an org have the same title, whatever its case.", "9.0",
       "folders/clashes 7",
       [](Session& s) {
         const OwnOrg org(s);
         org.Post(kFolders, {{"title", "Twin"}}).Needs(Status(200));
         org.Post(kFolders, {{"title", "tWIN"}})
             .Is(Message(409, "a folder or dashboard in the general folder with the same name already exists"));
       }},
      {"FOLDER-022", kMust, "In 12.4 folders may have the same title.", "12.4", "folders/clashes 7",
       [](Session& s) {
         const OwnOrg org(s);
         for (int i = 0; i < 2; ++i) org.Post(kFolders, {{"title", "Twin"}}).Is(Status(200));
         org.Get(kFolders).Is(Size("", 2));
       }},
      {"FOLDER-023", kMust, "The uid of a folder is not given twice.", kRecordedBoth, "folders/lifecycle 43",
       [](Session& s) {
         const OwnOrg org(s);
         org.NewFolder("ops");
         org.Post(kFolders, {{"uid", "ops"}, {"title", "Other"}})
             .Is(Message(412, "the folder has been changed by someone else"));
         org.Get("/api/folders/ops").Is(Field("/title", "Folder ops"));
       }},
      {"FOLDER-024", kMust, "In 9.0 a uid holds letters, digits, '-' and '_', and no more than 40 of them.", "9.0",
       "tried on 9.0.9",
       [](Session& s) {
         const OwnOrg org(s);
         org.Post(kFolders, {{"uid", "a/b"}, {"title", "x"}}).Is(Message(400, "uid contains illegal characters"));
         org.Post(kFolders, {{"uid", std::string(41, 'u')}, {"title", "x"}})
             .Is(Message(400, "uid too long, max 40 characters"));
         org.Post(kFolders, {{"uid", std::string(40, 'u')}, {"title", "x"}}).Is(Status(200));
       }},
      {"FOLDER-025", kMust, "A folder that does not exist is 404.", kRecordedBoth, "folders/lifecycle 38",
       [](Session& s) {
         const OwnOrg org(s);
         org.Get("/api/folders/nowhere").Is(Message(404, "folder not found"));
         org.Delete("/api/folders/nowhere").Is(Status(404));
       }},
      {"FOLDER-026", kMust, "In 9.0 the id of a folder that was never there is denied, not 404.", "9.0",
       "tried on 9.0.9",
       [](Session& s) {
         s.Require(Feature::kRbac);
         OwnOrg(s).Get("/api/folders/id/999999999").Is(Denied("folders:read"));
       }},
  };
}

std::vector<Case> FolderWalls() {
  return {
      {"FOLDER-040", kMust, "A Viewer makes no folders, an Editor does.", kRecordedBoth, "tried on 9.0.9, 12.4.0",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const OwnOrg org(s);
         s.Post(kFolders, {{"title", "By v"}}, org.Token("Viewer")).Is(Denied("folders:create"));
         s.Post(kFolders, {{"title", "By e"}}, org.Token("Editor")).Is(Status(200));
       }},
      {"FOLDER-041", kMust, "A Viewer reads a new folder, and neither changes nor deletes it.", kRecordedBoth,
       "folders/contents 21",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const OwnOrg org(s);
         org.NewFolder("ops");
         const std::string viewer = org.Token("Viewer");
         s.Get("/api/folders/ops", viewer).Is(AllOf(Status(200), Field("/canSave", false), Field("/canAdmin", false)));
         s.Put("/api/folders/ops", {{"title", "x"}, {"overwrite", true}}, viewer).Is(Denied("folders:write"));
         s.Delete("/api/folders/ops", viewer).Is(Denied("folders:delete"));
       }},
      {"FOLDER-042", kMust, "Without a permission on it a folder is closed to Viewers and Editors, not to Admins.",
       kRecordedBoth, "folders/permissions 21",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const OwnOrg org(s);
         org.NewFolder("open");
         org.NewFolder("secret");
         org.Post("/api/folders/secret/permissions", {{"items", Json::array()}}).Is(Status(200));
         for (const char* role : {"Viewer", "Editor"}) {
           const std::string who = org.Token(role);
           s.Get("/api/folders/secret", who).Is(Denied("folders:read"));
           s.Put("/api/folders/secret", {{"title", "x"}, {"overwrite", true}}, who).Is(Denied("folders:write"));
           s.Get(kFolders, who).Is(BodyThat(AllOf(HasSubstr("\"open\""), Not(HasSubstr("\"secret\"")))));
         }
         s.Get("/api/folders/secret", org.Token("Admin")).Is(Status(200));
       }},
      {"FOLDER-043", kMust, "A permission on a folder may be one service account's alone.", kRecordedBoth,
       "folders/permissions 43",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const OwnOrg org(s);
         org.NewFolder("secret");
         const Account bot = s.NewAccount("Viewer", org.id);
         org.Post("/api/folders/secret/permissions",
                  {{"items", Json::array({{{"userId", bot.id}, {"permission", 1}}})}})
             .Needs(Status(200));
         const std::string who = s.NewToken(bot, 0, org.id).Who();
         s.Get("/api/folders/secret", who).Is(AllOf(Status(200), Field("/canSave", false)));
         s.Put("/api/folders/secret", {{"title", "x"}, {"overwrite", true}}, who).Is(Denied("folders:write"));
         s.Get("/api/folders/secret", org.Token("Editor")).Is(Denied("folders:read"));
       }},
      {"FOLDER-044", kMust, "Who may edit a folder changes it, whatever the role.", kRecordedBoth,
       "folders/permissions 35",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const OwnOrg org(s);
         org.NewFolder("ops");
         org.Post("/api/folders/ops/permissions", {{"items", Json::array({{{"role", "Viewer"}, {"permission", 2}}})}})
             .Needs(Status(200));
         s.Put("/api/folders/ops", {{"title", "By v"}, {"overwrite", true}}, org.Token("Viewer"))
             .Is(AllOf(Status(200), Field("/title", "By v")));
         s.Get("/api/folders/ops", org.Token("Editor")).Is(Denied("folders:read"));
       }},
      {"FOLDER-045", kMust, "A permission for a role that there is not is refused with 400.", kRecordedBoth,
       "folders/permissions 52",
       [](Session& s) {
         const OwnOrg org(s);
         org.NewFolder("ops");
         org.Post("/api/folders/ops/permissions", {{"items", Json::array({{{"role", "Boss"}, {"permission", 1}}})}})
             .Is(Message(400, "bad request data"));
       }},
      {"FOLDER-046", kMust, "A folder of one org is not found from another.", kRecordedBoth, "folders/permissions 24",
       [](Session& s) {
         const OwnOrg org(s);
         const OwnOrg other(s);
         org.NewFolder("ops");
         other.Get("/api/folders/ops").Is(Message(404, "folder not found"));
         other.Get(kFolders).Is(Exactly(200, "[]"));
       }},
      {"FOLDER-047", kMust, "Without credentials no folder is listed, read or made.", kRecordedBoth,
       "folders/permissions 25",
       [](Session& s) {
         s.Require(Feature::kNoStrangers);
         s.Get(kFolders, "").Is(Message(401, "Unauthorized"));
         s.Get("/api/folders/ops", "").Is(Message(401, "Unauthorized"));
         s.Post(kFolders, {{"title", "never"}}, "").Is(Message(401, "Unauthorized"));
       }},
  };
}

}  // namespace

std::vector<Case> FolderCases() {
  std::vector<Case> cases = FolderLife();
  for (auto part : {FolderNames(), FolderWalls()}) cases.insert(cases.end(), part.begin(), part.end());
  return cases;
}

}  // namespace grafake::conformance
