#include "server/domain/account_managers.h"

#include <gmock/gmock.h>

#include "server/domain/domain_fixture.h"

namespace grafake::server {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class AccountManagersTest : public DomainTest {
 protected:
  // "user:2 serviceaccounts:read", one a permission.
  std::vector<std::string> Held(std::int64_t account) {
    std::vector<std::string> held;
    for (const HeldPermissionRow& row : managers.List(1, std::to_string(account)))
      held.push_back((row.by == HeldBy::kTeam ? "team:" : "user:") + row.name + " " + row.action);
    return held;
  }
  bool MayWrite(std::int64_t who, std::int64_t account) {
    const std::vector<std::string> target{"serviceaccounts:id:" + std::to_string(account)};
    return identities.Load(who, 1)->permissions->Covers("serviceaccounts:write", target);
  }

  AccountManagers managers{permission_store, clock};
  std::int64_t user = NewUser("user");
  std::int64_t bot = NewAccount("bot");
  std::int64_t other = NewAccount("other");
};

TEST_F(AccountManagersTest, WhoIsGivenALevelHoldsItsActionsOnThatAccountAlone) {
  ASSERT_TRUE(managers.SetAll(1, bot, {{.holder_id = user, .level = "Edit"}}));
  EXPECT_THAT(Held(bot), ElementsAre("user:user serviceaccounts:read", "user:user serviceaccounts:write"));
  EXPECT_TRUE(MayWrite(user, bot));
  EXPECT_FALSE(MayWrite(user, other));
  ASSERT_TRUE(managers.SetAll(1, bot, {{.holder_id = user, .level = "Admin"}}));
  EXPECT_EQ(Held(bot).size(), kAdministerAccount.size());
  ASSERT_TRUE(managers.SetAll(1, bot, {{.holder_id = user}}));
  EXPECT_THAT(Held(bot), IsEmpty());
  EXPECT_FALSE(MayWrite(user, bot));
}

TEST_F(AccountManagersTest, WhatATeamHoldsItsMembersHold) {
  const std::int64_t team = *teams.Create(1, "team", "", 0);
  ASSERT_TRUE(teams.AddMember(1, team, user));
  ASSERT_TRUE(managers.SetAll(1, bot, {{.to = AccountGrant::To::kTeam, .holder_id = team, .level = "Edit"}}));
  EXPECT_THAT(Held(bot), ElementsAre("team:team serviceaccounts:read", "team:team serviceaccounts:write"));
  EXPECT_TRUE(MayWrite(user, bot));
  ASSERT_TRUE(teams.RemoveMember(1, team, user));
  EXPECT_FALSE(MayWrite(user, bot));
}

TEST_F(AccountManagersTest, WhatCannotBeGivenIsRefusedAndNothingOfItIsDone) {
  const AccountShare good{.holder_id = user, .level = "Edit"};
  EXPECT_EQ(CodeOf(managers.SetAll(1, bot, {good, {.holder_id = user, .level = "edit"}})), ErrorCode::kInvalid);
  EXPECT_EQ(CodeOf(managers.SetAll(1, bot, {good, {.holder_id = 99, .level = "Edit"}})), ErrorCode::kUserNotFound);
  EXPECT_EQ(CodeOf(managers.SetAll(1, bot, {good, {.to = AccountGrant::To::kTeam, .holder_id = 99}})),
            ErrorCode::kTeamNotFound);
  EXPECT_EQ(CodeOf(managers.SetAll(1, 99, {good})), ErrorCode::kNotFound);
  EXPECT_EQ(CodeOf(managers.SetAll(1, user, {good})), ErrorCode::kNotFound);
  EXPECT_EQ(CodeOf(managers.SetAll(NewOrg("second"), bot, {good})), ErrorCode::kNotFound);
  EXPECT_THAT(Held(bot), IsEmpty());
}

TEST_F(AccountManagersTest, WhatIsWrongIsFoundInGrafanasOrder) {
  const AccountShare wrong{.holder_id = 99, .level = "edit"};
  EXPECT_EQ(CodeOf(managers.Set(1, 99, wrong)), ErrorCode::kInvalid);
  EXPECT_EQ(CodeOf(managers.SetAll(1, 99, {wrong})), ErrorCode::kNotFound);
  EXPECT_EQ(CodeOf(managers.SetAll(1, bot, {wrong})), ErrorCode::kUserNotFound);
  EXPECT_EQ(CodeOf(managers.SetAll(1, bot, {{.to = AccountGrant::To::kNobody, .level = "Edit"}})), ErrorCode::kInvalid);
}

TEST_F(AccountManagersTest, ItsMakerAdministersAnAccountWhereThatIsWished) {
  const auto made = accounts.Create(1, {.name = "made", .manager = user}, Role::kAdmin);
  ASSERT_TRUE(made);
  EXPECT_EQ(Held(made->id).size(), kAdministerAccount.size());
  EXPECT_TRUE(MayWrite(user, made->id));
}

TEST_F(AccountManagersTest, WhereTheyDoNotCountNobodyMayDoMoreForThem) {
  ASSERT_TRUE(managers.SetAll(1, bot, {{.holder_id = user, .level = "Edit"}}));
  PermissionStore uncounted(database);
  const std::vector<PermissionQuestion> asked{{{.org_id = 1, .id = user}}};
  EXPECT_THAT(uncounted.ListOf(asked).front(), IsEmpty());
  EXPECT_EQ(permission_store.ListOf(asked).front().size(), kEditAccount.size());
}

}  // namespace
}  // namespace grafake::server
