#include "server/domain/accounts.h"

#include <gtest/gtest.h>

#include "server/domain/domain_fixture.h"
#include "server/domain/token_sign_in.h"

namespace grafake::server {
namespace {

using std::chrono::seconds;

class AccountsTest : public DomainTest {
 protected:
  std::int64_t Expired() { return accounts.Search(1, {.only_expired_tokens = true}).total; }

  std::int64_t other_org = NewOrg("other");
};

TEST_F(AccountsTest, ANewOneHasALoginMadeFromItsNameAndTheUsualRole) {
  const AccountRow made = *accounts.Create(1, {.name = "My Robot"}, Role::kAdmin);
  EXPECT_EQ(made.login, "sa-my-robot");
  EXPECT_EQ(made.name, "My Robot");
  EXPECT_EQ(made.role, "Viewer");
  EXPECT_EQ(made.org_id, 1);
  EXPECT_FALSE(made.is_disabled);
  EXPECT_EQ(made.tokens, 0);
  EXPECT_EQ(made.created, ToTimestamp(now));
}

TEST_F(AccountsTest, ALoginIsTakenEverywhere) {
  (void)NewAccount("My Robot");
  (void)NewUser("sa-user");
  ASSERT_TRUE(user_store.Insert({.login = "mail", .email = "sa-mail", .org_id = 1, .role = "Viewer"}));
  for (const char* name : {"My Robot", "my robot", "MY-ROBOT", "user", "mail"}) {
    for (const std::int64_t org_id : {std::int64_t{1}, other_org}) {
      EXPECT_EQ(CodeOf(accounts.Create(org_id, {.name = name}, Role::kAdmin)), ErrorCode::kTaken) << name;
    }
  }
  EXPECT_TRUE(accounts.Create(1, {.name = "my_robot"}, Role::kAdmin));
}

TEST_F(AccountsTest, AnOrgThatIsNotThereHasNone) {
  EXPECT_EQ(CodeOf(accounts.Create(999, {.name = "bot"}, Role::kAdmin)), ErrorCode::kOrgNotFound);
}

TEST_F(AccountsTest, WithoutAutoAssignItIsTheAdminOfAnOrgOfItsOwn) {
  Accounts apart(account_store, identities, clock, {.auto_assign_org = false}, AccountCreation::kAsMembersCome);
  const AccountRow made = *apart.Create(1, {.name = "bot"}, Role::kAdmin);
  EXPECT_EQ(made.role, "Admin");
  EXPECT_EQ(org_store.Find(made.org_id)->name, "sa-bot");
  EXPECT_EQ(CodeOf(apart.Create(1, {.name = "bot"}, Role::kAdmin)), ErrorCode::kOrgTaken);
}

TEST_F(AccountsTest, TheDisabledAreFoundAlone) {
  const std::int64_t off = NewAccount("off");
  const std::int64_t on = NewAccount("on");
  (void)NewToken(on, 1);
  now += seconds(5);
  ASSERT_TRUE(accounts.Update(1, off, {.is_disabled = true}, Role::kAdmin));
  const AccountPage found = accounts.Search(1, {.only_disabled = true, .only_expired_tokens = true});
  EXPECT_EQ(found.total, 1);
  EXPECT_EQ(found.rows.front().id, off);
  EXPECT_EQ(accounts.Search(1, {.text = "on", .only_disabled = true}).total, 0);
}

TEST_F(AccountsTest, WhatIsAskedForCountsWhereTheReleaseSaysSo) {
  const AccountWish wish{.name = "bot", .role = Role::kAdmin, .is_disabled = true};
  const AccountRow ignored = *accounts.Create(1, wish, Role::kViewer);
  EXPECT_EQ(ignored.role, "Viewer");
  EXPECT_FALSE(ignored.is_disabled);
  Accounts obeying(account_store, identities, clock, {.auto_assign_org = false, .role = Role::kEditor},
                   AccountCreation::kAsAsked);
  const AccountRow obeyed =
      *obeying.Create(other_org, {.name = "b", .role = Role::kAdmin, .is_disabled = true}, Role::kAdmin);
  EXPECT_EQ(obeyed.role, "Admin");
  EXPECT_TRUE(obeyed.is_disabled);
  EXPECT_EQ(obeyed.org_id, other_org);
  EXPECT_EQ(obeying.Create(1, {.name = "c"}, Role::kViewer)->role, "Viewer");
  EXPECT_EQ(CodeOf(obeying.Create(1, {.name = "d", .role = Role::kEditor}, Role::kViewer)), ErrorCode::kRoleTooHigh);
}

TEST_F(AccountsTest, IsThereInItsOrgAlone) {
  const std::int64_t id = NewAccount("bot");
  EXPECT_EQ(accounts.Get(1, id)->name, "bot");
  EXPECT_TRUE(accounts.Check(1, id));
  const struct {
    std::int64_t org_id;
    std::int64_t id;
  } cases[] = {{other_org, id}, {1, 999}, {1, boss}};
  for (const auto& [org_id, absent] : cases) {
    EXPECT_EQ(CodeOf(accounts.Get(org_id, absent)), ErrorCode::kNotFound);
    EXPECT_EQ(CodeOf(accounts.Check(org_id, absent)), ErrorCode::kNotFound);
    EXPECT_EQ(CodeOf(accounts.Update(org_id, absent, {.name = "x"}, Role::kAdmin)), ErrorCode::kNotFound);
    EXPECT_EQ(CodeOf(accounts.Delete(org_id, absent)), ErrorCode::kNotFound);
  }
  EXPECT_EQ(accounts.Get(1, id)->name, "bot");
}

TEST_F(AccountsTest, NobodyGivesItMoreThanHeHas) {
  const std::int64_t id = NewAccount("bot");
  const auto all = {Role::kViewer, Role::kEditor, Role::kAdmin};
  for (const Role most : all) {
    for (const Role role : all) {
      const auto code = CodeOf(accounts.Update(1, id, {.role = role}, most));
      EXPECT_EQ(code, role > most ? std::optional(ErrorCode::kRoleTooHigh) : std::nullopt) << RoleName(role);
      if (role > most) continue;
      EXPECT_EQ(accounts.Get(1, id)->role, RoleName(role));
    }
  }
}

TEST_F(AccountsTest, ATooHighRoleIsRefusedBeforeTheAccountIsLookedFor) {
  EXPECT_EQ(CodeOf(accounts.Update(1, 999, {.role = Role::kAdmin}, Role::kEditor)), ErrorCode::kRoleTooHigh);
}

TEST_F(AccountsTest, AChangeIsAnsweredWithTheFormerTime) {
  const std::int64_t id = NewAccount("bot");
  const Timestamp made = ToTimestamp(now);
  now += seconds(60);
  const AccountRow answer = *accounts.Update(1, id, {.name = "new", .is_disabled = true}, Role::kAdmin);
  EXPECT_EQ(answer.name, "new");
  EXPECT_TRUE(answer.is_disabled);
  EXPECT_EQ(answer.updated, made);
  EXPECT_EQ(accounts.Get(1, id)->updated, ToTimestamp(now));
  EXPECT_EQ(accounts.Get(1, id)->login, "sa-bot") << "the login stays";
}

TEST_F(AccountsTest, WhatIsNotNamedStaysAndAnEmptyNameIsNotWritten) {
  const std::int64_t id = NewAccount("bot");
  ASSERT_TRUE(accounts.Update(1, id, {.role = Role::kEditor, .is_disabled = true}, Role::kAdmin));
  EXPECT_EQ(accounts.Update(1, id, {.name = ""}, Role::kAdmin)->name, "") << "but shown";
  const AccountRow row = *accounts.Get(1, id);
  EXPECT_EQ(row.name, "bot");
  EXPECT_EQ(row.role, "Editor");
  EXPECT_TRUE(row.is_disabled);
}

TEST_F(AccountsTest, ADeletedOneTakesItsTokensAlong) {
  TokenSignIn sign_in(key_store, access, identities, issued, clock, TokenHash::kSha256);
  const std::int64_t id = NewAccount("bot");
  const std::string used = NewToken(id);
  const std::string unused = NewToken(id);
  const std::string others = NewToken(NewAccount("other"));
  ASSERT_TRUE(sign_in.SignIn(used));
  ASSERT_TRUE(accounts.Delete(1, id));
  EXPECT_EQ(CodeOf(sign_in.SignIn(used)), ErrorCode::kNotFound);
  EXPECT_EQ(CodeOf(sign_in.SignIn(unused)), ErrorCode::kNotFound);
  EXPECT_TRUE(tokens.List(1, id).empty());
  EXPECT_TRUE(sign_in.SignIn(others));
  EXPECT_NE(NewAccount("bot"), id) << "the name is free again, the id is not";
}

TEST_F(AccountsTest, ATokenCountsAsExpiredASecondAfterItsEnd) {
  const std::int64_t id = NewAccount("bot");
  (void)NewToken(id);
  (void)NewToken(id, 10);
  EXPECT_EQ(accounts.Get(1, id)->tokens, 2);
  now += seconds(10);
  EXPECT_EQ(Expired(), 0);
  now += seconds(1);
  EXPECT_EQ(Expired(), 1);
  EXPECT_EQ(accounts.Get(1, id)->tokens, 2) << "expired ones are counted";
}

TEST_F(AccountsTest, IsSearchedByAnyPartOfItsNamesPageByPage) {
  for (const char* name : {"carol", "alice", "bob"}) (void)NewAccount(name);
  (void)NewAccount("elsewhere", other_org);
  EXPECT_EQ(accounts.Search(1, {}).total, 3);
  EXPECT_EQ(accounts.Search(1, {.text = "LIC"}).total, 1);
  EXPECT_EQ(accounts.Search(1, {.text = "boss"}).total, 0) << "a user";
  const AccountPage second = accounts.Search(1, {.page = 2, .per_page = 2});
  EXPECT_EQ(second.total, 3);
  ASSERT_EQ(second.rows.size(), 1U);
  EXPECT_EQ(second.rows[0].name, "carol");
}

class AccountsLateTest : public DomainTest {
 protected:
  AccountsLateTest() : DomainTest(seconds(5)) {}
};

TEST_F(AccountsLateTest, WhetherAnAccountIsThereIsNeverLate) {
  const std::int64_t id = NewAccount("bot");
  (void)identities.Load(id, 1);
  EXPECT_TRUE(accounts.Check(1, id));
  ASSERT_TRUE(accounts.Delete(1, id));
  EXPECT_EQ(CodeOf(accounts.Check(1, id)), ErrorCode::kNotFound);
}

}  // namespace
}  // namespace grafake::server
