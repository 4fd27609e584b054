#include "server/releases/release.h"

#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

namespace grafake::server {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::StartsWith;

class EachRelease : public testing::TestWithParam<const char*> {
 protected:
  const Release& release = *FindRelease(GetParam());
};

INSTANTIATE_TEST_SUITE_P(ByName, EachRelease, testing::Values("8.5", "9.0", "9.1", "9.3", "10.1"));

TEST_P(EachRelease, HasTheTogglesOfGrafanasRegistry) {
  const auto all = nlohmann::json::parse(std::ifstream(GRAFAKE_FIXTURES "/feature-toggles.json"));
  std::vector<std::string> expected;
  for (const auto& toggle : all.at("v" + std::string(release.version))) {
    if (!toggle.at("registered").get<bool>()) continue;
    expected.push_back(toggle.at("name").get<std::string>() +
                       (toggle.at("expression_default").get<bool>() ? " on" : "") +
                       (toggle.at("requires_dev_mode").get<bool>() ? " dev" : ""));
  }
  std::vector<std::string> found;
  for (const ToggleFact& fact : TogglesOf(release))
    found.push_back(fact.name + (fact.on_by_registry ? " on" : "") + (fact.needs_dev_mode ? " dev" : ""));
  EXPECT_EQ(found, expected);
}

TEST_P(EachRelease, IsFoundByNameAndVersionAndNamed) {
  EXPECT_EQ(FindRelease(release.version), &release);
  EXPECT_THAT(ReleaseNames(), HasSubstr(std::string(release.name)));
  EXPECT_THAT(DescribeReleases(),
              Contains(StartsWith(std::string(release.name) + " (" + std::string(release.version))));
}

TEST(ReleaseTest, OneThatIsNotServedIsNotFound) {
  for (const char* name : {"", "9", "9.0.8", "7.0"}) EXPECT_EQ(FindRelease(name), nullptr) << name;
}

TEST(ReleaseTest, WhatIsNotCompleteSaysSo) {
  for (const std::string& line : DescribeReleases()) {
    const Release* release = FindRelease(line.substr(0, line.find(' ')));
    ASSERT_NE(release, nullptr) << line;
    EXPECT_EQ(release->missing.empty(), line.find("without") == std::string::npos) << line;
  }
}

TEST(ReleaseTest, WhatTheClientSentStandsInTheText) {
  EXPECT_EQ(Naming({409, "a {} b"}, "{}").message, "a {} b");
  EXPECT_EQ(Naming({409, "a {} b"}, "x").message, "a x b");
  EXPECT_EQ(Naming({409, "a"}, "x").message, "a");
}

}  // namespace
}  // namespace grafake::server
