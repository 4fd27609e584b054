#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>

#include "server/domain/accounts.h"
#include "server/domain/api_keys.h"
#include "server/domain/freshness.h"
#include "server/domain/key_migration.h"
#include "server/domain/members.h"
#include "server/domain/orgs.h"
#include "server/domain/sessions.h"
#include "server/domain/teams.h"
#include "server/domain/tokens.h"
#include "server/domain/users.h"
#include "server/releases/release.h"

namespace grafake::server {

// Why it was refused; nothing when it was not.
template <class T>
std::optional<ErrorCode> CodeOf(const Result<T>& result) {
  return result ? std::nullopt : std::optional(result.error().code);
}

// For tests: the rules over a database in memory, and a clock that nobody moves but the test. There is an org, 1, with
// a user who is its Admin and Grafana Admin.
class DomainTest : public testing::Test {
 protected:
  explicit DomainTest(std::chrono::seconds user_cache = std::chrono::seconds(0))
      : identities(user_store, access, clock, user_cache) {
    (void)NewOrg("Main Org.");
    boss = *user_store.Insert({.login = "boss", .email = "boss@x", .is_admin = true, .org_id = 1, .role = "Admin"});
  }

  std::int64_t NewOrg(const std::string& name) { return *org_store.Insert(name, ToTimestamp(now)); }
  // Without a password.
  std::int64_t NewUser(const std::string& login, Role role = Role::kViewer, std::int64_t org_id = 1) {
    return *user_store.Insert({.login = login,
                               .email = login + "@x",
                               .org_id = org_id,
                               .role = std::string(RoleName(role)),
                               .now = ToTimestamp(now)});
  }
  std::int64_t NewAccount(const std::string& name, std::int64_t org_id = 1) {
    return accounts.Create(org_id, {.name = name}, Role::kAdmin)->id;
  }
  std::string NewToken(std::int64_t account, std::int64_t seconds_to_live = 0, std::int64_t org_id = 1) {
    const std::string name = "token " + std::to_string(++tokens_made);
    return tokens.Create({org_id, account, name, seconds_to_live})->secret;
  }

  Instant now = Instant(std::chrono::seconds(1'660'000'000));
  Clock clock = [this] { return now; };

  Database database{""};
  AccountStore account_store{database};
  ApiKeyStore key_store{database};
  NoteStore note_store{database};
  OrgStore org_store{database};
  PermissionStore permission_store{database, true};
  SessionStore session_store{database};
  TeamStore team_store{database};
  UserStore user_store{database};

  const Release& release = DefaultRelease();
  MemberSettings member_settings;
  Passwords passwords;
  Access access{permission_store, release.roles, {.service_accounts = true}};
  Identities identities;
  IssuedTokens issued;
  Accounts accounts{account_store, identities, clock, member_settings, release.account_creation};
  ApiKeys api_keys{key_store, clock, {}};
  KeyMigration migration{account_store, key_store, note_store, clock, member_settings};
  Members members{org_store, user_store, clock};
  Orgs orgs{org_store, clock};
  Sessions sessions{session_store, clock, {}};
  Teams teams{team_store, clock};
  Tokens tokens{key_store, clock, {}};
  Users users{user_store, passwords, clock, member_settings};
  Freshness freshness{database, {key_store, issued, access, identities, orgs}};

  std::int64_t boss = 0;
  int tokens_made = 0;
};

}  // namespace grafake::server
