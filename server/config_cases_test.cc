// Every case of fixtures/config-cases.json, each obtained from real Grafana, against the program: what it makes of
// files, variables and arguments, and where it refuses to start.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "server/program_fixture.h"

namespace grafake::server {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

// Where grafake differs on purpose: its defaults are built in, so a home path without them is no error; and it reads
// the GF_…__FILE variables of Grafana's container itself.
const std::set<std::string> kDifferent{"start-home-missing", "start-home-empty", "start-home-before-config",
                                       "env-file-suffix"};

void ReplaceAll(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

// True when `wanted` occurs in `text`; "{{time}}" in it stands for anything without a blank.
bool Occurs(const std::string& text, const std::string& wanted) {
  const auto mark = wanted.find("{{time}}");
  if (mark == std::string::npos) return text.find(wanted) != std::string::npos;
  const std::string before = wanted.substr(0, mark);
  const std::string after = wanted.substr(mark + 8);
  for (auto at = text.find(before); at != std::string::npos; at = text.find(before, at + 1)) {
    const auto time = at + before.size();
    if (text.compare(text.find(' ', time), after.size(), after) == 0) return true;
  }
  return false;
}

class ConfigCaseTest : public ProgramTest, public testing::WithParamInterface<json> {
 protected:
  std::string Placed(std::string text) const {
    ReplaceAll(text, "{{dir}}", directory.string());
    ReplaceAll(text, "{{home}}", (directory / "grafake-home").string());
    return text;
  }

  void WriteFile(const std::string& name, const std::string& text) {
    fs::create_directories((directory / name).parent_path());
    std::ofstream(directory / name, std::ios::binary) << Placed(text);
  }

  std::vector<std::string> Words(const json& item) {
    std::vector<std::string> words{Placed("--homepath={{home}}")};
    if (!item.at("ini").is_null()) {
      WriteFile("custom.ini", item["ini"]);
      words.push_back(Placed("--config={{dir}}/custom.ini"));
    }
    for (const std::string argument : item.at("args")) words.push_back(Placed(argument));
    for (const char* argument :
         {"cfg:default.paths.data={{dir}}/data", "cfg:default.paths.logs={{dir}}/log",
          "cfg:default.paths.plugins={{dir}}/plugins", "cfg:default.server.http_addr=127.0.0.1",
          "cfg:default.server.http_port=0", "cfg:default.analytics.reporting_enabled=false",
          "cfg:default.analytics.check_for_updates=false", "cfg:default.analytics.check_for_plugin_updates=false"}) {
      words.push_back(Placed(argument));
    }
    return words;
  }

  // The port in the line that tells where it listens; 0 when it ended before.
  std::uint16_t AwaitPort(pid_t process) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (std::chrono::steady_clock::now() < end) {
      const std::string out = Out();
      const auto line = out.find("grafake is Grafana");
      const auto stop = line == std::string::npos ? line : out.find("/ (", line);
      if (stop != std::string::npos)
        return static_cast<std::uint16_t>(std::strtoul(out.c_str() + out.rfind(':', stop) + 1, nullptr, 10));
      siginfo_t ended{};
      if (waitid(P_PID, static_cast<id_t>(process), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
          ended.si_pid == process)
        return 0;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return 0;
  }

  static json Body(const std::string& answer) {
    return json::parse(answer.substr(answer.find("\r\n\r\n") + 4), nullptr, false);
  }

  // Chunks, which long answers come in, are put together.
  static std::string Whole(const std::string& answer) {
    if (answer.find("Transfer-Encoding: chunked") == std::string::npos) return answer;
    std::string body;
    for (auto at = answer.find("\r\n\r\n") + 4;;) {
      const auto size = std::strtoul(answer.c_str() + at, nullptr, 16);
      if (size == 0) return "\r\n\r\n" + body;
      const auto begin = answer.find("\r\n", at) + 2;
      body += answer.substr(begin, size);
      at = begin + size + 2;
    }
  }

  void ExpectSettings(const json& expected, std::uint16_t port) {
    const json shown = Body(Whole(Get(port, "/api/admin/settings")));
    for (const auto& [path, value] : expected.items()) {
      json found;
      for (auto dot = path.find('.'); dot != std::string::npos; dot = path.find('.', dot + 1)) {
        const std::string section = path.substr(0, dot);
        const std::string key = path.substr(dot + 1);
        if (shown.contains(section) && shown[section].contains(key)) found = shown[section][key];
      }
      EXPECT_EQ(found, value.is_null() ? value : json(Placed(value))) << path;
    }
  }

  void ExpectStart(const json& expected, pid_t process) {
    const std::uint16_t port = AwaitPort(process);
    ASSERT_NE(port, 0) << Out() << Err();
    if (expected.at("settings").is_object()) ExpectSettings(expected["settings"], port);
    if (expected.at("toggles").is_object()) {
      EXPECT_EQ(Body(Whole(Get(port, "/api/frontend/settings"))).at("featureToggles"), expected["toggles"]);
    }
    kill(process, SIGTERM);
    EXPECT_EQ(End(process), 0);
  }
};

TEST_P(ConfigCaseTest, IsAsInGrafana) {
  const json& item = GetParam();
  if (kDifferent.contains(item.at("id"))) GTEST_SKIP() << "differs on purpose";
  for (const auto& [name, text] : item.at("files").items()) WriteFile(name, text);
  std::map<std::string, std::string> variables{{"HOME", directory.string()}};
  for (const auto& [name, value] : item.at("env").items()) variables[name] = Placed(value);
  const pid_t process = Begin(Words(item), variables);
  const json& expected = item.at("expect");
  if (expected.at("exit").is_null()) {
    ExpectStart(expected, process);
  } else {
    EXPECT_EQ(End(process), expected["exit"].get<int>());
  }
  for (const std::string text : expected.at("stdout_contains"))
    EXPECT_TRUE(Occurs(Out(), Placed(text))) << Placed(text) << "\n" << Out();
  for (const std::string text : expected.at("stderr_contains"))
    EXPECT_TRUE(Occurs(Err(), Placed(text))) << Placed(text) << "\n" << Err();
}

std::vector<json> Cases() { return json::parse(std::ifstream(GRAFAKE_FIXTURES "/config-cases.json")); }

std::string NameOf(const testing::TestParamInfo<json>& info) {
  std::string name = info.param.at("id");
  std::ranges::replace_if(
      name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return std::to_string(info.index) + "_" + name;
}

INSTANTIATE_TEST_SUITE_P(Real909, ConfigCaseTest, testing::ValuesIn(Cases()), NameOf);

}  // namespace
}  // namespace grafake::server
