#include "server/provisioning/dashboard_provisioning.h"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "server/domain/domain_fixture.h"
#include "server/regular_file.h"

namespace grafake::server {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;

class DashboardProvisioningTest : public DomainTest {
 protected:
  DashboardProvisioningTest() {
    fs::create_directories(folder / "dashboards");
    fs::create_directories(folder / "boards");
    Source();
  }
  ~DashboardProvisioningTest() override { fs::remove_all(folder); }

  void Write(const std::string& name, const std::string& text) {
    fs::create_directories((folder / name).parent_path());
    std::ofstream(folder / name) << text;
  }
  // A source of the boards, with more members.
  void Source(const std::string& more = "    folder: Ops\n    folderUid: ops\n", const std::string& options = "") {
    Write("dashboards/a.yaml", "apiVersion: 1\nproviders:\n  - name: one\n" + more +
                                   "    options:\n      path: " + (folder / "boards").string() + "\n" + options);
  }
  // Empty when all went well.
  std::string Run() { return Run(provisioning); }
  static std::string Run(DashboardProvisioning& run) {
    const auto done = run.Run();
    return done ? "" : done.error();
  }
  // Each with its folder.
  std::vector<std::string> Titles() {
    std::vector<std::string> titles;
    for (const FoundDocument& found : document_store.List({.org_id = 1, .visible = {true, true}}, 0))
      titles.push_back(found.row.title + " in " + found.row.folder_title);
    return titles;
  }
  DocumentFile FileOf(const std::string& uid) { return documents.FileOf(*documents.Dashboard(1, uid)); }
  ProvisioningSettings Settings() {
    ProvisioningSettings settings{.folder = folder, .named = true};
    settings.log = [this](LogLevel, std::string_view, std::string_view message, const LogFields& fields,
                          const LogFields&) {
      log.push_back(std::string(message) + (fields.empty() ? "" : " " + fields.back().second.text));
    };
    return settings;
  }

  fs::path folder = fs::canonical(fs::temp_directory_path()) / ("grafake-boards-" + std::to_string(getpid()));
  std::vector<std::string> log;
  DocumentStore document_store{database};
  ProvisionedStore provisioned{database};
  DocumentRights rights{document_store, true};
  Documents documents{document_store, provisioned, rights, clock, {.provisioning = release.provisioning}};
  FileDocuments files{documents, provisioned, clock, release.provisioning};
  DashboardProvisioning provisioning{files, orgs, release.provisioning, Settings()};
};

TEST_F(DashboardProvisioningTest, FilesMakeDashboardsInTheFolder) {
  Write("boards/one.json", R"({"id":77,"uid":"d1","title":"One"} trailing)");
  Write("boards/deep/.hidden/no.json", R"({"title":"No"})");
  Write("boards/deep/two.json", R"({"title":"Two"})");
  Write("boards/three.txt", R"({"title":"Three"})");
  EXPECT_EQ(Run(), "");
  EXPECT_THAT(log, IsEmpty());
  EXPECT_THAT(Titles(), ElementsAre("One in Ops", "Ops in ", "Two in Ops"));
  EXPECT_EQ(documents.Folder(1, "ops")->creator, "");
  EXPECT_TRUE(FileOf("d1").alone);
  EXPECT_EQ(FileOf("d1").name, "one.json");
}

TEST_F(DashboardProvisioningTest, WhatAFileMakesChangesWithItAndGoesWithIt) {
  Write("boards/one.json", R"({"uid":"d1","title":"One"})");
  EXPECT_EQ(Run() + Run(), "");
  EXPECT_EQ(documents.Dashboard(1, "d1")->version, 1);
  Write("boards/one.json", R"({"uid":"d1","title":"Uno"})");
  EXPECT_EQ(Run(), "");
  EXPECT_EQ(documents.Dashboard(1, "d1")->version, 2);
  Write("boards/one.json", "{");
  EXPECT_EQ(Run(), "");
  EXPECT_THAT(log, ElementsAre("failed to load dashboard from  unexpected EOF"));
  EXPECT_THAT(Titles(), ElementsAre("Ops in ", "Uno in Ops"));
  fs::remove(folder / "boards/one.json");
  EXPECT_EQ(Run(), "");
  EXPECT_THAT(Titles(), ElementsAre("Ops in "));
}

TEST_F(DashboardProvisioningTest, NothingElseChangesThem) {
  Write("boards/one.json", R"({"uid":"d1","title":"One"})");
  EXPECT_EQ(Run(), "");
  const Principal admin{.org_id = 1, .role = Role::kAdmin};
  const DashboardWish wish{.source = R"({"uid":"d1","title":"Mine"})", .overwrite = true};
  EXPECT_EQ(documents.SaveDashboard(admin, wish).error().code, ErrorCode::kFixed);
  EXPECT_EQ(documents.Delete(*documents.Dashboard(1, "d1")).error().code, ErrorCode::kFixed);
  Source("    allowUiUpdates: true\n");
  EXPECT_EQ(Run(), "");
  EXPECT_FALSE(FileOf("d1").alone);
  EXPECT_EQ(documents.SaveDashboard(admin, wish).error().code, ErrorCode::kDenied);  // by his permissions now
  EXPECT_EQ(documents.Delete(*documents.Dashboard(1, "d1")).error().code, ErrorCode::kFixed);
}

TEST_F(DashboardProvisioningTest, WhatHasNoFileOrNoSourceAnyMoreMayStay) {
  Write("boards/one.json", R"({"uid":"d1","title":"One"})");
  Source("    disableDeletion: true\n");
  EXPECT_EQ(Run(), "");
  fs::remove(folder / "boards/one.json");
  EXPECT_EQ(Run(), "");
  EXPECT_FALSE(FileOf("d1").makes_it);
  Write("boards/two.json", R"({"uid":"d2","title":"Two"})");
  EXPECT_EQ(Run(), "");
  EXPECT_THAT(Titles(), ElementsAre("One in ", "Two in "));
  fs::remove(folder / "dashboards/a.yaml");
  EXPECT_EQ(Run(), "");
  EXPECT_THAT(Titles(), ElementsAre("One in "));
}

TEST_F(DashboardProvisioningTest, FoldersMayBeThoseOfTheDirectory) {
  Source("", "      foldersFromFilesStructure: true\n");
  Write("boards/top.json", R"({"title":"Top"})");
  Write("boards/a/b/deep.json", R"({"title":"Deep"})");
  EXPECT_EQ(Run(), "");
  EXPECT_THAT(Titles(), ElementsAre("Deep in b", "Top in ", "b in "));
}

TEST_F(DashboardProvisioningTest, AFolderIsKnownByItsNameOrByItsUid) {
  Write("boards/one.json", R"({"uid":"d1","title":"One"})");
  const Principal admin{.org_id = 1, .role = Role::kAdmin};
  DocumentRights roles(document_store, false);
  Documents by_role(document_store, provisioned, roles, clock, {});
  ASSERT_TRUE(by_role.CreateFolder(admin, {.uid = "mine", .title = "OPS"}));
  EXPECT_EQ(Run(), "");
  EXPECT_THAT(Titles(), ElementsAre("OPS in ", "One in OPS"));
  const ProvisioningRules later = FindRelease("12.4")->provisioning;
  FileDocuments later_files(documents, provisioned, clock, later);
  EXPECT_EQ(later_files.Folder(1, "Other", "mine")->title, "OPS");
}

TEST_F(DashboardProvisioningTest, WrongSourcesAreRefusedInGrafanasWords) {
  const auto refused = [&](const std::string& text) {
    Write("dashboards/a.yaml", text);
    return Run();
  };
  const std::string read = "Failed to create provisioner: Failed to read dashboards config: ";
  const std::string made = "Failed to create provisioner: Failed to initialize file readers: ";
  EXPECT_EQ(refused("a: ["), read +
                                 "could not parse provisioning config file: a.yaml error: yaml: line 1: did not "
                                 "find expected node content");
  EXPECT_THAT(refused("a: 1"), EndsWith("cannot unmarshal !!map into []*dashboards.configV0"));
  EXPECT_THAT(refused("apiVersion: 1\nproviders: [{name: x}, {name: x}]"),
              EndsWith("dashboard name \"x\" is not unique"));
  EXPECT_EQ(refused("apiVersion: 1\nproviders: [{name: x, orgId: 7}]"),
            read + "failed to provision dashboards with \"x\" reader: organization not found");
  EXPECT_EQ(refused("apiVersion: 1\nproviders: [{name: x, type: git}]"), made + "type git is not supported");
  EXPECT_EQ(refused("apiVersion: 1\nproviders: [{name: x, options: {path: 5}}]"),
            made + "Failed to create file reader for config x: failed to load dashboards, path param is not a string");
  Source("    folder: General\n");
  EXPECT_EQ(Run(),
            "Failed to provision dashboards: Failed to provision config one: A folder with that name already "
            "exists");
}

TEST_F(DashboardProvisioningTest, WhatDoesNotEndAStartIsTold) {
  const auto told = [&] {
    log.clear();
    EXPECT_EQ(Run(), "");
    return log;
  };
  Write("boards/one.json", R"({"uid":"x"})");
  EXPECT_THAT(told(), ElementsAre("failed to load dashboard from  Dashboard title cannot be empty"));
  Write("boards/one.json", "");
  EXPECT_THAT(told(), ElementsAre("failed to load dashboard from  EOF"));
  Write("boards/one.json", R"({"title":"x","uid":"a b"})");
  EXPECT_THAT(told(), ElementsAre("failed to save dashboard uid contains illegal characters"));
  fs::remove_all(folder / "boards");
  EXPECT_THAT(told(), ElementsAre(HasSubstr("Cannot read directory stat "), HasSubstr("symlinked path lstat "),
                                  HasSubstr("Failed to provision config stat ")));
  Write("dashboards/a.yaml", "- name: x\n  options: {path: /nowhere}\n");
  EXPECT_THAT(told().front(), HasSubstr("[Deprecated] the dashboard provisioning config is outdated"));
  fs::remove_all(folder / "dashboards");
  EXPECT_THAT(told(), ElementsAre(HasSubstr("can't read dashboard provisioning files from directory")));
}

TEST_F(DashboardProvisioningTest, NobodyWaitsForAPipeOrReadsWithoutEnd) {
  mkfifo((folder / "boards/a.json").c_str(), 0600);
  fs::create_symlink("/dev/zero", folder / "boards/b.json");
  fs::create_symlink(".", folder / "boards/c.json");
  Write("boards/d.json", "");
  fs::resize_file(folder / "boards/d.json", kLongestFile + 1);
  Write("boards/e.json", R"({"title":"read"})");
  EXPECT_EQ(Run(), "");
  const std::string begin = "failed to load dashboard from  read " + (folder / "boards/").string();
  EXPECT_THAT(log,
              ElementsAre(begin + "a.json: not a regular file", begin + "b.json: not a regular file",
                          begin + "c.json: is a directory", begin + "d.json: more than 64 MiB, which is the limit"));
  EXPECT_THAT(Titles(), testing::Contains("read in Ops"));
  fs::remove_all(folder / "dashboards/a.yaml");
  mkfifo((folder / "dashboards/a.yaml").c_str(), 0600);
  EXPECT_EQ(Run(),
            "Failed to create provisioner: Failed to read dashboards config: could not parse provisioning config "
            "file: a.yaml error: read " +
                (folder / "dashboards/a.yaml").string() + ": not a regular file");
}

TEST_F(DashboardProvisioningTest, LaterReleasesBreakDownOverOldFiles) {
  ProvisioningRules rules = release.provisioning;
  rules.dashboards_may_crash = true;
  DashboardProvisioning later(files, orgs, rules, Settings());
  Write("dashboards/a.yaml", "- name: x\n  options: {path: /nowhere}\n");
  EXPECT_THROW((void)Run(later), ProvisioningFailed);
  Write("dashboards/a.yaml", "apiVersion: 1\nproviders: [{name: x}]");
  EXPECT_THROW((void)Run(later), ProvisioningFailed);
}

}  // namespace
}  // namespace grafake::server
