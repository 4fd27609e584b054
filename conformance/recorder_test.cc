#include "conformance/recorder.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>

#include "conformance/player.h"

namespace grafake::conformance {
namespace {

using testing::HasSubstr;

const Variables kPlace{{"port", "3001"}, {"host", "box"}, {"dir", "/tmp/x"}, {"home", "/usr/share/grafana"}};

TEST(KeptTest, ThePlaceIsNotKept) {
  const RecordedAnswer kept = Kept("/api/admin/settings",
                                   {200,
                                    {{"Location", "http://localhost:3001/a"}},
                                    R"({"instance_name":"box","data":"/tmp/x/data","static":"/usr/share/grafana/p",)"
                                    R"("http_port":"3001","id":3001,"name":"box"})"},
                                   kPlace);
  EXPECT_EQ(kept.headers.at("Location"), "http://localhost:{{port}}/a");
  EXPECT_EQ(kept.body, R"({"instance_name":"{{host}}","data":"{{dir}}/data","static":"{{home}}/p",)"
                       R"("http_port":"{{port}}","id":3001,"name":"box"})");
}

TEST(KeptTest, OfAPageOnlyThatItIsOneAndTheTitleOfAnError) {
  const auto kept = [](int status, const std::string& body) { return Kept("/", {status, {}, body}, kPlace).body; };
  EXPECT_EQ(kept(200, "<!DOCTYPE html><html><title>Grafana</title>"), "{{page}}");
  EXPECT_EQ(kept(404, "<!doctype html><html><title>Grafana</title>"), "{{page}}");
  EXPECT_EQ(kept(407, "<!DOCTYPE html><title>no network</title>"), "{{page: no network}}");
  EXPECT_EQ(kept(302, "<a href=\"/login\">Found</a>.\n\n"), "<a href=\"/login\">Found</a>.\n\n");
}

TEST(KeptTest, OnlySomeHeadersAreKept) {
  const RecordedAnswer kept = Kept("/", {200, {{"X-Xss-Protection", "1"}, {"Audit-Id", "7"}}, ""}, kPlace);
  EXPECT_EQ(kept.headers, HeaderMap({{"X-Xss-Protection", "1"}}));
}

TEST(KeptTest, InstalledPluginsAreNotKept) {
  EXPECT_EQ(Kept("/api/frontend/settings", {200, {}, R"({"panels":{"a":1},"x":1})"}, kPlace).body,
            R"({"panels":{},"x":1})");
  EXPECT_EQ(Kept("/api/other", {200, {}, R"({"panels":{"a":1}})"}, kPlace).body, R"({"panels":{"a":1}})");
}

// Recorded from a server that answers as the recording says, the file is the same but for its release.
TEST(RecordedTest, OnlyReleaseAndAnswersChange) {
  const std::string path = std::string(GRAFAKE_FIXTURES) + "/recorded/9.0.9/toggles--off.json";
  const std::filesystem::path directory = testing::TempDir() + "/grafake-recorder-" + std::to_string(getpid());
  std::ifstream in(path);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto scenario = ReadScenario(path);
  ASSERT_TRUE(scenario) << scenario.error();
  const TargetCommand command{{GRAFAKE_DOUBLE, path, "{data}", "{port}"}, ""};
  const auto recorded = Recorded(text, *scenario, "9.9.9", command, directory);
  ASSERT_TRUE(recorded) << recorded.error();
  text.replace(text.find("9.0.9"), 5, "9.9.9");
  EXPECT_EQ(*recorded, text);
  std::filesystem::remove_all(directory);
}

TEST(RecordedTest, AScenarioThatBreaksIsNoRecording) {
  const Scenario scenario{.name = "a/b"};
  const std::filesystem::path directory = testing::TempDir() + "/grafake-recorder-" + std::to_string(getpid());
  const auto recorded = Recorded("{}", scenario, "9.9.9", {{"false"}, ""}, directory);
  ASSERT_FALSE(recorded);
  EXPECT_THAT(recorded.error(), HasSubstr("a/b"));
  std::filesystem::remove_all(directory);
}

}  // namespace
}  // namespace grafake::conformance
