#include "server/config/settings.h"

#include <gmock/gmock.h>

#include <sstream>

#include "server/config/feature_toggles.h"
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

TEST(SettingsTest, NamesOnPagesAreOfOneOfTwoKinds) {
  const Release& release = *FindRelease("9.0");
  Configuration configuration = Nothing(release);
  EXPECT_EQ(ReadSettings(configuration, "/")->grafake.page_names, "both");
  configuration.file().Section("grafake").Set("page_names", "grafana", 1);
  EXPECT_EQ(ReadSettings(configuration, "/")->grafake.page_names, "grafana");
  configuration.file().Section("grafake").Set("page_names", "mine", 1);
  EXPECT_EQ(ReadSettings(configuration, "/").error().message, "[grafake] page_names is \"mine\"; say both or grafana");
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

// Beside them stand, in some releases, the durations in days.
TEST(SettingsTest, LifetimesInDaysCountWhereTheReleaseHasThem) {
  for (const auto& [name, duration, days] : {std::tuple{"8.5", "", 3}, {"8.5", "5d", 5}, {"9.0", "", 30}}) {
    const Release& release = *FindRelease(name);
    Configuration configuration = Nothing(release);
    configuration.file().Section("auth").Set("login_maximum_lifetime_days", "3", 1);
    configuration.file().Section("auth").Set("login_maximum_lifetime_duration", duration, 2);
    EXPECT_EQ(ReadSettings(configuration, "/", release)->auth.lifetime, std::chrono::days(days)) << name << duration;
  }
}

TEST(SettingsTest, WhatBothAlertingSystemsMeanIsTheReleases) {
  for (const auto& [name, unfit_ends_it, words] :
       {std::tuple{"8.5", false, "both legacy and Grafana 8 Alerts are enabled. Disable one of them and restart"},
        {"9.0", true, "failed to read unified alerting enabled setting: legacy and unified"}}) {
    const Release& release = *FindRelease(name);
    Configuration unfit = Nothing(release);
    unfit.file().Section("unified_alerting").Set("enabled", "x", 1);
    EXPECT_EQ(!ReadSettings(unfit, "/", release), unfit_ends_it) << name;
    Configuration both = Nothing(release);
    both.file().Section("unified_alerting").Set("enabled", "true", 1);
    both.file().Section("alerting").Set("enabled", "true", 1);
    EXPECT_THAT(ReadSettings(both, "/", release).error().message, testing::StartsWith(words)) << name;
  }
}

TEST(SettingsTest, AGatedToggleIsOffOrNotThere) {
  for (const auto& [name, shown] : {std::pair{"8.5", true}, std::pair{"9.0", false}}) {
    Configuration configuration = Nothing(*FindRelease(name));
    configuration.file().Section("feature_toggles").Set("enable", "showFeatureFlagsInUI", 1);
    const auto toggles = FeatureToggles::Read(configuration, *FindRelease(name));
    EXPECT_FALSE(toggles->IsOn("showFeatureFlagsInUI"));
    EXPECT_EQ(toggles->all().contains("showFeatureFlagsInUI"), shown) << name;
  }
}

TEST(SettingsTest, AToggleMayBeNoBooleanWhereTheyAreTyped) {
  for (const auto& [name, fine] : {std::pair{"11.5", false}, std::pair{"12.4", true}}) {
    for (const char* value : {"maybe", "7", R"({"a":1})"}) {
      Configuration configuration = Nothing(*FindRelease(name));
      configuration.file().Section("feature_toggles").Set("something", value, 1);
      const auto toggles = FeatureToggles::Read(configuration, *FindRelease(name));
      EXPECT_EQ(toggles.has_value(), fine) << name << value;
      EXPECT_FALSE(toggles && toggles->IsOn("something")) << value;
    }
  }
}

TEST(SettingsTest, TheLogCannotBeOffInEveryRelease) {
  for (const auto& [name, enabled] : {std::pair{"8.5", true}, std::pair{"9.0", false}}) {
    Configuration configuration = Nothing(*FindRelease(name));
    configuration.file().Section("log").Set("enabled", "false", 1);
    EXPECT_EQ(ReadLogging(configuration, FindRelease(name)->log).enabled, enabled) << name;
  }
}

TEST(SettingsTest, TheTokenOfControlIsNotToldToTheLog) {
  const ConfigurationSources base{.built_in_defaults = std::string(FindRelease("9.0")->defaults),
                                  .home_path = "/proc/no-home"};
  ConfigurationSources by_argument = base;
  by_argument.arguments = {"cfg:grafake.control_token=s3cret"};
  ConfigurationSources by_variable = base;
  by_variable.environment = {{"GF_GRAFAKE_CONTROL_TOKEN", "s3cret"}};
  for (const auto& sources : {by_argument, by_variable}) {
    const auto configuration = Configuration::Load(sources);
    ASSERT_TRUE(configuration);
    ASSERT_EQ(configuration->overrides().size(), 1U);
    EXPECT_THAT(configuration->overrides()[0].second, testing::EndsWith("=*********"));
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
