#include "server/storage/account_store.h"

#include <gmock/gmock.h>

#include "server/storage/api_key_store.h"
#include "server/storage/org_store.h"

namespace grafake::server {
namespace {

using testing::IsEmpty;

class AccountStoreTest : public testing::Test {
 protected:
  AccountStoreTest() { (void)OrgStore(database).Insert("Main Org.", Timestamp()); }

  NewAccount Bot(const std::string& name) {
    return {.name = name, .login = "sa-" + name, .org_id = 1, .role = "Viewer", .now = now};
  }

  Database database{""};
  AccountStore accounts{database};
  ApiKeyStore keys{database};
  Timestamp now = ParseTimestamp("2026-11-24 10:00:00");
};

TEST_F(AccountStoreTest, InsertedAccountIsFoundInItsOrgOnly) {
  const auto made = accounts.Insert(Bot("bot"));
  ASSERT_TRUE(made);
  EXPECT_EQ(accounts.Find(1, made->id)->login, "sa-bot");
  EXPECT_FALSE(accounts.Find(2, made->id));
}

TEST_F(AccountStoreTest, IsFoundByItsUidInItsOrg) {
  auto bot = Bot("bot");
  bot.uid = "fe1xejlha91xce";
  const auto made = accounts.Insert(bot);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->uid, bot.uid);
  EXPECT_EQ(accounts.FindIdByUid(1, bot.uid), made->id);
  EXPECT_FALSE(accounts.FindIdByUid(2, bot.uid));
  EXPECT_FALSE(accounts.FindIdByUid(1, "u000000001")) << "what one without a uid would have";
}

TEST_F(AccountStoreTest, OneWithoutAUidIsFoundByItsId) {
  const auto made = accounts.Insert(Bot("bot"));
  ASSERT_TRUE(made);
  EXPECT_EQ(made->uid, "u000000001");
  EXPECT_EQ(accounts.FindIdByUid(1, "u000000001"), made->id);
}

TEST_F(AccountStoreTest, LoginIsUniqueOverAllOrgs) {
  ASSERT_TRUE(OrgStore(database).Insert("Second", now));
  ASSERT_TRUE(accounts.Insert(Bot("bot")));
  auto twin = Bot("bot");
  twin.org_id = 2;
  EXPECT_EQ(accounts.Insert(twin).error().code, ErrorCode::kTaken);
}

TEST_F(AccountStoreTest, RefusedInsertLeavesNoOrgBehind) {
  ASSERT_TRUE(accounts.Insert(Bot("bot")));
  auto own = Bot("bot");
  own.own_org = true;
  EXPECT_EQ(accounts.Insert(own).error().code, ErrorCode::kTaken);
  EXPECT_FALSE(OrgStore(database).FindByName("sa-bot"));
}

TEST_F(AccountStoreTest, NameKeepsItsNulByte) {
  const std::string name("p\0q", 3);
  EXPECT_EQ(accounts.Find(1, accounts.Insert(Bot(name))->id)->name, name);
}

TEST_F(AccountStoreTest, ErasingTakesTheTokensAndNeverReusesTheId) {
  const auto made = accounts.Insert(Bot("bot"));
  ASSERT_TRUE(
      keys.Insert({.org_id = 1, .name = "t", .hash = "h", .role = "Viewer", .created = now, .account_id = made->id}));
  ASSERT_TRUE(accounts.Erase(1, made->id));
  EXPECT_THAT(keys.ListOfAccount(1, made->id), IsEmpty());
  EXPECT_GT(accounts.Insert(Bot("bot"))->id, made->id);
}

TEST_F(AccountStoreTest, ListCountsAllButShowsAPage) {
  for (const char* name : {"c", "a", "b"}) ASSERT_TRUE(accounts.Insert(Bot(name)));
  const auto page = accounts.List({.org_id = 1, .offset = 1, .limit = 1});
  EXPECT_EQ(page.total, 3);
  ASSERT_EQ(page.rows.size(), 1U);
  EXPECT_EQ(page.rows[0].name, "b");
}

}  // namespace
}  // namespace grafake::server
