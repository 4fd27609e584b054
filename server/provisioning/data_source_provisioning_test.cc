#include "server/provisioning/data_source_provisioning.h"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "server/domain/domain_fixture.h"

namespace grafake::server {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

class DataSourceProvisioningTest : public DomainTest {
 protected:
  DataSourceProvisioningTest() { fs::create_directories(folder / "datasources"); }
  ~DataSourceProvisioningTest() override { fs::remove_all(folder); }

  void Write(const std::string& text, const std::string& name = "a.yaml") {
    std::ofstream(folder / "datasources" / name) << text;
  }
  // Empty when all went well.
  std::string Run() {
    const auto done = provisioning.Run();
    return done ? "" : done.error();
  }
  std::vector<std::string> Names() {
    std::vector<std::string> names;
    for (const DataSourceRow& row : sources.List(1)) names.push_back(row.name + " " + row.uid);
    return names;
  }
  ProvisioningSettings Settings() {
    ProvisioningSettings settings{.folder = folder, .named = true};
    settings.log = [this](LogLevel, std::string_view logger, std::string_view message, const LogFields&,
                          const LogFields&) { log.push_back(std::string(logger) + ": " + std::string(message)); };
    return settings;
  }

  fs::path folder = fs::temp_directory_path() / ("grafake-provisioning-" + std::to_string(getpid()));
  std::vector<std::string> log;
  DataSourceStore store{database};
  DataSources sources{store, clock, Sealing("key"), release.data_sources, release.drawn_uids};
  DataSourceProvisioning provisioning{sources, orgs, release.provisioning, Settings()};
};

TEST_F(DataSourceProvisioningTest, WhatAFileWantsIsMadeAndChanged) {
  Write(
      "apiVersion: 1\ndatasources:\n  - name: A\n    type: loki\n    jsonData: {b: [1, 2.5, true, null, text], a: {}}\n"
      "    secureJsonData: {p: s3cret, e: ''}\n  - name: B\n    uid: b\n    editable: true\n    access: direct\n");
  EXPECT_EQ(Run(), "");
  EXPECT_THAT(Names(), ElementsAre("A P559AEAD08264D579", "B b"));
  const DataSourceRow first = *sources.GetByName(1, "A");
  EXPECT_EQ(first.json_data, R"({"a":{},"b":[1,2.5,true,null,"text"]})");
  EXPECT_EQ(first.access, "proxy");
  EXPECT_TRUE(first.read_only);
  EXPECT_EQ(first.secrets.size(), 1U);
  EXPECT_FALSE(sources.GetByName(1, "B")->read_only);
  Write("apiVersion: 1\ndatasources:\n  - name: A\n    type: tempo\ndeleteDatasources:\n  - name: B\n  - name: Gone\n");
  EXPECT_EQ(Run(), "");
  EXPECT_THAT(Names(), ElementsAre("A P559AEAD08264D579"));
  EXPECT_EQ(sources.GetByName(1, "A")->type, "tempo");
}

TEST_F(DataSourceProvisioningTest, NothingOfWrongFilesIsTaken) {
  for (const auto& [text, problem] : std::vector<std::pair<std::string, std::string>>{
           {"a: [", "yaml: line 1: did not find expected node content"},
           {"- a\n", "yaml: unmarshal errors:\n  line 1: cannot unmarshal !!seq into datasources.configVersion"},
           {"apiVersion: 1\ndatasources:\n  - name: A\n    orgId: x\n",
            "strconv.ParseInt: parsing \"x\": invalid syntax"},
           {"apiVersion: 1\ndatasources:\n  - name: A\n    orgId: 1e3\n",
            "strconv.ParseInt: parsing \"1e3\": invalid syntax"},
           {"apiVersion: 1\ndatasources:\n  - name: A\n    orgId: 1.0\n",
            "strconv.ParseInt: parsing \"1.0\": invalid syntax"},
           {"apiVersion: 1\ndatasources:\n  - name: A\n    orgId: '+-1'\n",
            "strconv.ParseInt: parsing \"+-1\": invalid syntax"},
           {"apiVersion: 1\ndatasources:\n  - name: A\n    orgId: 9223372036854775808\n",
            "strconv.ParseInt: parsing \"9223372036854775808\": value out of range"},
           {"apiVersion: '1'\ndatasources:\n  - name: A\n",
            "yaml: unmarshal errors:\n  line 1: cannot unmarshal !!str `1` into int64"},
           {"apiVersion: 9223372036854775808\n",
            "yaml: unmarshal errors:\n  line 1: cannot unmarshal !!int `9223372...` into int64"},
           {"apiVersion: 1e30\n", "yaml: unmarshal errors:\n  line 1: cannot unmarshal !!float `1e30` into int64"},
           {"apiVersion: 1\ndatasources:\n  - name: A\n    orgId: 7\n",
            "failed to provision \"A\" data source: organization not found"},
           {"apiVersion: 1\ndatasources:\n  - name: A\n    isDefault: true\n  - name: B\n    isDefault: true\n",
            "datasource.yaml config is invalid. Only one datasource per organization can be marked as default"},
           {"apiVersion: 1\ndatasources:\n  - type: loki\n",
            "unique identifier and org id are needed to be able to get or delete a datasource"}}) {
    log.clear();
    Write(text);
    EXPECT_EQ(Run(), "Datasource provisioning error: " + problem);
    EXPECT_THAT(log, ElementsAre("provisioning: Failed to provision data sources"));
    EXPECT_THAT(Names(), IsEmpty());
  }
}

// An org's number is a text that is read in base 10; numbers of jsonData are those of Go's YAML.
TEST_F(DataSourceProvisioningTest, NumbersAreReadAsGoReadsThem) {
  Write(
      "apiVersion: 1.0\ndatasources:\n  - {name: A, orgId: 01}\n  - {name: B, orgId: '1'}\n  - {name: C, orgId: +1}\n"
      "  - {name: D, jsonData: {a: 010, b: 0x1F, c: 1e3, d: 18446744073709551615, e: 1_000, f: 1e21, g: '01'}}\n");
  EXPECT_EQ(Run(), "");
  EXPECT_EQ(Names().size(), 4U);
  EXPECT_EQ(sources.GetByName(1, "D")->json_data,
            R"({"a":8,"b":31,"c":1000,"d":18446744073709551615,"e":1000,"f":1e+21,"g":"01"})");
}

TEST_F(DataSourceProvisioningTest, ANewNameCannotTakeAnOldUid) {
  Write("apiVersion: 1\ndatasources:\n  - name: A\n    uid: a\n");
  EXPECT_EQ(Run(), "");
  Write("apiVersion: 1\ndatasources:\n  - name: First\n  - name: B\n    uid: a\n");
  EXPECT_EQ(Run(), "Datasource provisioning error: data source with the same uid already exists");
  EXPECT_EQ(Names().size(), 2U);
}

TEST_F(DataSourceProvisioningTest, FilesWithoutAVersionAreReadAsOldOnes) {
  Write("datasources:\n  - name: A\n    org_id: 1\n    is_default: true\n    json_data: {a: 1}\n", ".hidden.yml");
  Write("a: [", "a.txt");
  EXPECT_EQ(Run(), "");
  EXPECT_THAT(log, ElementsAre("provisioning.datasources: [Deprecated] the datasource provisioning config is outdated. "
                               "please upgrade"));
  EXPECT_TRUE(sources.GetByName(1, "A")->is_default);
  EXPECT_EQ(sources.GetByName(1, "A")->json_data, R"({"a":1})");
}

TEST_F(DataSourceProvisioningTest, AFileThatCannotBeReadEndsTheStart) {
  const auto with = [&](const std::string& name) {
    std::string answer = Run();
    fs::remove(folder / "datasources" / name);
    const std::string begin = "Datasource provisioning error: read " + (folder / "datasources" / name).string() + ": ";
    return answer.starts_with(begin) ? answer.substr(begin.size()) : answer;
  };
  Write("apiVersion: 1\ndatasources: [{name: A, type: x}]\n");
  mkfifo((folder / "datasources/b.yaml").c_str(), 0600);
  EXPECT_EQ(with("b.yaml"), "not a regular file");
  fs::create_symlink("/dev/zero", folder / "datasources/b.yml");
  EXPECT_EQ(with("b.yml"), "not a regular file");
  fs::create_directory(folder / "datasources/c.yaml");
  EXPECT_EQ(with("c.yaml"), "is a directory");
  EXPECT_THAT(Names(), IsEmpty());
  EXPECT_EQ(Run(), "");
  EXPECT_EQ(Names().size(), 1U);
}

TEST_F(DataSourceProvisioningTest, AFolderThatIsNotThereIsOneLine) {
  fs::remove_all(folder);
  EXPECT_EQ(Run(), "");
  EXPECT_THAT(log, ElementsAre("provisioning.datasources: can't read datasource provisioning files from directory"));
}

}  // namespace
}  // namespace grafake::server
