#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/storage/database.h"
#include "server/storage/login_comparison.h"
#include "server/storage/result.h"
#include "server/storage/user_store.h"

namespace grafake::server {

struct RoleInOrg {
  std::int64_t org_id = 0;
  std::string role;

  [[nodiscard]] bool operator==(const RoleInOrg& other) const = default;
};

// Somebody for whom another system vouches, as it names him. Empty texts say nothing.
struct ExternalUser {
  std::string module;  // which: "authproxy", "jwt"
  std::string id;      // his there
  std::string login;
  std::string email;
  std::string name;
  std::vector<RoleInOrg> roles = {};            // in those orgs, and in no other; none: nothing is said
  std::optional<bool> is_admin = std::nullopt;  // a Grafana Admin
};

// What is to become of him here.
struct ExternalSignIn {
  ExternalUser who;
  NewUser fresh;  // as he is made when nobody is he
  Timestamp now;
};

// By which system users were let in: the table `user_auth`. Thread-safe.
class ExternalUserStore {
 public:
  // `same`: which logins and emails are. `leavers_keep_permissions`: on single objects, when they lose an org.
  ExternalUserStore(Database& database, LoginComparison same, bool leavers_keep_permissions)
      : database_(database), same_(same), leavers_keep_permissions_(leavers_keep_permissions) {}

  // Who he is here: by his id there, by his email, by his login. No service account.
  [[nodiscard]] std::optional<std::int64_t> Find(const ExternalUser& who);
  // The same, made or brought up to date; what he is not told to have, he keeps. kTaken: another has the login or
  // email; kOrgNotFound, kOrgTaken: of who is made. kLastAdmin: he cannot lose his role; all else is done, as in
  // Grafana, to which it is a transaction of its own.
  [[nodiscard]] Result<std::int64_t> SignIn(const ExternalSignIn& wish);
  // Which system let him in last; empty: none has.
  [[nodiscard]] std::string ModuleOf(std::int64_t user_id);

 private:
  [[nodiscard]] Result<std::int64_t> FindOrMake(const ExternalSignIn& wish);
  [[nodiscard]] Result<std::int64_t> Sync(std::int64_t id, const ExternalSignIn& wish);

  Database& database_;
  LoginComparison same_;
  bool leavers_keep_permissions_;
};

}  // namespace grafake::server
