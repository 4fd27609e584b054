#include "server/domain/freshness.h"

#include <gtest/gtest.h>

#include <functional>

#include "server/domain/account_managers.h"
#include "server/domain/data_sources.h"
#include "server/domain/domain_fixture.h"
#include "server/domain/invitations.h"
#include "server/domain/playlists.h"
#include "server/domain/token_sign_in.h"
#include "server/storage/external_user_store.h"

namespace grafake::server {
namespace {

using std::chrono::seconds;
using Texts = std::vector<std::string>;

std::string PermissionsText(const PermissionSet& permissions) {
  std::string text;
  for (const std::string_view action : permissions.Actions()) {
    text += " " + std::string(action);
    for (const std::string& scope : permissions.Scopes(action)) text += "," + scope;
  }
  return text;
}

std::string PrincipalText(const PrincipalPtr& who) {
  if (!who) return "nobody";
  std::string text = who->login + " '" + who->name + "' " + who->email + " " + who->theme + " in " +
                     std::to_string(who->org_id) + " " + who->org_name + " as " + std::string(RoleName(who->role)) +
                     (who->is_grafana_admin ? ", Grafana Admin" : "") + (who->is_disabled ? ", disabled" : "");
  for (const std::int64_t team : who->team_ids) text += ", team " + std::to_string(team);
  return text + ":" + PermissionsText(*who->permissions);
}

// A world with one of everything that anybody keeps in memory.
class Fresh : public DomainTest {
 public:
  explicit Fresh(seconds user_cache) : DomainTest(user_cache), cache(user_cache) {
    EXPECT_TRUE(teams.SetMember(1, team, user, TeamLevel::kMember));
    EXPECT_TRUE(users.SetAdmin(second, true));
    EXPECT_TRUE(members.Add(other_org, user, Role::kEditor));
  }
  void TestBody() override {}

  using DomainTest::accounts, DomainTest::api_keys, DomainTest::boss, DomainTest::database, DomainTest::members,
      DomainTest::migration, DomainTest::now, DomainTest::orgs, DomainTest::sessions, DomainTest::teams,
      DomainTest::tokens, DomainTest::users;

  // What these say of everything, which they keep from then on.
  struct Speakers {
    ApiKeyStore& keys;
    IssuedTokens& issued;
    Identities& identities;
    Orgs& orgs;
  };
  Texts Said(const Speakers& by) {
    Texts said;
    for (const std::int64_t who : {boss, user, second, bot}) {
      for (const std::int64_t org : {std::int64_t{1}, other_org, other_org + 1, std::int64_t{0}})
        said.push_back(PrincipalText(by.identities.Load(who, org)));
    }
    TokenSignIn sign_in(by.keys, access, by.identities, by.issued, clock, TokenHash::kSha256);
    for (const std::string& secret : {token, key, derived}) {
      const auto caller = sign_in.SignIn(secret);
      said.push_back(caller ? "signs in: " + PrincipalText(*caller)
                            : "refused " + std::to_string(static_cast<int>(caller.error().code)));
    }
    for (const std::int64_t id : {std::int64_t{1}, other_org}) {
      const auto org = by.orgs.Get(id);
      said.push_back(org ? (*org)->name + ", " + (*org)->address.city : "no org");
    }
    said.emplace_back(by.keys.HasDerived() ? "derived keys" : "no derived keys");
    return said;
  }
  Texts InMemory() { return Said({key_store, issued, identities, orgs}); }
  // By those who have never asked before.
  Texts InDatabase() {
    ApiKeyStore keys(database);
    IssuedTokens none;
    Access nothing(permission_store, release.roles, {.service_accounts = true});
    Identities nobody(user_store, nothing, clock, cache);
    Orgs unknown(org_store, clock);
    return Said({keys, none, nobody, unknown});
  }
  // Of those in memory, what they may do beside what they would with the permissions that are stored now.
  std::pair<Texts, Texts> Permissions() {
    std::pair<Texts, Texts> texts;
    Access nothing(permission_store, release.roles, {.service_accounts = true});
    for (const std::int64_t who : {boss, user, second, bot}) {
      const auto kept = identities.Load(who, 1);
      if (!kept) continue;
      texts.first.push_back(PermissionsText(*kept->permissions));
      texts.second.push_back(PermissionsText(*nothing.OfMember(*kept)));
    }
    return texts;
  }

  void Listen() { listening.emplace(database, Freshness::Keepers{key_store, issued, access, identities, orgs}); }

  std::string NewDerived() {
    Tokens slow(key_store, clock, {.hash = TokenHash::kPbkdf2});
    return slow.Create({1, bot, "derived", 0})->secret;
  }

  AccountManagers managers{permission_store, clock};
  DataSourceStore data_source_store{database};
  DataSources data_sources{data_source_store, clock, Sealing("key"), release.data_sources, release.drawn_uids};
  InvitationStore invitation_store{database};
  Invitations invitations{invitation_store, users, members, clock, std::chrono::hours(24), release.invitations};
  PlaylistStore playlist_store{database};
  Playlists playlists{playlist_store, clock, release.drawn_uids, true};
  std::optional<Freshness> listening;
  seconds cache;
  std::int64_t user = NewUser("user");
  std::int64_t second = NewUser("second");
  std::int64_t bot = NewAccount("bot");
  std::int64_t other_org = NewOrg("other");
  std::int64_t team = *teams.Create(1, "team", "", boss);
  std::int64_t free_team = *teams.Create(1, "free", "", boss);
  MadeToken made_token = *tokens.Create({1, bot, "token", 0});
  MadeToken made_key = *api_keys.Create({.org_id = 1, .name = "key"}, Role::kAdmin);
  std::string token = made_token.secret;
  std::string key = made_key.secret;
  std::string derived = NewPrefixedToken();  // issued by nobody so far
};

struct Write {
  const char* name;
  bool shows;  // whether it changes anything that is kept
  std::function<bool(Fresh&)> make;
};

void PrintTo(const Write& write, std::ostream* out) { *out << write.name; }

// Every write of domain/, with and without a matter that somebody keeps.
const std::vector<Write> kWritesOfUsers = {
    {"UsersCreate", false, [](Fresh& f) { return f.users.Create({.login = "new", .password = "secret"}).has_value(); }},
    {"UsersUpdate", true,
     [](Fresh& f) { return f.users.Update(f.user, {.login = "x", .email = "x@y", .name = "X"}).has_value(); }},
    {"UsersUpdateTheme", true,
     [](Fresh& f) { return f.users.Update(f.user, {.login = "user", .theme = "dark"}).has_value(); }},
    {"UsersDelete", true, [](Fresh& f) { return f.users.Delete(f.user).has_value(); }},
    {"UsersSetPassword", false, [](Fresh& f) { return f.users.SetPassword(f.user, "secret").has_value(); }},
    {"UsersSetAdmin", true, [](Fresh& f) { return f.users.SetAdmin(f.second, false).has_value(); }},
    {"ExternalUsersSync", true,
     [](Fresh& f) {
       ExternalUserStore store(f.database, {}, true);
       const std::string login = f.users.Get(f.user)->login;
       return store.SignIn({{.module = "jwt", .id = "x", .login = login, .name = "Renamed"}, {}, {}}).has_value();
     }},
    {"UsersSetDisabled", true, [](Fresh& f) { return f.users.SetDisabled(f.user, true).has_value(); }},
    {"UsersSetCurrentOrg", true, [](Fresh& f) { return f.users.SetCurrentOrg(f.user, f.other_org).has_value(); }},
    {"UsersAddHelpFlags", false, [](Fresh& f) { return f.users.AddHelpFlags(f.user, 1) == 1; }},
    {"UsersClearHelpFlags", false, [](Fresh& f) { return f.users.ClearHelpFlags(f.user), true; }},
    {"MembersAdd", true, [](Fresh& f) { return f.members.Add(f.other_org, f.second, Role::kEditor).has_value(); }},
    {"MembersSetRole", true, [](Fresh& f) { return f.members.SetRole(1, f.user, Role::kEditor).has_value(); }},
    {"MembersRemove", true, [](Fresh& f) { return f.members.Remove(1, f.user, false).has_value(); }},
    {"MembersRemoveFromTheLast", true, [](Fresh& f) { return f.members.Remove(1, f.second, false).has_value(); }},
    {"MembersRemoveAndDelete", true, [](Fresh& f) { return *f.members.Remove(1, f.second, true); }},
    {"SessionsCreateAndRevoke", false,
     [](Fresh& f) {
       const auto session = f.sessions.Find(f.sessions.Create(f.user, {}));
       f.sessions.RevokeAllOf(f.boss);
       return f.sessions.Revoke(f.user, session->id).has_value();
     }},
};

const std::vector<Write> kWritesOfOthers = {
    {"AccountsCreate", false, [](Fresh& f) { return f.accounts.Create(1, {.name = "new"}, Role::kAdmin).has_value(); }},
    {"AccountsCreateForItsManager", true,
     [](Fresh& f) { return f.accounts.Create(1, {.name = "new", .manager = f.user}, Role::kAdmin).has_value(); }},
    {"AccountManagersSet", true,
     [](Fresh& f) { return f.managers.Set(1, f.bot, {.holder_id = f.user, .level = "Edit"}).has_value(); }},
    {"AccountManagersSetOfTeam", true,
     [](Fresh& f) {
       return f.managers.SetAll(1, f.bot, {{.to = AccountGrant::To::kTeam, .holder_id = f.team, .level = "Admin"}})
           .has_value();
     }},
    {"AccountsUpdateRole", true,
     [](Fresh& f) { return f.accounts.Update(1, f.bot, {.role = Role::kAdmin}, Role::kAdmin).has_value(); }},
    {"AccountsUpdateDisabled", true,
     [](Fresh& f) { return f.accounts.Update(1, f.bot, {.is_disabled = true}, Role::kAdmin).has_value(); }},
    {"AccountsDelete", true, [](Fresh& f) { return f.accounts.Delete(1, f.bot).has_value(); }},
    {"TokensCreate", false,
     [](Fresh& f) {
       return f.tokens.Create({1, f.bot, "new", 0}).has_value();
     }},
    {"TokensCreateDerived", true, [](Fresh& f) { return f.derived = f.NewDerived(), true; }},
    {"TokensDelete", true, [](Fresh& f) { return f.tokens.Delete(1, f.bot, f.made_token.id).has_value(); }},
    {"ApiKeysCreate", false,
     [](Fresh& f) { return f.api_keys.Create({.org_id = 1, .name = "new"}, Role::kAdmin).has_value(); }},
    {"ApiKeysDelete", true, [](Fresh& f) { return f.api_keys.Delete(1, f.made_key.id).has_value(); }},
    {"KeysMigrateOne", true, [](Fresh& f) { return f.migration.MigrateOne(1, f.made_key.id).has_value(); }},
    {"KeysMigrateAll", true, [](Fresh& f) { return f.migration.MigrateAll(1).has_value(); }},
    {"KeysHide", false, [](Fresh& f) { return f.migration.Hide(1), true; }},
    {"KeysRevert", true, [](Fresh& f) { return f.migration.Revert(f.bot, f.made_token.id).has_value(); }},
    {"OrgsCreate", true, [](Fresh& f) { return *f.orgs.Create("new", f.user) == f.other_org + 1; }},
    {"OrgsRename", true, [](Fresh& f) { return f.orgs.Rename(1, "renamed").has_value(); }},
    {"OrgsSetAddress", true, [](Fresh& f) { return f.orgs.SetAddress(1, {.city = "Rome"}), true; }},
    {"OrgsDelete", true, [](Fresh& f) { return f.orgs.Delete(1).has_value(); }},
    {"TeamsCreate", true, [](Fresh& f) { return f.teams.Create(1, "new", "", f.user).has_value(); }},
    {"TeamsCreateForNobody", false, [](Fresh& f) { return f.teams.Create(1, "new", "", 0).has_value(); }},
    {"TeamsUpdate", false, [](Fresh& f) { return f.teams.Update(1, f.team, "renamed", "").has_value(); }},
    {"TeamsDelete", true, [](Fresh& f) { return f.teams.Delete(1, f.team).has_value(); }},
    {"TeamsAddMember", true, [](Fresh& f) { return f.teams.AddMember(1, f.free_team, f.bot).has_value(); }},
    {"TeamsChangeMember", true, [](Fresh& f) { return f.teams.ChangeMember(1, f.team, f.user, 4).has_value(); }},
    {"TeamsSetMember", true,
     [](Fresh& f) { return f.teams.SetMember(1, f.free_team, f.user, TeamLevel::kAdmin).has_value(); }},
    {"TeamsSetMembers", true,
     [](Fresh& f) { return f.teams.SetMembers(1, f.team, {.members = {"second@x"}}).has_value(); }},
    {"TeamsRemoveMember", true, [](Fresh& f) { return f.teams.RemoveMember(1, f.team, f.user).has_value(); }},
    {"DataSourcesCreate", false,
     [](Fresh& f) { return f.data_sources.Create(1, {.name = "new", .type = "loki", .access = "proxy"}).has_value(); }},
    {"DataSourcesUpdate", false,
     [](Fresh& f) {
       const DataSourceRow row = *f.data_sources.Create(1, {.name = "new", .type = "loki", .access = "proxy"});
       return f.data_sources.Update(row, {.name = "x", .type = "loki", .access = "proxy"}).has_value();
     }},
    {"DataSourcesPut", false,
     [](Fresh& f) { return f.data_sources.Put(1, {.name = "new"}) && *f.data_sources.Remove(1, "new"); }},
    {"PlaylistsChange", false,
     [](Fresh& f) {
       const PlaylistRow row = *f.playlists.Create({.org_id = 1, .name = "new", .interval = "1m"});
       return f.playlists.Update(row) && f.playlists.Delete(1, row.uid);
     }},
    {"InvitationsAccept", false,
     [](Fresh& f) {
       f.invitations.Invite({.org_id = 1, .email = "guest@x", .role = "Viewer"});
       f.invitations.BeginSignUp("guest@x", 0, "127.0.0.1");
       const InvitationRow row = f.invitations.PendingIn(1).front();
       return f.invitations.Accept(row, {.login = "guest", .email = "guest@x"}) &&
              f.invitations.Revoke(row.code, Principal()) &&
              f.invitations.SignUp({.login = "other", .email = "other@x"}, row.code);
     }},
    {"AnotherProgram", true,
     [](Fresh& f) {
       f.database.TellChangesTo({});  // nobody tells what it does
       const bool done = f.users.SetDisabled(f.user, true) && f.orgs.Rename(1, "renamed") &&
                         f.teams.RemoveMember(1, f.team, f.user) && f.tokens.Delete(1, f.bot, f.made_token.id);
       f.Listen();
       return done && f.database.Write([](sql::Session& /*session*/) -> Result<Written<Done>> {
         return Written(Done(), Changes(Changes::Kind::kEverything));
       });
     }},
};

class FreshnessTest : public testing::TestWithParam<Write> {};

TEST_P(FreshnessTest, WithoutAUserCacheEveryWriteShowsAtOnce) {
  Fresh fresh(seconds(0));
  const Texts before = fresh.InMemory();
  ASSERT_EQ(before, fresh.InDatabase());
  ASSERT_TRUE(GetParam().make(fresh));
  EXPECT_EQ(fresh.InMemory() != before, GetParam().shows);
  EXPECT_EQ(fresh.InMemory(), fresh.InDatabase());
}

TEST_P(FreshnessTest, WithFiveSecondsPermissionsShowAtOnceAndTheRestInTime) {
  Fresh fresh(seconds(5));
  const Texts before = fresh.InMemory();
  ASSERT_TRUE(GetParam().make(fresh));
  const auto [kept, stored] = fresh.Permissions();
  EXPECT_EQ(kept, stored);
  EXPECT_EQ(fresh.InMemory() != before || fresh.InDatabase() != before, GetParam().shows);
  fresh.now += seconds(5);
  EXPECT_EQ(fresh.InMemory(), fresh.InDatabase());
}

const auto kNameOfWrite = [](const auto& test) { return test.param.name; };
INSTANTIATE_TEST_SUITE_P(OfUsers, FreshnessTest, testing::ValuesIn(kWritesOfUsers), kNameOfWrite);
INSTANTIATE_TEST_SUITE_P(OfOthers, FreshnessTest, testing::ValuesIn(kWritesOfOthers), kNameOfWrite);

}  // namespace
}  // namespace grafake::server
