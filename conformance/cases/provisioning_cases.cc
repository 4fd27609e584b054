#include "conformance/cases/own_org.h"

// Data sources and dashboards from files. All but the last cases start a server of their own, with files for it.
namespace grafake::conformance {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const std::string kSourceFile = "prov/datasources/a.yaml";
const std::string kBoardFile = "boards/one.json";

std::string SourceText(const std::string& url) {
  return "apiVersion: 1\ndatasources:\n  - name: Prov\n    uid: prov\n    type: prometheus\n    access: proxy\n"
         "    url: " +
         url + "\n    secureJsonData:\n      password: hush-hush\n";
}

ServerSettings Provisioned(const Files& files) {
  ServerSettings settings = WithToggle("[paths]\nprovisioning = {{dir}}/prov\n");
  settings.files = files;
  return settings;
}

ServerSettings WithSource() { return Provisioned({{kSourceFile, SourceText("http://127.0.0.1:1")}}); }

ServerSettings WithBoard(const std::string& more = "") {
  return Provisioned({{"prov/dashboards/a.yaml",
                       "apiVersion: 1\nproviders:\n  - name: default\n    folder: Provisioned\n"
                       "    folderUid: provfolder\n    type: file\n" +
                           more + "    options:\n      path: {{dir}}/boards\n"},
                      {kBoardFile, R"({"uid": "pd1", "title": "Provisioned board"})"}});
}

Reply Reload(Session& s, const std::string& what, const std::string& who) {
  return s.Post("/api/admin/provisioning/" + what + "/reload", Json::object(), who);
}

// From its file.
void AwaitBoard(Session& s, const std::string& title) {
  s.AwaitGet("/api/dashboards/uid/pd1", s.admin(), AllOf(Status(200), Field("/dashboard/title", title)));
}

const Json kOtherUrl = {
    {"name", "Prov"}, {"type", "prometheus"}, {"access", "proxy"}, {"url", "http://x"}, {"uid", "prov"}};

std::vector<Case> SourceFiles() {
  return {
      {"PROV-001", kMust, "A data source from a file is there, and nobody changes or deletes it.", kRecordedBoth,
       "provisioning/datasources 5",
       [](Session& s) {
         const auto there =
             AllOf(Status(200), Field("/name", "Prov"), Field("/url", "http://127.0.0.1:1"), Field("/readOnly", true),
                   Field("/secureJsonFields", {{"password", true}}), BodyThat(Not(HasSubstr("hush-hush"))));
         s.Get("/api/datasources/uid/prov").Is(there);
         s.Put("/api/datasources/uid/prov", kOtherUrl).Is(Message(403, "Cannot update read-only data source"));
         s.Delete("/api/datasources/uid/prov").Is(Message(403, "Cannot delete read-only data source"));
         s.Delete("/api/datasources/name/Prov").Is(Message(403, "Cannot delete read-only data source"));
         s.Get("/api/datasources/uid/prov").Is(there);
       },
       WithSource()},
      {"PROV-002", kMust, "A reload reads what has changed in files, and nothing from a broken one.", kRecordedBoth,
       "provisioning/datasources 12",
       [](Session& s) {
         s.Write({{kSourceFile, SourceText("http://127.0.0.1:2")}});
         Reload(s, "datasources", s.admin()).Is(Message(200, "Datasources config reloaded"));
         s.Get("/api/datasources/uid/prov").Is(Field("/url", "http://127.0.0.1:2"));
         s.Write({{kSourceFile, "a: ["}});
         Reload(s, "datasources", s.admin()).Is(Status(500));
         s.Get("/api/datasources/uid/prov").Is(Status(200));
         s.Write({{kSourceFile, "apiVersion: 1\ndeleteDatasources:\n  - name: Prov\n    orgId: 1\n"}});
         Reload(s, "datasources", s.admin()).Is(Status(200));
         s.Get("/api/datasources/uid/prov").Is(Message(404, "Data source not found"));
       },
       WithSource()},
  };
}

std::vector<Case> BoardFiles() {
  return {
      {"PROV-010", kMust, "A dashboard from a file is in its folder, and nobody saves or deletes it.", kRecordedBoth,
       "provisioning/dashboards 6",
       [](Session& s) {
         AwaitBoard(s, "Provisioned board");
         s.Get("/api/dashboards/uid/pd1")
             .Is(AllOf(Field("/meta/provisioned", true), Field("/meta/provisionedExternalId", "one.json"),
                       Field("/meta/folderUid", "provfolder"), Field("/meta/folderTitle", "Provisioned")));
         s.Post(
              "/api/dashboards/db",
              {{"dashboard", {{"uid", "pd1"}, {"title", "Changed"}}}, {"folderUid", "provfolder"}, {"overwrite", true}})
             .Is(Message(400, "Cannot save provisioned dashboard"));
         s.Delete("/api/dashboards/uid/pd1").Is(Message(400, "provisioned dashboard cannot be deleted"));
         s.Get("/api/dashboards/uid/pd1").Is(Field("/dashboard/title", "Provisioned board"));
       },
       WithBoard()},
      {"PROV-011", kMust, "A changed file changes its dashboard, a removed one removes it.", kRecordedBoth,
       "provisioning/dashboards 17",
       [](Session& s) {
         AwaitBoard(s, "Provisioned board");
         s.Write({{kBoardFile, R"({"uid": "pd1", "title": "New title"})"}});
         Reload(s, "dashboards", s.admin()).Is(Message(200, "Dashboards config reloaded"));
         AwaitBoard(s, "New title");
         s.Write({{kBoardFile, std::nullopt}});
         Reload(s, "dashboards", s.admin()).Is(Status(200));
         s.AwaitGet("/api/dashboards/uid/pd1", s.admin(), Status(404));
       },
       WithBoard()},
      {"PROV-012", kMust, "With allowUiUpdates a dashboard from a file may be saved.", kRecordedBoth,
       "provisioning/dashboards-editable 3",
       [](Session& s) {
         AwaitBoard(s, "Provisioned board");
         s.Post("/api/dashboards/db", {{"dashboard", {{"uid", "pd1"}, {"title", "Changed"}}}, {"overwrite", true}})
             .Is(AllOf(Status(200), Field("/version", 2)));
         s.Get("/api/dashboards/uid/pd1").Is(Field("/dashboard/title", "Changed"));
       },
       WithBoard("    allowUiUpdates: true\n    disableDeletion: true\n")},
  };
}

std::vector<Case> Reloads() {
  return {
      {"PROV-020", kMust, "A reload is for administrators of the whole server.", kRecordedBoth,
       "provisioning/reload 14",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const OwnOrg org(s);
         for (const char* role : {"Viewer", "Editor", "Admin"}) {
           const std::string who = org.Token(role);
           for (const char* what : {"dashboards", "datasources", "plugins"})
             Reload(s, what, who).Is(Denied("provisioning:reload"));
         }
       }},
      {"PROV-021", kMust, "In 9.0 who is nobody is denied a reload as others are.", "9.0", "provisioning/reload 18",
       [](Session& s) {
         s.Require(Feature::kRbac);
         Reload(s, "datasources", "").Is(Denied("provisioning:reload"));
         Reload(s, "alerting", s.admin()).Is(Message(404, "Not found"));
       }},
      {"PROV-022", kMust, "In 12.4 who is nobody is told to sign in before a reload.", "12.4", "provisioning/reload 18",
       [](Session& s) {
         s.Require(Feature::kNoStrangers);
         Reload(s, "datasources", "").Is(Message(401, "Unauthorized"));
         Reload(s, "notifications", s.admin()).Is(Message(404, "Not found"));
       }},
  };
}

}  // namespace

std::vector<Case> ProvisioningCases() {
  std::vector<Case> cases = SourceFiles();
  for (auto part : {BoardFiles(), Reloads()}) cases.insert(cases.end(), part.begin(), part.end());
  return cases;
}

}  // namespace grafake::conformance
