#include "server/domain/teams.h"

#include <gmock/gmock.h>

#include "server/domain/domain_fixture.h"

namespace grafake::server {
namespace {

using testing::ElementsAre;

class TeamsTest : public DomainTest {
 protected:
  std::vector<std::string> Held(std::int64_t id) {
    std::vector<std::string> actions;
    for (const auto& row : teams.Permissions(1, "teams:id:" + std::to_string(id))) {
      if (row.user_id == user) actions.push_back(row.action);
    }
    return actions;
  }

  std::int64_t user = NewUser("user");
  std::int64_t other_org = NewOrg("other");
  std::int64_t team = *teams.Create(1, "team", "team@x", boss);
};

TEST_F(TeamsTest, WhoMakesATeamIsItsAdmin) {
  EXPECT_EQ(teams.LevelOf(1, team, boss), TeamLevel::kAdmin);
  const std::int64_t nobodys = *teams.Create(1, "nobody's", "", 0);
  EXPECT_TRUE(teams.Members(1, nobodys).empty());
  EXPECT_TRUE(teams.IsAdminOfAny(1, boss));
  EXPECT_FALSE(teams.IsAdminOfAny(other_org, boss));
  EXPECT_FALSE(teams.IsAdminOfAny(1, user));
}

TEST_F(TeamsTest, ANameIsTakenInItsOrgAlone) {
  EXPECT_EQ(CodeOf(teams.Create(1, "team", "", 0)), ErrorCode::kTaken);
  EXPECT_TRUE(teams.Create(other_org, "team", "", 0));
  const std::int64_t second = *teams.Create(1, "second", "", 0);
  EXPECT_EQ(CodeOf(teams.Update(1, second, "team", "")), ErrorCode::kTaken);
  EXPECT_TRUE(teams.Update(1, second, "second", "")) << "its own";
}

TEST_F(TeamsTest, AnEmptyNameIsKeptAnEmptyEmailIsNot) {
  ASSERT_TRUE(teams.Update(1, team, "", ""));
  EXPECT_EQ(teams.Get(1, team, {})->name, "team");
  EXPECT_EQ(teams.Get(1, team, {})->email, "");
}

TEST_F(TeamsTest, ATeamOfAnotherOrgIsNotTouched) {
  EXPECT_EQ(CodeOf(teams.Get(other_org, team, {})), ErrorCode::kNotFound);
  EXPECT_TRUE(teams.Update(other_org, team, "stolen", "")) << "Grafana's answer";
  EXPECT_EQ(teams.Get(1, team, {})->name, "team");
  EXPECT_EQ(CodeOf(teams.Delete(other_org, team)), ErrorCode::kNotFound);
  EXPECT_TRUE(teams.Get(1, team, {}));
  EXPECT_EQ(CodeOf(teams.Update(1, 999, "x", "")), ErrorCode::kNotFound);
}

TEST_F(TeamsTest, TheLastAdminStays) {
  ASSERT_TRUE(teams.SetMember(1, team, user, TeamLevel::kMember));
  EXPECT_EQ(CodeOf(teams.SetMember(1, team, boss, TeamLevel::kMember)), ErrorCode::kLastAdmin);
  EXPECT_EQ(CodeOf(teams.RemoveMember(1, team, boss)), ErrorCode::kLastAdmin);
  EXPECT_EQ(teams.LevelOf(1, team, boss), TeamLevel::kAdmin);
  EXPECT_TRUE(teams.SetMember(1, team, boss, TeamLevel::kAdmin)) << "what he is";
  EXPECT_TRUE(teams.RemoveMember(1, team, user)) << "a mere member";
}

TEST_F(TeamsTest, OneOfTwoAdminsMayGo) {
  ASSERT_TRUE(teams.SetMember(1, team, user, TeamLevel::kAdmin));
  EXPECT_TRUE(teams.SetMember(1, team, boss, TeamLevel::kMember));
  EXPECT_EQ(CodeOf(teams.RemoveMember(1, team, user)), ErrorCode::kLastAdmin);
  EXPECT_TRUE(teams.SetMember(1, team, boss, TeamLevel::kAdmin));
  EXPECT_TRUE(teams.RemoveMember(1, team, user));
}

TEST_F(TeamsTest, WhatIsMissingIsNamedInGrafanasOrder) {
  EXPECT_EQ(CodeOf(teams.SetMember(1, 999, 999, TeamLevel::kMember)), ErrorCode::kNotFound);
  EXPECT_EQ(CodeOf(teams.SetMember(other_org, team, user, TeamLevel::kMember)), ErrorCode::kNotFound);
  EXPECT_EQ(CodeOf(teams.SetMember(1, team, 999, TeamLevel::kMember)), ErrorCode::kUserNotFound);
  EXPECT_EQ(CodeOf(teams.RemoveMember(1, 999, 999)), ErrorCode::kNotFound);
  EXPECT_EQ(CodeOf(teams.RemoveMember(1, team, 999)), ErrorCode::kUserNotFound);
  EXPECT_EQ(CodeOf(teams.RemoveMember(1, team, user)), ErrorCode::kNotMember);
}

TEST_F(TeamsTest, WhoIsAMemberIsNotAddedAgain) {
  ASSERT_TRUE(teams.SetMember(1, team, user, TeamLevel::kAdmin));
  EXPECT_EQ(CodeOf(teams.AddMember(1, team, user)), ErrorCode::kAlreadyMember);
  EXPECT_EQ(teams.LevelOf(1, team, user), TeamLevel::kAdmin);
  ASSERT_TRUE(teams.RemoveMember(1, team, user));
  EXPECT_TRUE(teams.AddMember(1, team, user));
  EXPECT_EQ(teams.LevelOf(1, team, user), TeamLevel::kMember);
  EXPECT_EQ(CodeOf(teams.AddMember(1, 999, user)), ErrorCode::kNotFound);
  EXPECT_EQ(CodeOf(teams.AddMember(1, team, 999)), ErrorCode::kUserNotFound);
}

TEST_F(TeamsTest, AMembersLevelIsOneOfTwoNumbers) {
  EXPECT_EQ(CodeOf(teams.ChangeMember(1, team, user, 1)), ErrorCode::kNotMember) << "is asked first";
  ASSERT_TRUE(teams.AddMember(1, team, user));
  for (const std::int64_t number : {-1, 1, 2, 3, 5}) {
    EXPECT_EQ(CodeOf(teams.ChangeMember(1, team, user, number)), ErrorCode::kInvalid) << number;
  }
  EXPECT_TRUE(teams.ChangeMember(1, team, user, 4));
  EXPECT_EQ(teams.LevelOf(1, team, user), TeamLevel::kAdmin);
  EXPECT_TRUE(teams.ChangeMember(1, team, user, 0));
  EXPECT_EQ(teams.LevelOf(1, team, user), TeamLevel::kMember);
  EXPECT_EQ(CodeOf(teams.ChangeMember(1, team, boss, 0)), ErrorCode::kLastAdmin);
}

TEST_F(TeamsTest, AMembershipBringsItsPermissionsAndTakesThemAlong) {
  EXPECT_THAT(Held(team), ElementsAre());
  ASSERT_TRUE(teams.SetMember(1, team, user, TeamLevel::kMember));
  EXPECT_THAT(Held(team), ElementsAre("teams:read"));
  ASSERT_TRUE(teams.SetMember(1, team, user, TeamLevel::kAdmin));
  EXPECT_THAT(Held(team), ElementsAre("teams:read", "teams:write", "teams:delete", "teams.permissions:read",
                                      "teams.permissions:write"));
  ASSERT_TRUE(teams.RemoveMember(1, team, user));
  EXPECT_THAT(Held(team), ElementsAre());
}

TEST_F(TeamsTest, ADeletedTeamLeavesNeitherMembersNorPermissions) {
  ASSERT_TRUE(teams.SetMember(1, team, user, TeamLevel::kMember));
  ASSERT_TRUE(teams.Delete(1, team));
  EXPECT_THAT(Held(team), ElementsAre());
  EXPECT_EQ(teams.LevelOf(1, team, user), std::nullopt);
  EXPECT_EQ(CodeOf(teams.Delete(1, team)), ErrorCode::kNotFound);
}

TEST_F(TeamsTest, AccountsCountAsMembersAndAreNotListed) {
  ASSERT_TRUE(teams.SetMember(1, team, NewAccount("bot"), TeamLevel::kMember));
  EXPECT_EQ(teams.Get(1, team, {})->members, 2);
  EXPECT_EQ(teams.Get(1, team, {"boss"})->members, 1) << "the hidden one does not";
  ASSERT_EQ(teams.Members(1, team).size(), 1U);
  EXPECT_EQ(teams.Members(1, team)[0].login, "boss");
}

}  // namespace
}  // namespace grafake::server
