#include "server/domain/external_users.h"

#include <gtest/gtest.h>

#include "server/domain/domain_fixture.h"
#include "server/domain/proxy_sign_in.h"

namespace grafake::server {
namespace {

class ExternalUsersTest : public DomainTest {
 protected:
  Result<std::int64_t> SignIn(ExternalUser who, bool may_sign_up = true) {
    if (who.module.empty()) who.module = "jwt";
    return external.SignIn(std::move(who), may_sign_up);
  }
  std::string OrgsOf(std::int64_t id) {
    std::string text;
    for (const UserOrgRow& org : users.OrgsOf(id)) text += std::to_string(org.org_id) + " " + org.role + ";";
    return text;
  }

  QuotaStore quota_store{database};
  Quotas quotas{quota_store, sessions, clock, {}};
  ExternalUserStore store{database, {}, true};
  ExternalUsers external{store, quotas, clock, member_settings, release.external};
};

TEST_F(ExternalUsersTest, AreFoundByTheirIdThenByEmailThenByLogin) {
  const std::int64_t jane = *SignIn({.id = "1", .login = "jane", .email = "jane@x"});
  EXPECT_EQ(SignIn({.id = "1", .login = "other", .email = "other@x"}), jane) << "and renamed";
  EXPECT_EQ(users.Get(jane)->login, "other");
  EXPECT_EQ(SignIn({.id = "2", .login = "third", .email = "other@x"}), jane);
  EXPECT_EQ(SignIn({.id = "3", .login = "third"}), jane);
  EXPECT_EQ(SignIn({.module = "authproxy", .id = "1", .login = "jane"}), jane + 1) << "another system's 1";
  EXPECT_EQ(users.Get(jane)->auth_module, "jwt");
  EXPECT_EQ(users.Get(jane)->email, "other@x") << "what is not said stays";
}

TEST_F(ExternalUsersTest, AreMadeOnlyWhereTheyMayBeAndThereIsRoom) {
  EXPECT_EQ(CodeOf(SignIn({.id = "1", .login = "jane"}, false)), ErrorCode::kUserNotFound);
  EXPECT_EQ(SignIn({.id = "1", .login = "boss"}, false), boss);
  Quotas full{quota_store, sessions, clock, {{"global_user", 1}}};
  ExternalUsers crowded{store, full, clock, member_settings, release.external};
  EXPECT_EQ(CodeOf(crowded.SignIn({.module = "jwt", .id = "2", .login = "jane"}, true)), ErrorCode::kBlocked);
  EXPECT_EQ(crowded.SignIn({.module = "jwt", .id = "1", .login = "boss"}, true), boss);
}

TEST_F(ExternalUsersTest, NeitherTakeWhatIsAnothersNorAnAccount) {
  const std::int64_t jane = *SignIn({.id = "1", .login = "jane"});
  EXPECT_EQ(CodeOf(SignIn({.id = "1", .login = "boss"})), ErrorCode::kTaken);
  EXPECT_EQ(users.Get(jane)->login, "jane");
  NewAccount("robot");
  EXPECT_EQ(CodeOf(SignIn({.id = "2", .login = "sa-robot"})), ErrorCode::kTaken);
}

TEST_F(ExternalUsersTest, HaveTheirRoleInOneOrgAlone) {
  const std::int64_t other = NewOrg("Other");
  const std::int64_t jane = *SignIn({.id = "1", .login = "jane"});
  ASSERT_TRUE(members.Add(other, jane, Role::kEditor));
  EXPECT_EQ(SignIn({.id = "1", .login = "jane", .roles = {{1, "Admin"}}}), jane);
  EXPECT_EQ(OrgsOf(jane), "1 Admin;");
  ASSERT_TRUE(members.Add(other, jane, Role::kAdmin));
  EXPECT_EQ(SignIn({.id = "1", .login = "jane", .roles = {{1, "Viewer"}}}), jane);
  EXPECT_EQ(OrgsOf(jane), "1 Viewer;2 Admin;") << "nobody else administers it";
  EXPECT_EQ(CodeOf(SignIn({.id = "9", .login = "boss", .roles = {{1, "Viewer"}}})), ErrorCode::kLastAdmin);
  EXPECT_EQ(OrgsOf(boss), "1 Admin;");
}

TEST_F(ExternalUsersTest, MayHaveRolesInSeveralOrgs) {
  const std::int64_t other = NewOrg("Other");
  const std::int64_t third = NewOrg("Third");
  const std::int64_t jane = *SignIn({.id = "1", .login = "jane", .roles = {{1, "Editor"}, {other, "Viewer"}}});
  EXPECT_EQ(OrgsOf(jane), "1 Editor;2 Viewer;");
  EXPECT_EQ(SignIn({.id = "1", .login = "jane", .roles = {{other, "Admin"}, {77, "Admin"}}}), jane);
  EXPECT_EQ(OrgsOf(jane), "2 Admin;") << "nobody gets into an org that is not there";
  EXPECT_EQ(users.Get(jane)->org_id, other);
  EXPECT_EQ(SignIn({.id = "1", .login = "jane", .roles = {{77, "Admin"}}}), jane);
  EXPECT_EQ(OrgsOf(jane), "2 Admin;");
  EXPECT_EQ(SignIn({.id = "1", .login = "jane", .roles = {{other, "Admin"}, {third, "None"}}}), jane);
  EXPECT_EQ(OrgsOf(jane), "2 Admin;3 None;");
}

TEST_F(ExternalUsersTest, MayBecomeGrafanaAdmins) {
  const std::int64_t jane = *SignIn({.id = "1", .login = "jane", .is_admin = true});
  EXPECT_TRUE(users.Get(jane)->is_admin);
  EXPECT_EQ(SignIn({.id = "1", .login = "jane"}), jane);
  EXPECT_TRUE(users.Get(jane)->is_admin) << "nothing is said";
  EXPECT_EQ(SignIn({.id = "1", .login = "jane", .is_admin = false}), jane);
  EXPECT_FALSE(users.Get(jane)->is_admin);
}

TEST_F(ExternalUsersTest, GoWhereNewUsersGo) {
  MemberSettings own = member_settings;
  own.auto_assign_org = false;
  ExternalUsers alone{store, quotas, clock, own, release.external};
  const std::int64_t jane = *alone.SignIn({.module = "jwt", .id = "1", .login = "jane"}, true);
  EXPECT_EQ(OrgsOf(jane), "2 Admin;");
  const std::int64_t kim = *alone.SignIn({.module = "jwt", .id = "2", .login = "kim", .roles = {{1, "Editor"}}}, true);
  EXPECT_EQ(OrgsOf(kim), "1 Editor;");
  MemberSettings nowhere = member_settings;
  nowhere.org_id = 77;
  ExternalUsers lost{store, quotas, clock, nowhere, release.external};
  EXPECT_EQ(CodeOf(lost.SignIn({.module = "jwt", .id = "3", .login = "lee"}, true)), ErrorCode::kOrgNotFound);
}

TEST_F(ExternalUsersTest, AProxysWordIsRememberedForItsTime) {
  MemoryStore memory{database};
  ProxySignIn proxy{external, user_store, memory, clock, {.enabled = true}, release.external};
  const ProxyWord word{.address = "127.0.0.1", .name = "jane", .full_name = "Jane"};
  const std::int64_t jane = *proxy.SignIn(word);
  ASSERT_TRUE(users.Update(jane, {.login = "jane", .name = "By Admin"}));
  now += std::chrono::minutes(59);
  EXPECT_EQ(proxy.SignIn(word).value(), jane);
  EXPECT_EQ(users.Get(jane)->name, "By Admin");
  now += std::chrono::minutes(2);
  EXPECT_EQ(proxy.SignIn(word).value(), jane);
  EXPECT_EQ(users.Get(jane)->name, "Jane");
  ProxySignIn odd{external,        user_store, memory, clock, {.enabled = true, .property = ProxyProperty::kUnknown},
                  release.external};
  EXPECT_EQ(odd.SignIn(word).error().trouble, ProxyTrouble::kProperty);
}

// Go counts the nanoseconds of sync_ttl in 64 bits.
TEST_F(ExternalUsersTest, ATimeBeyond64BitsIsWhatIsLeftOfIt) {
  constexpr auto kForEver = std::chrono::hours(24 * 365 * 100);
  for (const auto& [minutes, lasts] :
       std::vector<std::pair<std::int64_t, std::chrono::seconds>>{{153'722'867, kForEver},
                                                                  {153'722'868, kForEver},
                                                                  {307'445'735, std::chrono::seconds(26)},
                                                                  {std::numeric_limits<std::int64_t>::max(), kForEver},
                                                                  {std::numeric_limits<std::int64_t>::min(), kForEver},
                                                                  {-1, kForEver},
                                                                  {0, kForEver}}) {
    MemoryStore memory{database};
    ProxySignIn proxy{
        external,        user_store, memory, clock, {.enabled = true, .remembered = std::chrono::minutes(minutes)},
        release.external};
    const ProxyWord word{.address = "127.0.0.1", .name = "n" + std::to_string(minutes), .full_name = "Jane"};
    const std::int64_t jane = *proxy.SignIn(word);
    ASSERT_TRUE(users.Update(jane, {.login = word.name, .name = "By Admin"}));
    const Instant before = now;
    now += lasts - std::chrono::seconds(1);
    EXPECT_EQ(proxy.SignIn(word).value(), jane);
    EXPECT_EQ(users.Get(jane)->name, "By Admin") << minutes;
    now += std::chrono::seconds(2);
    EXPECT_EQ(proxy.SignIn(word).value(), jane);
    EXPECT_EQ(users.Get(jane)->name == "Jane", lasts != kForEver) << minutes;
    now = before;
  }
}

}  // namespace
}  // namespace grafake::server
