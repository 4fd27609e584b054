#include "server/config/shown_settings.h"

#include <gtest/gtest.h>

#include "server/releases/release.h"

namespace grafake::server {
namespace {

ShownConfiguration Shown(const std::string& defaults, std::string_view reads, const MaskingRules& masking = {}) {
  auto configuration =
      Configuration::Load({.built_in_defaults = defaults, .home_path = "/proc/home", .masking = masking});
  return {*configuration, reads, "/proc/home"};
}

TEST(ShownSettingsTest, WhatIsSecretTheReleaseSays) {
  const std::string defaults = "[rendering]\nrenderer_token = -\nserver_url = x\n";
  EXPECT_EQ(Shown(defaults, "").sections().at("rendering").at("renderer_token"), "-");
  const auto shown = Shown(defaults, "", FindRelease("11.5")->masking).sections().at("rendering");
  EXPECT_EQ(shown.at("renderer_token"), "*********");
  EXPECT_EQ(shown.at("server_url"), "x");
}

TEST(ShownSettingsTest, AFallbackMayStandBelowHomeOrData) {
  const std::string reads = "a.one text {{data}}/x\na.two text {{home}}/y\na.three text {{data}}/z\n";
  const auto relative = Shown("[paths]\ndata = data\n[a]\nthree = own\n", reads).sections().at("a");
  EXPECT_EQ(relative.at("one"), "/proc/home/data/x");
  EXPECT_EQ(relative.at("two"), "/proc/home/y");
  EXPECT_EQ(relative.at("three"), "own");
  EXPECT_EQ(Shown("[paths]\ndata = /var/d\n", reads).sections().at("a").at("one"), "/var/d/x");
}

}  // namespace
}  // namespace grafake::server
