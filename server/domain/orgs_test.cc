#include "server/domain/orgs.h"

#include <gtest/gtest.h>

#include "server/domain/domain_fixture.h"
#include "server/domain/token_sign_in.h"

namespace grafake::server {
namespace {

class OrgsTest : public DomainTest {
 protected:
  std::string NameOf(std::int64_t id) { return orgs.Get(id).value_or(std::make_shared<const OrgRow>())->name; }
};

TEST_F(OrgsTest, WhoMakesOneIsItsAdmin) {
  const std::int64_t user = NewUser("user");
  const std::int64_t id = *orgs.Create("own", user);
  EXPECT_EQ(identities.Load(user, id)->role, Role::kAdmin);
  EXPECT_EQ(orgs.GetByName("own")->id, id);
}

TEST_F(OrgsTest, ANameIsTakenOnce) {
  const std::int64_t id = *orgs.Create("own", boss);
  EXPECT_EQ(CodeOf(orgs.Create("own", boss)), ErrorCode::kOrgTaken);
  EXPECT_EQ(CodeOf(orgs.Rename(id, "Main Org.")), ErrorCode::kOrgTaken);
  EXPECT_TRUE(orgs.Rename(id, "own")) << "its own";
  EXPECT_TRUE(orgs.Create("Own", boss)) << "another letter";
}

TEST_F(OrgsTest, WhatIsNotThereIsNotFound) {
  EXPECT_EQ(CodeOf(orgs.Get(999)), ErrorCode::kOrgNotFound);
  EXPECT_EQ(CodeOf(orgs.GetByName("none")), ErrorCode::kOrgNotFound);
  EXPECT_EQ(CodeOf(orgs.Rename(999, "none")), ErrorCode::kOrgNotFound);
  EXPECT_EQ(CodeOf(orgs.Delete(999)), ErrorCode::kOrgNotFound);
  orgs.SetAddress(999, {.city = "none"});
}

TEST_F(OrgsTest, IsReadOnceAndEachChangeShowsAtOnce) {
  const auto first = *orgs.Get(1);
  EXPECT_EQ(*orgs.Get(1), first) << "from memory";
  ASSERT_TRUE(orgs.Rename(1, "renamed"));
  EXPECT_EQ(NameOf(1), "renamed");
  orgs.SetAddress(1, {.city = "Bern"});
  EXPECT_EQ((*orgs.Get(1))->address.city, "Bern");
  ASSERT_TRUE(orgs.Delete(1));
  EXPECT_EQ(CodeOf(orgs.Get(1)), ErrorCode::kOrgNotFound);
}

TEST_F(OrgsTest, EachChangeIsCountedAndNoRefusal) {
  std::uint64_t before = orgs.changes();
  const auto counted = [&] { return std::exchange(before, orgs.changes()) < before; };
  const std::int64_t id = *orgs.Create("own", boss);
  EXPECT_FALSE(counted()) << "from a new one nobody has derived anything";
  EXPECT_FALSE(orgs.Rename(id, "Main Org."));
  EXPECT_FALSE(counted());
  EXPECT_TRUE(orgs.Rename(id, "mine"));
  EXPECT_TRUE(counted());
  orgs.SetAddress(id, {.city = "Bern"});
  EXPECT_TRUE(counted());
  EXPECT_TRUE(orgs.Delete(id));
  EXPECT_TRUE(counted());
  orgs.ForgetAll();
  EXPECT_TRUE(counted());
}

TEST_F(OrgsTest, WhatAnotherProgramChangesShowsOnceItIsForgotten) {
  EXPECT_EQ(NameOf(1), "Main Org.");
  database.TellChangesTo({});  // for nobody tells what another program does
  ASSERT_TRUE(org_store.Rename(1, "by another", ToTimestamp(now)));
  EXPECT_EQ(NameOf(1), "Main Org.");
  orgs.ForgetAll();
  EXPECT_EQ(NameOf(1), "by another");
}

TEST_F(OrgsTest, AnEmptyPartOfAnAddressIsKept) {
  orgs.SetAddress(1, {.address1 = "Gasse 1", .city = "Bern"});
  orgs.SetAddress(1, {.city = "Basel", .country = "CH"});
  const Address address = (*orgs.Get(1))->address;
  EXPECT_EQ(address.address1, "Gasse 1");
  EXPECT_EQ(address.city, "Basel");
  EXPECT_EQ(address.country, "CH");
}

TEST_F(OrgsTest, ADeletedOneTakesKeysAndMembershipsAlongButNoUsers) {
  TokenSignIn sign_in(key_store, access, identities, issued, clock, TokenHash::kSha256);
  const std::int64_t id = *orgs.Create("own", boss);
  const std::string token = NewToken(NewAccount("bot", id), 0, id);
  const std::string key = api_keys.Create({.org_id = id, .name = "key"}, Role::kAdmin)->secret;
  const std::string others = NewToken(NewAccount("other"));
  for (const std::string& used : {token, key, others}) ASSERT_TRUE(sign_in.SignIn(used));
  ASSERT_TRUE(orgs.Delete(id));
  EXPECT_EQ(CodeOf(sign_in.SignIn(token)), ErrorCode::kNotFound);
  EXPECT_EQ(CodeOf(sign_in.SignIn(key)), ErrorCode::kNotFound);
  EXPECT_TRUE(sign_in.SignIn(others));
  EXPECT_TRUE(users.Get(boss));
  EXPECT_EQ(users.OrgsOf(boss).size(), 1U);
}

TEST_F(OrgsTest, AreListedByTheBeginningOfTheirNames) {
  for (const char* name : {"beta", "alpha", "alps"}) (void)NewOrg(name);
  const auto found = orgs.List({.prefix = "al", .limit = 10});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].name, "alpha");
  EXPECT_EQ(orgs.List({.name = "beta", .limit = 10}).size(), 1U);
  EXPECT_EQ(orgs.List({.offset = 3, .limit = 10}).size(), 1U);
}

}  // namespace
}  // namespace grafake::server
