#include "server/api/frontend_settings.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "server/releases/release.h"

namespace grafake::server {
namespace {

// What real Grafana answered to its admin with nothing configured but plugin_admin_enabled = false, the port apart.
std::string Recorded() {
  const auto recording = nlohmann::json::parse(std::ifstream(GRAFAKE_FIXTURES "/recorded/9.0.9/toggles--off.json"));
  std::string body = recording.at("steps").back().at("response").at("body");
  body.replace(body.find("{{port}}"), 8, "3000");
  return body;
}

TEST(FrontendSettingsTest, DefaultsAreGrafanasToTheByte) {
  FrontendSettings settings;
  settings.version = "9.0.9";
  settings.members = DefaultRelease().front_end_members;
  settings.plugin_admin = false;
  settings.feature_toggles = {"cloudWatchDynamicLabels", "commandPalette",   "explore2Dashboard",
                              "lokiBackendMode",         "lokiQueryBuilder", "promQueryBuilder"};
  EXPECT_EQ(FrontendSettingsJson(settings, {.kind = Principal::Kind::kUser, .is_grafana_admin = true}), Recorded());
}

TEST(FrontendSettingsTest, HiddenVersionIsShownToThoseWhoSignedIn) {
  FrontendSettings settings;
  settings.version = "9.0.9";
  settings.hide_version = true;
  EXPECT_EQ(FrontendSettingsJson(settings, {}).find("9.0.9"), std::string::npos);
  EXPECT_NE(FrontendSettingsJson(settings, {.kind = Principal::Kind::kUser}).find("9.0.9"), std::string::npos);
}

}  // namespace
}  // namespace grafake::server
