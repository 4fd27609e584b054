#include "server/domain/key_migration.h"

#include <gtest/gtest.h>

#include "server/domain/domain_fixture.h"
#include "server/domain/token_sign_in.h"

namespace grafake::server {
namespace {

class KeyMigrationTest : public DomainTest {
 protected:
  MadeToken NewKey(const std::string& name, Role role = Role::kViewer, std::int64_t org_id = 1) {
    return *api_keys.Create({.org_id = org_id, .name = name, .role = role}, Role::kAdmin);
  }
  std::int64_t AccountOf(const std::string& secret) { return (*sign_in.SignIn(secret))->user_id; }

  TokenSignIn sign_in{key_store, access, identities, issued, clock, TokenHash::kSha256};
};

TEST_F(KeyMigrationTest, TheSameSecretSignsInAsAnAccountWithTheRoleOfTheKey) {
  const MadeToken key = NewKey("My Key", Role::kEditor);
  EXPECT_EQ(AccountOf(key.secret), 0);
  ASSERT_TRUE(migration.MigrateOne(1, key.id));
  const auto caller = *sign_in.SignIn(key.secret);
  EXPECT_EQ(caller->role, Role::kEditor);
  const AccountRow account = *accounts.Get(1, caller->user_id);
  EXPECT_EQ(account.name, "sa-autogen-My Key");
  EXPECT_EQ(account.login, "sa-autogen-1-My Key");
  EXPECT_TRUE(api_keys.List(1, true).empty());
  EXPECT_EQ(tokens.List(1, account.id).size(), 1U);
}

TEST_F(KeyMigrationTest, AKeyThatIsNotOfTheOrgIsPassedOverUnlessItHasNone) {
  const std::int64_t other = NewOrg("other");
  const MadeToken theirs = NewKey("theirs", Role::kViewer, other);
  EXPECT_EQ(CodeOf(migration.MigrateOne(1, theirs.id)), ErrorCode::kNotFound);
  (void)NewKey("ours");
  EXPECT_TRUE(migration.MigrateOne(1, theirs.id));
  EXPECT_TRUE(migration.MigrateOne(1, 999));
  EXPECT_EQ(AccountOf(theirs.secret), 0);
}

TEST_F(KeyMigrationTest, ThoseOfAllOrgsCanBeMigratedAtOnce) {
  const MadeToken ours = NewKey("ours");
  const MadeToken theirs = NewKey("theirs", Role::kViewer, NewOrg("other"));
  migration.MigrateEverywhere();
  EXPECT_NE(AccountOf(ours.secret), 0);
  EXPECT_NE(AccountOf(theirs.secret), 0);
}

TEST_F(KeyMigrationTest, ALoginInUseIsNumberedAtAStartAndStopsNobodyElse) {
  const MadeToken first = NewKey("a");
  ASSERT_TRUE(migration.MigrateOne(1, first.id));
  ASSERT_TRUE(tokens.Delete(1, AccountOf(first.secret), first.id));
  const MadeToken again = NewKey("a");
  const MadeToken behind = NewKey("b");
  migration.MigrateEverywhere();
  EXPECT_EQ((*accounts.Get(1, AccountOf(again.secret))).login, "sa-autogen-1-a-001");
  EXPECT_NE(AccountOf(behind.secret), 0);
}

TEST_F(KeyMigrationTest, AllOfAnOrgAreMigratedHoweverMany) {
  constexpr int kMoreThanAListShows = 120;
  for (int i = 0; i < kMoreThanAListShows; ++i) (void)NewKey("key " + std::to_string(i));
  const MadeToken expired = *api_keys.Create({.org_id = 1, .name = "old", .seconds_to_live = 1}, Role::kAdmin);
  now += std::chrono::seconds(5);
  EXPECT_FALSE(migration.IsDone(1));
  ASSERT_TRUE(migration.MigrateAll(1));
  EXPECT_TRUE(migration.IsDone(1));
  EXPECT_FALSE(migration.IsDone(NewOrg("other")));
  EXPECT_TRUE(key_store.ListAllLegacy(1).empty());
  EXPECT_EQ(accounts.Search(1, {}).total, kMoreThanAListShows + 1);
  EXPECT_EQ(CodeOf(sign_in.SignIn(expired.secret)), ErrorCode::kExpired);
}

TEST_F(KeyMigrationTest, TheFirstThatFailsEndsIt) {
  (void)NewKey("a");
  (void)NewKey("b");
  (void)NewKey("c");
  (void)NewUser("sa-autogen-1-b");
  EXPECT_EQ(CodeOf(migration.MigrateAll(1)), ErrorCode::kTaken);
  EXPECT_FALSE(migration.IsDone(1));
  EXPECT_EQ(key_store.ListAllLegacy(1).size(), 2U);
}

TEST_F(KeyMigrationTest, BackAgainTheAccountIsGoneAndTheSecretIsAKey) {
  const MadeToken key = NewKey("k", Role::kAdmin);
  ASSERT_TRUE(migration.MigrateOne(1, key.id));
  const std::int64_t account = AccountOf(key.secret);
  EXPECT_EQ(CodeOf(migration.Revert(account + 1, key.id)), ErrorCode::kNotFound);
  ASSERT_TRUE(migration.Revert(account, key.id));
  EXPECT_EQ(AccountOf(key.secret), 0);
  EXPECT_EQ((*sign_in.SignIn(key.secret))->role, Role::kAdmin);
  EXPECT_FALSE(accounts.Get(1, account));
  EXPECT_EQ(CodeOf(migration.Revert(account, key.id)), ErrorCode::kNotFound);
}

TEST_F(KeyMigrationTest, AnAccountWithMoreTokensStays) {
  const MadeToken key = NewKey("k");
  ASSERT_TRUE(migration.MigrateOne(1, key.id));
  const std::int64_t account = AccountOf(key.secret);
  (void)NewToken(account);
  EXPECT_EQ(CodeOf(migration.Revert(account, key.id)), ErrorCode::kNotFound);
  EXPECT_TRUE(accounts.Get(1, account));
}

}  // namespace
}  // namespace grafake::server
