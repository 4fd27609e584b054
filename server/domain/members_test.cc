#include "server/domain/members.h"

#include <gtest/gtest.h>

#include "server/domain/domain_fixture.h"

namespace grafake::server {
namespace {

class MembersTest : public DomainTest {
 protected:
  Role RoleOf(std::int64_t id) { return identities.Load(id, 1)->role; }
  std::int64_t CurrentOrg(std::int64_t id) { return user_store.Find(id)->org_id; }

  std::int64_t user = NewUser("user");
  std::int64_t other_org = NewOrg("other");
};

TEST_F(MembersTest, TheLastAdminOfAnOrgStays) {
  for (const Role less : {Role::kViewer, Role::kEditor}) {
    EXPECT_EQ(CodeOf(members.SetRole(1, boss, less)), ErrorCode::kLastAdmin);
  }
  EXPECT_EQ(CodeOf(members.Remove(1, boss, false)), ErrorCode::kLastAdmin);
  EXPECT_EQ(CodeOf(members.Remove(1, boss, true)), ErrorCode::kLastAdmin);
  EXPECT_EQ(RoleOf(boss), Role::kAdmin) << "nothing was changed";
  EXPECT_TRUE(members.SetRole(1, boss, Role::kAdmin));
}

TEST_F(MembersTest, OneOfTwoAdminsOfAnOrgMayGo) {
  ASSERT_TRUE(members.SetRole(1, user, Role::kAdmin));
  EXPECT_TRUE(members.SetRole(1, boss, Role::kViewer));
  EXPECT_EQ(CodeOf(members.Remove(1, user, false)), ErrorCode::kLastAdmin);
  EXPECT_TRUE(members.SetRole(1, boss, Role::kAdmin));
  EXPECT_TRUE(members.Remove(1, user, false));
}

TEST_F(MembersTest, AnAccountCountsAsAdmin) {
  ASSERT_TRUE(accounts.Update(1, NewAccount("bot"), {.role = Role::kAdmin}, Role::kAdmin));
  EXPECT_TRUE(members.SetRole(1, boss, Role::kViewer));
}

TEST_F(MembersTest, AnAdminOfAnotherOrgDoesNotCount) {
  ASSERT_TRUE(members.Add(other_org, user, Role::kAdmin));
  EXPECT_EQ(CodeOf(members.SetRole(1, boss, Role::kViewer)), ErrorCode::kLastAdmin);
}

TEST_F(MembersTest, WhoCannotJoinIsToldWhy) {
  EXPECT_EQ(CodeOf(members.Add(1, user, Role::kEditor)), ErrorCode::kAlreadyMember);
  EXPECT_EQ(RoleOf(user), Role::kViewer);
  EXPECT_EQ(CodeOf(members.Add(999, user, Role::kEditor)), ErrorCode::kOrgNotFound);
  EXPECT_EQ(CodeOf(members.Add(1, 999, Role::kEditor)), ErrorCode::kUserNotFound);
  EXPECT_EQ(CodeOf(members.Add(other_org, NewAccount("bot"), Role::kEditor)), ErrorCode::kUserNotFound);
}

TEST_F(MembersTest, OnlyAMemberHasARole) {
  EXPECT_EQ(CodeOf(members.SetRole(other_org, user, Role::kEditor)), ErrorCode::kNotFound);
  EXPECT_EQ(CodeOf(members.SetRole(1, 999, Role::kEditor)), ErrorCode::kNotFound);
}

TEST_F(MembersTest, WhoHasNoOrgGetsTheFirstThatTakesHim) {
  ASSERT_TRUE(members.Remove(1, user, false));
  EXPECT_EQ(CurrentOrg(user), 0);
  ASSERT_TRUE(members.Add(other_org, user, Role::kViewer));
  EXPECT_EQ(CurrentOrg(user), other_org);
  ASSERT_TRUE(members.Add(1, user, Role::kViewer));
  EXPECT_EQ(CurrentOrg(user), other_org) << "and keeps it";
}

TEST_F(MembersTest, WhoLosesHisCurrentOrgMovesToAnother) {
  ASSERT_TRUE(members.Add(other_org, boss, Role::kAdmin));
  ASSERT_TRUE(members.Add(other_org, user, Role::kViewer));
  EXPECT_EQ(members.Remove(1, user, true), false) << "he has another one";
  EXPECT_EQ(CurrentOrg(user), other_org);
}

TEST_F(MembersTest, WhoLosesHisLastOrgIsDeletedWhereThatIsAllowed) {
  EXPECT_EQ(members.Remove(1, user, true), true);
  EXPECT_FALSE(user_store.Find(user));
  const std::int64_t kept = NewUser("kept");
  EXPECT_EQ(members.Remove(1, kept, false), false);
  EXPECT_TRUE(user_store.Find(kept));
}

TEST_F(MembersTest, WhoIsNoMemberLeavesWithSuccess) {
  ASSERT_TRUE(members.Add(other_org, boss, Role::kAdmin));
  EXPECT_TRUE(members.Remove(other_org, user, false));
  EXPECT_EQ(RoleOf(user), Role::kViewer);
  EXPECT_EQ(CodeOf(members.Remove(1, 999, false)), ErrorCode::kUserNotFound);
  EXPECT_EQ(CodeOf(members.Remove(1, NewAccount("bot"), false)), ErrorCode::kUserNotFound);
}

TEST_F(MembersTest, WhoLeavesAnOrgLeavesItsTeams) {
  const std::int64_t team = *teams.Create(1, "team", "", boss);
  ASSERT_TRUE(teams.SetMember(1, team, user, TeamLevel::kMember));
  ASSERT_TRUE(members.Remove(1, user, false));
  EXPECT_EQ(teams.LevelOf(1, team, user), std::nullopt);
}

TEST_F(MembersTest, IsFoundByLoginOrEmail) {
  EXPECT_EQ(members.Find("user"), user);
  EXPECT_EQ(members.Find("user@x"), user);
  EXPECT_EQ(CodeOf(members.Find("nobody")), ErrorCode::kUserNotFound);
  EXPECT_EQ(CodeOf(members.Find("nobody@x")), ErrorCode::kUserNotFound);
}

TEST(MembersRoleTest, NobodyGivesMoreThanHeHas) {
  const auto all = {Role::kNone, Role::kViewer, Role::kEditor, Role::kAdmin};
  for (const Role has : all) {
    for (const Role gives : all) {
      EXPECT_EQ(MayGive({.role = has}, gives), gives <= has) << RoleName(has) << " gives " << RoleName(gives);
      EXPECT_TRUE(MayGive({.role = has, .is_grafana_admin = true}, gives));
    }
  }
}

}  // namespace
}  // namespace grafake::server
