#include "server/domain/quotas.h"

#include <gmock/gmock.h>

#include "server/domain/domain_fixture.h"

namespace grafake::server {
namespace {

using testing::ElementsAre;

class QuotasTest : public DomainTest {
 protected:
  Quotas With(QuotaSettings settings) { return {quota_store, sessions, clock, std::move(settings)}; }
  std::vector<std::string> Listed(Quotas& quotas, const QuotaOwner& owner) {
    std::vector<std::string> texts;
    for (const auto& [target, limit, used] : quotas.ListOf(owner))
      texts.push_back(target + " " + std::to_string(used) + "/" + std::to_string(limit));
    return texts;
  }

  QuotaStore quota_store{database};
  const Principal nobody{};
  const Principal caller{.kind = Principal::Kind::kUser, .user_id = boss, .org_id = 1};
  const Principal key{.kind = Principal::Kind::kKey, .org_id = 1};
  const Principal anonymous{.kind = Principal::Kind::kAnonymous, .org_id = 1};
};

TEST_F(QuotasTest, WithoutSettingsNothingIsEverReached) {
  Quotas off = With({});
  EXPECT_FALSE(off.enabled());
  for (const char* target : {"user", "org", "api_key", "session"}) EXPECT_FALSE(off.Reached(target, caller));
}

TEST_F(QuotasTest, ALimitIsReachedWhenThatManyAreThere) {
  for (const auto& [limit, reached] : {std::pair{-1, false}, {0, true}, {1, true}, {2, false}}) {
    for (const auto& [name, target] :
         {std::pair{"global_user", "user"}, {"global_org", "org"}, {"org_user", "user"}, {"user_org", "org"}}) {
      EXPECT_EQ(With({{name, limit}}).Reached(target, caller).has_value(), reached) << name << " " << limit;
    }
  }
}

TEST_F(QuotasTest, TheLastOneThatFitsIsLetIn) {
  Quotas two = With({{"org_user", 2}});
  EXPECT_FALSE(two.Reached("user", caller));
  (void)NewUser("second");
  EXPECT_TRUE(two.Reached("user", caller));
  Quotas one_key = With({{"org_api_key", 1}});
  EXPECT_FALSE(one_key.Reached("api_key", caller));
  (void)NewToken(NewAccount("bot"));
  EXPECT_TRUE(one_key.Reached("api_key", caller));
}

TEST_F(QuotasTest, OneMoreSessionThanAllowedIsLetIn) {
  Quotas one = With({{"global_session", 1}});
  (void)sessions.Create(boss, {});
  EXPECT_FALSE(one.Reached("session", nobody));
  (void)sessions.Create(boss, {});
  EXPECT_TRUE(one.Reached("session", nobody));
  now += std::chrono::days(7);
  EXPECT_FALSE(one.Reached("session", nobody)) << "those that live count";
  EXPECT_TRUE(With({{"global_session", 0}}).Reached("session", nobody));
}

TEST_F(QuotasTest, WhoHasNotSignedInMeetsOnlyWhatAllShare) {
  Quotas full = With({{"org_user", 0}, {"org_api_key", 0}, {"user_org", 0}});
  for (const Principal* stranger : {&nobody, &anonymous}) {
    for (const char* target : {"user", "org", "api_key"}) EXPECT_FALSE(full.Reached(target, *stranger)) << target;
    EXPECT_TRUE(With({{"global_user", 0}}).Reached("user", *stranger));
  }
}

TEST_F(QuotasTest, AKeyHasNoOrgsOfItsOwn) {
  EXPECT_FALSE(With({{"user_org", 0}}).Reached("org", key));
  EXPECT_TRUE(With({{"org_user", 0}}).Reached("user", key));
}

TEST_F(QuotasTest, AnOrgCountsItsOwnAlone) {
  Quotas two = With({{"org_user", 2}});
  (void)NewUser("elsewhere", Role::kViewer, NewOrg("other"));
  EXPECT_FALSE(two.Reached("user", caller));
}

TEST_F(QuotasTest, ALimitOfItsOwnOutweighsTheConfiguredOne) {
  Quotas one = With({{"org_user", 1}, {"user_org", 1}});
  ASSERT_TRUE(one.SetLimit({.org_id = 1}, "org_user", 2));
  EXPECT_FALSE(one.Reached("user", caller));
  EXPECT_TRUE(one.Reached("org", caller));
  ASSERT_TRUE(one.SetLimit({.user_id = boss}, "org_user", -1));
  EXPECT_FALSE(one.Reached("org", caller));
}

TEST_F(QuotasTest, AZeroIsKeptOnlyWhereThereWasNoLimit) {
  Quotas quotas = With({{"org_user", 5}});
  ASSERT_TRUE(quotas.SetLimit({.org_id = 1}, "org_user", 0));
  EXPECT_TRUE(quotas.Reached("user", caller));
  ASSERT_TRUE(quotas.SetLimit({.org_id = 1}, "org_user", 3));
  ASSERT_TRUE(quotas.SetLimit({.org_id = 1}, "org_user", 0));
  EXPECT_FALSE(quotas.Reached("user", caller)) << "Grafana's update skips zeros";
}

TEST_F(QuotasTest, OnlyWhatCanBeListedCanBeLimited) {
  Quotas quotas = With({{"org_user", 5}});
  for (const char* target : {"", "user", "org", "session", "org_users"}) {
    EXPECT_EQ(CodeOf(quotas.SetLimit({.org_id = 1}, target, 1)), ErrorCode::kInvalid) << target;
    EXPECT_EQ(CodeOf(quotas.SetLimit({.user_id = boss}, target, 1)), ErrorCode::kInvalid) << target;
  }
  EXPECT_TRUE(quotas.SetLimit({.org_id = 1}, "api_key", 1));
  EXPECT_EQ(CodeOf(quotas.SetLimit({.user_id = boss}, "api_key", 1)), ErrorCode::kInvalid);
}

TEST_F(QuotasTest, AreListedInOneOrderWithWhatIsUsed) {
  Quotas quotas = With({{"org_user", 10}, {"org_api_key", 7}, {"user_org", 3}});
  (void)NewToken(NewAccount("bot"));
  EXPECT_THAT(Listed(quotas, {.org_id = 1}),
              ElementsAre("org_user 2/10", "data_source 0/-1", "dashboard 0/-1", "api_key 1/7", "alert_rule 0/-1"));
  EXPECT_THAT(Listed(quotas, {.user_id = boss}), ElementsAre("org_user 1/3"));
}

}  // namespace
}  // namespace grafake::server
