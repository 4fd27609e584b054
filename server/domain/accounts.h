#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/domain/clock.h"
#include "server/domain/identities.h"
#include "server/domain/roles.h"
#include "server/releases/account_rules.h"
#include "server/releases/login_case.h"
#include "server/storage/account_store.h"

namespace grafake::server {

// How the members of orgs come about: [users] auto_assign_org, auto_assign_org_id and auto_assign_org_role.
struct MemberSettings {
  bool auto_assign_org = true;
  std::int64_t org_id = 1;
  Role role = Role::kViewer;
  LoginCase login_case = LoginCase::kCounts;  // [users] case_insensitive_login, as the release understands it
  bool strong_passwords = false;              // [auth.basic] password_policy
  bool with_uids = false;                     // each new one is given a uid
};

struct AccountSearch {
  std::string text;
  bool only_disabled = false;
  std::optional<std::vector<std::int64_t>> ids;  // only these; none: all
  bool only_expired_tokens = false;              // does not count beside only_disabled
  std::int64_t page = 1;                         // from 1
  std::int64_t per_page = 1000;
};

// What one who makes an account asks for.
struct AccountWish {
  std::string name;
  Role role = Role::kViewer;
  bool is_disabled = false;
  std::int64_t manager = 0;  // a user who shall administer it; 0: nobody in particular
};

struct AccountEdit {
  std::optional<std::string> name;
  std::optional<Role> role;
  std::optional<bool> is_disabled;
};

// Service accounts, by Grafana's rules. Thread-safe; each call is one transaction.
class Accounts {
 public:
  Accounts(AccountStore& store, Identities& identities, Clock clock, MemberSettings settings, AccountCreation creation,
           AccountLogins logins = AccountLogins::kOfName)
      : store_(store),
        identities_(identities),
        clock_(std::move(clock)),
        settings_(settings),
        creation_(creation),
        logins_(logins) {}

  [[nodiscard]] AccountPage Search(std::int64_t org_id, const AccountSearch& search);
  // kRoleTooHigh: above `most`. kTaken: the login made from the name is in use, anywhere. kOrgNotFound, kOrgTaken.
  [[nodiscard]] Result<AccountRow> Create(std::int64_t org_id, const AccountWish& wish, Role most);
  // As it is wished, whatever the release makes of a wish, and by nobody. kTaken, kOrgNotFound.
  [[nodiscard]] Result<AccountRow> Plant(std::int64_t org_id, const AccountWish& wish);
  // kNotFound: no such account in this org.
  [[nodiscard]] Result<AccountRow> Get(std::int64_t org_id, std::int64_t id);
  [[nodiscard]] std::optional<std::int64_t> FindIdByUid(std::int64_t org_id, const std::string& uid) {
    return store_.FindIdByUid(org_id, uid);
  }
  // The same question without the answer: no counting of tokens.
  [[nodiscard]] Result<Done> Check(std::int64_t org_id, std::int64_t id);
  // Of the teams that it belongs to, sorted.
  [[nodiscard]] std::vector<std::string> TeamNames(std::int64_t org_id, std::int64_t id);
  // kRoleTooHigh: above `most`. kNotFound. The account as changed, but with its former time of change: Grafana's
  // answer.
  [[nodiscard]] Result<AccountRow> Update(std::int64_t org_id, std::int64_t id, const AccountEdit& edit, Role most);
  [[nodiscard]] Result<Done> Delete(std::int64_t org_id, std::int64_t id);

 private:
  // With its login and uid.
  [[nodiscard]] NewAccount Named(std::int64_t org_id, const std::string& name) const;

  AccountStore& store_;
  Identities& identities_;
  Clock clock_;
  MemberSettings settings_;
  AccountCreation creation_;
  AccountLogins logins_;
};

}  // namespace grafake::server
