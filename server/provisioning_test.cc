// Files below [paths] provisioning, read by the program.
#include "server/program_fixture.h"

namespace grafake::server {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

class ProvisioningTest : public ProgramTest {
 protected:
  void Write(const std::string& text) {
    fs::create_directories(directory / "prov/datasources");
    std::ofstream(directory / "prov/datasources/a.yaml") << text;
  }
  [[nodiscard]] std::string Folder() const { return "cfg:paths.provisioning=" + (directory / "prov").string(); }
  std::string Reload(std::uint16_t port) { return Post(port, "/api/admin/provisioning/datasources/reload", ""); }
};

TEST_F(ProvisioningTest, FilesAreReadAtTheStartAndOnReload) {
  Write("apiVersion: 1\ndatasources:\n  - name: A\n    type: loki\n    uid: a\n    url: $URL/$$x\n");
  const auto port = Listen({Folder()}, {{"URL", "http://x"}});
  EXPECT_THAT(Get(port, "/api/datasources/uid/a"), AllOf(HasSubstr("http://x/$x"), HasSubstr("\"readOnly\":true")));
  Write("apiVersion: 1\ndeleteDatasources:\n  - name: A\n");
  EXPECT_THAT(Reload(port), EndsWith("{\"message\":\"Datasources config reloaded\"}"));
  EXPECT_THAT(Get(port, "/api/datasources"), EndsWith("[]"));
  Write("a: [");
  EXPECT_THAT(Reload(port), AllOf(StartsWith("HTTP/1.1 500 "), HasSubstr("\"Internal Server Error\"")));
}

TEST_F(ProvisioningTest, AMalformedFileEndsTheStartWithGrafanasWords) {
  const std::string why = "Datasource provisioning error: yaml: line 1: did not find expected node content";
  Write("a: [");
  EXPECT_EQ(Run({Folder()}), 1);
  EXPECT_THAT(Out(), AllOf(HasSubstr("logger=provisioning t="),
                           HasSubstr("level=error msg=\"Failed to provision data sources\" error=\"" + why)));
  EXPECT_THAT(Err(), HasSubstr("Failed to start grafana. error: " + why + "\n"));
  EXPECT_EQ(Run({"--release", "12.4", Folder()}), 1);
  EXPECT_THAT(Err(), AllOf(HasSubstr("Error: ✗ invalid service state: Failed, expected: Terminated, "),
                           HasSubstr("[starting module provisioning: invalid service state: Failed, expected: Running, "
                                     "failure: " +
                                     why + "]\n")));
}

TEST_F(ProvisioningTest, AppsThatAreNotInstalledEndTheStartToo) {
  fs::create_directories(directory / "prov/plugins");
  std::ofstream(directory / "prov/plugins/a.yaml") << "apiVersion: 1\napps:\n  - type: nope\n";
  EXPECT_EQ(Run({Folder()}), 1);
  EXPECT_THAT(Err(),
              HasSubstr("Failed to start grafana. error: app provisioning error: plugin not installed: \"nope\"\n"));
  fs::remove_all(directory / "prov/plugins");
  fs::create_directories(directory / "prov/notifiers");
  std::ofstream(directory / "prov/notifiers/a.yaml") << "a: [";
  EXPECT_EQ(Run({Folder()}), 1);
  EXPECT_THAT(Err(), HasSubstr("error: Alert notification provisioning error: yaml: line 1: did not find"));
}

TEST_F(ProvisioningTest, SecretsReachNoLog) {
  Write("apiVersion: 1\ndatasources:\n  - name: A\n    secureJsonData: {p: s3cret-of-mine}\n    isDefault: maybe\n");
  EXPECT_EQ(Run({Folder()}), 1);
  EXPECT_THAT(Out() + Err(), testing::Not(HasSubstr("s3cret-of-mine")));
  Write("apiVersion: 1\ndatasources:\n  - name: A\n    secureJsonData: s3cret\n");
  EXPECT_EQ(Run({Folder()}), 1);
  EXPECT_THAT(Out() + Err(), AllOf(testing::Not(HasSubstr("s3cret")), HasSubstr("cannot unmarshal !!str")));
}

}  // namespace
}  // namespace grafake::server
