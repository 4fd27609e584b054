#include "server/config/not_served.h"

#include <gtest/gtest.h>

#include "server/config/ini_parser.h"
#include "server/config/splitting.h"
#include "server/releases/release.h"

namespace grafake::server {
namespace {

// Keys that its code reads though no file has them; they count too.
bool IsRead(const Release& release, const std::string& path) {
  return release.reads.find("\n" + path + " ") != std::string_view::npos;
}

bool HasSetting(IniFile& defaults, const std::string& path) {
  const auto dot = path.rfind('.');
  IniSection* const section = defaults.FindSection(path.substr(0, dot));
  return section != nullptr && section->Find(path.substr(dot + 1)) != nullptr;
}

class NotServedTest : public testing::TestWithParam<const char*> {};

TEST_P(NotServedTest, EveryLineIsAboutASettingOfItsRelease) {
  const Release& release = *FindRelease(GetParam());
  auto defaults = *ParseIni(release.defaults);
  for (const std::string& line : SplitWords(release.not_served, "\n")) {
    const std::string path = line.substr(0, line.find(' '));
    if (line[0] == '#' || path.find('/') != std::string::npos) continue;
    EXPECT_TRUE(HasSetting(defaults, path) || IsRead(release, path)) << path;
  }
}

INSTANTIATE_TEST_SUITE_P(Later, NotServedTest, testing::Values("10.1", "11.5", "12.4"));

std::vector<std::string> Found(const Release& release, const std::vector<std::string>& arguments) {
  auto configuration = Configuration::Load(
      {.built_in_defaults = std::string(release.defaults), .home_path = "/proc/no-home", .arguments = arguments});
  std::vector<std::string> keys;
  for (const Finding& finding : FindNotServed(*configuration, release.not_served, "/proc/no-home"))
    keys.push_back(finding.section + "." + finding.key);
  return keys;
}

TEST(NotServedLinesTest, ConditionsAreAboutWhatSomebodyHasSet) {
  using Keys = std::vector<std::string>;
  const Release& release = *FindRelease("12.4");
  EXPECT_EQ(Found(release, {}), Keys());
  EXPECT_EQ(Found(release, {"cfg:database.ensure_default_org_and_user=false"}),
            Keys({"database.ensure_default_org_and_user"}));
  EXPECT_EQ(Found(release, {"cfg:database.ensure_default_org_and_user=true"}), Keys());
  EXPECT_EQ(Found(release, {"cfg:security.brute_force_login_protection_max_attempts=9"}),
            Keys({"security.brute_force_login_protection_max_attempts"}));
  EXPECT_EQ(Found(release, {"cfg:server.min_tls_version=TLS1.2"}), Keys());
}

}  // namespace
}  // namespace grafake::server
