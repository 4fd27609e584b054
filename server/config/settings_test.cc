#include "server/config/settings.h"

#include <gmock/gmock.h>

#include <sstream>

#include "server/config/log_checks.h"
#include "server/releases/release.h"

namespace grafake::server {
namespace {

Configuration Nothing(const Release& release) {
  return *Configuration::Load({.built_in_defaults = std::string(release.defaults), .home_path = "/proc/no-home"});
}

// reads.txt has Grafana's fallbacks, settings.cc spells them where it reads.
TEST(SettingsTest, FallbacksAreGrafanas) {
  const Release& release = *FindRelease("9.0");
  Configuration configuration = Nothing(release);
  ASSERT_TRUE(ReadSettings(configuration, "/"));
  (void)ReadLogging(configuration);
  // grafake listens on loopback by default.
  const std::string ours = "server.http_addr";
  std::istringstream lines{std::string(release.reads)};
  int compared = 0;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string path;
    std::string kind;
    std::string fallback;
    words >> path >> kind;
    std::getline(words >> std::ws, fallback);
    const auto dot = path.rfind('.');
    if (dot == std::string::npos || path == ours || (kind != "bool" && kind != "int" && kind != "text")) continue;
    const auto used = configuration.used().find({path.substr(0, dot), path.substr(dot + 1)});
    if (used == configuration.used().end() || used->second.empty()) continue;
    EXPECT_EQ(used->second, fallback) << path;
    ++compared;
  }
  EXPECT_GT(compared, 30);
}

// A fallback is not the default: here they differ.
TEST(SettingsTest, AnUnfitValueIsTheFallbackAndNotTheDefault) {
  const Release& release = *FindRelease("9.0");
  Configuration configuration = Nothing(release);
  EXPECT_FALSE(ReadSettings(configuration, "/")->users.allow_sign_up);
  configuration.file().Section("users").Set("allow_sign_up", "maybe", 1);
  EXPECT_TRUE(ReadSettings(configuration, "/")->users.allow_sign_up);
}

TEST(SettingsTest, TheSubPathIsThePathOfTheRootUrlAsGoReadsIt) {
  for (const auto& [root_url, sub_url] : {
           std::pair{"http://host/", ""},
           std::pair{"https://host/grafana", "/grafana"},
           std::pair{"https://host/a%20b/", "/a b"},
           std::pair{"grafana.example.com", "grafana.example.com"},
       }) {
    Configuration configuration = Nothing(*FindRelease("9.0"));
    configuration.file().Section("server").Set("root_url", root_url, 1);
    EXPECT_EQ(ReadSettings(configuration, "/")->server.sub_url, sub_url);
  }
}

TEST(SettingsTest, LookingIsNotUsing) {
  Configuration configuration = Nothing(*FindRelease("9.0"));
  (void)configuration.Peek("paths", "logs");
  EXPECT_TRUE(configuration.used().empty());
  (void)configuration.Text("paths", "data");
  EXPECT_EQ(configuration.used().size(), 1U);
}

}  // namespace
}  // namespace grafake::server
