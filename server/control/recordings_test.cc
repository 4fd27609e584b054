// The table of recorded answers is what the recordings hold, no more and no less. With GRAFAKE_WRITE_RECORDED set to
// the folder of the table, the test writes it instead: scripts/recorded_answers.

#include "server/control/recordings.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <tuple>

#include "server/control/route_names.h"
#include "server/instance.h"

namespace grafake::server {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

// Of all that the release can have.
InstanceSettings SettingsOf(const Release& release) {
  InstanceSettings settings;
  settings.release = &release;
  settings.roles.service_accounts = true;
  return settings;
}

std::string MessageOfStep(const json& response) {
  const json body = response.value("body", json());
  return MessageIn({.body = body.is_string() ? body.get<std::string>() : body.dump()});
}

class Table {
 public:
  explicit Table(const Release& release) : release_(release), instance_(SettingsOf(release)) {}

  void Add(const json& scenario) {
    const std::string name = scenario["group"].get<std::string>() + "/" + scenario["scenario"].get<std::string>();
    for (const json& step : scenario["steps"]) {
      if (step.contains("req")) AddStep(step, name);
    }
  }

  [[nodiscard]] std::string Text() const {
    std::string text;
    for (const auto& [key, name] : lines_) {
      const auto& [method, route, status, message] = key;
      text += method + " " + route + " " + std::to_string(status) + "\t" + message + "\t" + name + "\n";
    }
    return text;
  }

 private:
  void AddStep(const json& step, const std::string& name) {
    static const std::regex kVariable(R"(\{\{[^}]*\}\})");
    const std::string method = step["req"][0];
    const std::string target = std::regex_replace(step["req"][1].get<std::string>(), kVariable, "1");
    const std::string path = target.substr(0, target.find('?'));
    if (method == "HEAD" || path.find_first_of(" \t\r\n") != std::string::npos) return;
    const std::string route = RouteNameOf(instance_.Look({.method = method, .path = path}, false).whither, release_);
    const json& response = step["response"];
    lines_.try_emplace({method, route.empty() ? path : route, response["status"].get<int>(), MessageOfStep(response)},
                       name);
  }

  const Release& release_;
  Instance instance_;
  std::map<std::tuple<std::string, std::string, int, std::string>, std::string> lines_;
};

std::string TableOf(const Release& release) {
  Table table(release);
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(GRAFAKE_FIXTURES) / "recorded" / release.version))
    files.push_back(entry.path());
  std::ranges::sort(files);
  for (const fs::path& file : files) {
    std::ifstream text(file);
    table.Add(json::parse(text));
  }
  return table.Text();
}

using Line = std::tuple<std::string, std::string, int, std::string, std::string>;

std::vector<Line> LinesOf(const Recordings& recordings) {
  std::vector<Line> lines;
  for (const RecordedAnswer& a : recordings.all())
    lines.emplace_back(a.method, a.route, a.status, a.message, a.scenario);
  return lines;
}

TEST(Recordings, AreWhatTheRecordingsHold) {
  for (const Release* release : AllReleases()) {
    const std::string text = TableOf(*release);
    if (const char* folder = std::getenv("GRAFAKE_WRITE_RECORDED"))
      std::ofstream(fs::path(folder) / (std::string(release->version) + ".txt")) << text;
    else
      EXPECT_EQ(LinesOf(Recordings::Of(*release)), LinesOf(Recordings(text)))
          << release->version << ": run scripts/recorded_answers";
  }
}

TEST(Recordings, SayWhichOneHasAnAnswer) {
  const Recordings recordings(
      "GET /api/org 200\t\ttokens/lifecycle\nGET /api/org 401\tUnauthorized\taccess/reads\nGET /nowhere 404\tNot "
      "found\thttp/paths\n");
  EXPECT_EQ(recordings.Find({.method = "GET", .route = "/api/org", .status = 401, .message = "Unauthorized"}),
            "access/reads");
  EXPECT_EQ(recordings.Find({.method = "GET", .route = "/api/org", .status = 200}), "tokens/lifecycle");
  EXPECT_EQ(recordings.Find({.method = "GET", .route = "/api/org", .status = 401, .message = "Forbidden"}), "");
  EXPECT_EQ(recordings.Find({.method = "PUT", .route = "/api/org", .status = 200}), "");
  EXPECT_EQ(recordings.Find({.method = "GET", .status = 404, .message = "Not found", .path = "/nowhere"}),
            "http/paths");
}

TEST(Recordings, OfEachReleaseThereAreSome) {
  for (const Release* release : AllReleases()) EXPECT_GT(Recordings::Of(*release).all().size(), 100U);
}

}  // namespace
}  // namespace grafake::server
