#include "server/domain/identities.h"

#include <gtest/gtest.h>

#include <functional>

#include "server/domain/domain_fixture.h"

namespace grafake::server {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

// Grafana's own five seconds, or none.
class Watched : public DomainTest {
 public:
  explicit Watched(seconds user_cache) : DomainTest(user_cache) {
    (void)teams.SetMember(1, team, user, TeamLevel::kMember);
  }

  // A write, and what it must change of one who was loaded before.
  struct Write {
    const char* name;
    std::int64_t Watched::*who;
    std::int64_t org_id;  // the org that a request names
    std::function<bool(Watched&)> write;
    std::function<bool(const PrincipalPtr&)> shows;
  };
  static const std::vector<Write>& Writes();

  PrincipalPtr Loaded(const Write& w) { return identities.Load(this->*w.who, w.org_id); }
  void Pass(Instant::duration time) { now += time; }

  std::int64_t user = NewUser("user");
  std::int64_t bot = NewAccount("bot");
  std::int64_t other_org = NewOrg("other");
  std::int64_t team = *teams.Create(1, "team", "", boss);
  std::int64_t other_team = *teams.Create(1, "other", "", boss);

  void TestBody() override {}
};

const std::vector<Watched::Write>& Watched::Writes() {
  static const std::vector<Write> kWrites = {
      {"AUsersRole", &Watched::user, 1,
       [](Watched& w) { return w.members.SetRole(1, w.user, Role::kEditor).has_value(); },
       [](const PrincipalPtr& p) { return p->role == Role::kEditor && p->permissions->Has("folders:create"); }},
      {"AUserIsDisabled", &Watched::user, 1, [](Watched& w) { return w.users.SetDisabled(w.user, true).has_value(); },
       [](const PrincipalPtr& p) { return p->is_disabled; }},
      {"AUserBecomesGrafanaAdmin", &Watched::user, 1,
       [](Watched& w) { return w.users.SetAdmin(w.user, true).has_value(); },
       [](const PrincipalPtr& p) { return p->is_grafana_admin && p->permissions->Has("users:create"); }},
      {"AUserIsRenamed", &Watched::user, 1,
       [](Watched& w) { return w.users.Update(w.user, {.login = "renamed", .name = "Re Named"}).has_value(); },
       [](const PrincipalPtr& p) { return p->login == "renamed" && p->name == "Re Named"; }},
      {"AUserLeavesTheOrg", &Watched::user, 1,
       [](Watched& w) { return w.members.Remove(1, w.user, false).has_value(); },
       [](const PrincipalPtr& p) { return p->org_id == -1 && p->role == Role::kNone; }},
      {"AUserIsDeleted", &Watched::user, 1, [](Watched& w) { return w.users.Delete(w.user).has_value(); },
       [](const PrincipalPtr& p) { return p == nullptr; }},
      {"AnAccountsRole", &Watched::bot, 1,
       [](Watched& w) { return w.accounts.Update(1, w.bot, {.role = Role::kAdmin}, Role::kAdmin).has_value(); },
       [](const PrincipalPtr& p) { return p->role == Role::kAdmin && p->permissions->Has("apikeys:create"); }},
      {"AnAccountIsDisabled", &Watched::bot, 1,
       [](Watched& w) { return w.accounts.Update(1, w.bot, {.is_disabled = true}, Role::kAdmin).has_value(); },
       [](const PrincipalPtr& p) { return p->is_disabled; }},
      {"AnAccountsRoleAsMember", &Watched::bot, 1,
       [](Watched& w) { return w.members.SetRole(1, w.bot, Role::kEditor).has_value(); },
       [](const PrincipalPtr& p) { return p->role == Role::kEditor; }},
      {"AnAccountIsDeleted", &Watched::bot, 1, [](Watched& w) { return w.accounts.Delete(1, w.bot).has_value(); },
       [](const PrincipalPtr& p) { return p == nullptr; }},
      {"TheOrgIsRenamed", &Watched::user, 1, [](Watched& w) { return w.orgs.Rename(1, "renamed").has_value(); },
       [](const PrincipalPtr& p) { return p->org_name == "renamed"; }},
      {"TheOrgIsDeleted", &Watched::user, 1, [](Watched& w) { return w.orgs.Delete(1).has_value(); },
       [](const PrincipalPtr& p) { return p->org_id == -1; }},
      {"AUserJoinsATeam", &Watched::user, 1,
       [](Watched& w) { return w.teams.SetMember(1, w.other_team, w.user, TeamLevel::kMember).has_value(); },
       [](const PrincipalPtr& p) { return p->team_ids.size() == 2; }},
      {"AUserLeavesATeam", &Watched::user, 1,
       [](Watched& w) { return w.teams.RemoveMember(1, w.team, w.user).has_value(); },
       [](const PrincipalPtr& p) { return p->team_ids.empty(); }},
      {"ATeamIsDeleted", &Watched::user, 1, [](Watched& w) { return w.teams.Delete(1, w.team).has_value(); },
       [](const PrincipalPtr& p) { return p->team_ids.empty(); }},
      {"AUserMakesATeam", &Watched::user, 1,
       [](Watched& w) { return w.teams.Create(1, "own", "", w.user).has_value(); },
       [](const PrincipalPtr& p) { return p->team_ids.size() == 2; }},
  };
  return kWrites;
}

TEST(IdentitiesTest, WithoutAUserCacheEveryWriteShowsAtOnce) {
  for (const Watched::Write& w : Watched::Writes()) {
    Watched watched(seconds(0));
    ASSERT_FALSE(w.shows(watched.Loaded(w))) << w.name;
    ASSERT_TRUE(w.write(watched)) << w.name;
    EXPECT_TRUE(w.shows(watched.Loaded(w))) << w.name;
  }
}

TEST(IdentitiesTest, WithFiveSecondsEveryWriteShowsWhenTheyAreOver) {
  for (const Watched::Write& w : Watched::Writes()) {
    Watched watched(seconds(5));
    ASSERT_FALSE(w.shows(watched.Loaded(w))) << w.name;
    ASSERT_TRUE(w.write(watched)) << w.name;
    watched.Pass(seconds(5) - nanoseconds(1));
    EXPECT_FALSE(w.shows(watched.Loaded(w))) << w.name;
    watched.Pass(nanoseconds(1));
    EXPECT_TRUE(w.shows(watched.Loaded(w))) << w.name;
  }
}

class IdentitiesAtOnceTest : public DomainTest {};

class IdentitiesLateTest : public DomainTest {
 protected:
  IdentitiesLateTest() : DomainTest(seconds(5)) {}
};

TEST_F(IdentitiesAtOnceTest, WhoIsLoadedOnceIsKept) {
  const auto first = identities.Load(boss, 1);
  now += std::chrono::years(1);
  EXPECT_EQ(identities.Load(boss, 1), first);
  EXPECT_EQ(first->login, "boss");
  EXPECT_EQ(first->kind, Principal::Kind::kUser);
}

TEST_F(IdentitiesAtOnceTest, AWriteToOneForgetsNobodyElse) {
  const auto first = identities.Load(boss, 1);
  ASSERT_TRUE(users.SetDisabled(NewUser("user"), true));
  EXPECT_EQ(identities.Load(boss, 1), first);
}

TEST_F(IdentitiesAtOnceTest, ARefusedWriteForgetsNobody) {
  const auto first = identities.Load(boss, 1);
  EXPECT_FALSE(users.SetAdmin(boss, false));
  EXPECT_FALSE(members.SetRole(1, boss, Role::kViewer));
  EXPECT_EQ(identities.Load(boss, 1), first);
}

TEST_F(IdentitiesAtOnceTest, WhoWasNoMemberIsOneAtOnce) {
  const std::int64_t user = NewUser("user");
  const std::int64_t other = NewOrg("other");
  EXPECT_EQ(identities.Load(user, other)->org_id, -1);
  ASSERT_TRUE(members.Add(other, user, Role::kEditor));
  EXPECT_EQ(identities.Load(user, other)->role, Role::kEditor);
  EXPECT_EQ(identities.Load(user, other + 1)->org_id, -1);
  ASSERT_EQ(*orgs.Create("own", user), other + 1);
  EXPECT_EQ(identities.Load(user, other + 1)->role, Role::kAdmin);
}

TEST_F(IdentitiesAtOnceTest, TheCurrentOrgIsTheOneChosenLast) {
  const std::int64_t other = NewOrg("other");
  ASSERT_TRUE(members.Add(other, boss, Role::kViewer));
  EXPECT_EQ(identities.Load(boss, 0)->org_id, 1);
  ASSERT_TRUE(users.SetCurrentOrg(boss, other));
  EXPECT_EQ(identities.Load(boss, 0)->org_id, other);
}

TEST_F(IdentitiesAtOnceTest, AnAccountIsOneInItsOrgOnly) {
  const std::int64_t bot = NewAccount("bot");
  EXPECT_TRUE(identities.HasAccount(bot, 1));
  EXPECT_FALSE(identities.HasAccount(bot, NewOrg("other")));
  EXPECT_FALSE(identities.HasAccount(boss, 1)) << "a user";
  EXPECT_FALSE(identities.HasAccount(999, 1));
}

TEST_F(IdentitiesLateTest, ARequestThatNamesNoOrgIsNeverLate) {
  const std::int64_t user = NewUser("user");
  EXPECT_EQ(identities.Load(user, 0)->role, Role::kViewer);
  ASSERT_TRUE(members.SetRole(1, user, Role::kEditor));
  EXPECT_EQ(identities.Load(user, 0)->role, Role::kEditor);
  EXPECT_EQ(identities.Load(user, 1)->role, Role::kEditor) << "and tells those that name one";
}

TEST_F(IdentitiesLateTest, PermissionsOnTeamsAreNeverLate) {
  const std::int64_t user = NewUser("user");
  EXPECT_FALSE(identities.Load(user, 1)->permissions->Has("teams:read"));
  const std::int64_t team = *teams.Create(1, "team", "", boss);
  ASSERT_TRUE(teams.SetMember(1, team, user, TeamLevel::kMember));
  EXPECT_TRUE(identities.Load(user, 1)->permissions->Has("teams:read"));
  EXPECT_TRUE(identities.Load(user, 1)->team_ids.empty()) << "the rest is";
  ASSERT_TRUE(teams.RemoveMember(1, team, user));
  EXPECT_FALSE(identities.Load(user, 1)->permissions->Has("teams:read"));
}

TEST_F(IdentitiesLateTest, FreshPermissionsDoNotLengthenALife) {
  const std::int64_t user = NewUser("user");
  (void)identities.Load(user, 1);
  ASSERT_TRUE(members.SetRole(1, user, Role::kEditor));
  now += seconds(4);
  identities.ForgetPermissions();
  EXPECT_EQ(identities.Load(user, 1)->role, Role::kViewer);
  now += seconds(1);
  EXPECT_EQ(identities.Load(user, 1)->role, Role::kEditor);
}

}  // namespace
}  // namespace grafake::server
