#include "server/domain/preferences.h"

#include <gtest/gtest.h>

#include "server/domain/domain_fixture.h"

namespace grafake::server {
namespace {

class PreferencesTest : public DomainTest {
 protected:
  PreferenceStore store{database};
  Preferences preferences{store, clock};
  const PreferenceOwner owner{.org_id = 1, .user_id = boss};
  const PreferenceEdit whole{.theme = "dark",
                             .home_dashboard_id = 7,
                             .timezone = "utc",
                             .week_start = "monday",
                             .saved_items = R"([{"id":"id","text":"a \"text\"","url":"/url","target":"_blank"}])",
                             .home_tab = "starred"};
};

TEST_F(PreferencesTest, NobodyHasAnyAtFirst) {
  const PreferenceValues values = preferences.Get(owner);
  EXPECT_EQ(values.theme, "");
  EXPECT_EQ(values.home_dashboard_id, 0);
  EXPECT_FALSE(values.saved_items);
  EXPECT_EQ(values.home_tab, "");
}

TEST_F(PreferencesTest, TheFirstReplacementLeavesOutBarAndHistory) {
  preferences.Replace(owner, whole);
  const PreferenceValues first = preferences.Get(owner);
  EXPECT_EQ(first.theme, "dark");
  EXPECT_EQ(first.home_dashboard_id, 7);
  EXPECT_EQ(first.timezone, "utc");
  EXPECT_EQ(first.week_start, "monday");
  EXPECT_FALSE(first.saved_items);
  EXPECT_EQ(first.home_tab, "");
}

TEST_F(PreferencesTest, TheSecondReplacementKeepsAll) {
  preferences.Replace(owner, whole);
  preferences.Replace(owner, whole);
  const PreferenceValues second = preferences.Get(owner);
  EXPECT_EQ(second.home_tab, "starred");
  EXPECT_EQ(second.saved_items, whole.saved_items);
}

TEST_F(PreferencesTest, AReplacementEmptiesWhatWasNotSent) {
  preferences.Change(owner, whole);
  preferences.Replace(owner, {.theme = "light"});
  const PreferenceValues values = preferences.Get(owner);
  EXPECT_EQ(values.theme, "light");
  EXPECT_EQ(values.home_dashboard_id, 0);
  EXPECT_EQ(values.timezone, "");
  EXPECT_EQ(values.week_start, "");
  EXPECT_FALSE(values.saved_items);
  EXPECT_EQ(values.home_tab, "");
}

TEST_F(PreferencesTest, AChangeKeepsWhatWasNotSent) {
  preferences.Change(owner, whole);
  preferences.Change(owner, {.timezone = "browser"});
  const PreferenceValues values = preferences.Get(owner);
  EXPECT_EQ(values.timezone, "browser");
  EXPECT_EQ(values.theme, "dark");
  EXPECT_EQ(values.home_dashboard_id, 7);
  EXPECT_EQ(values.week_start, "monday");
  EXPECT_EQ(values.saved_items, whole.saved_items);
  EXPECT_EQ(values.home_tab, "starred");
}

TEST_F(PreferencesTest, AChangeMayEmptyAllButTheHistory) {
  preferences.Change(owner, whole);
  preferences.Change(owner, {.theme = "", .saved_items = "[]", .home_tab = ""});
  const PreferenceValues values = preferences.Get(owner);
  EXPECT_EQ(values.theme, "");
  EXPECT_EQ(values.saved_items, "[]");
  EXPECT_EQ(values.home_tab, "starred");
}

TEST_F(PreferencesTest, OrgTeamAndUserHaveTheirOwn) {
  const PreferenceOwner owners[] = {{.org_id = 1},
                                    {.org_id = 2},
                                    {.org_id = 1, .user_id = 1},
                                    {.org_id = 1, .user_id = 2},
                                    {.org_id = 1, .team_id = 1}};
  for (std::int64_t i = 0; const PreferenceOwner& one : owners) preferences.Change(one, {.home_dashboard_id = ++i});
  for (std::int64_t i = 0; const PreferenceOwner& one : owners) EXPECT_EQ(preferences.Get(one).home_dashboard_id, ++i);
}

}  // namespace
}  // namespace grafake::server
