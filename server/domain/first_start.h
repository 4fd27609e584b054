#pragma once

#include <future>
#include <string>

#include "server/domain/accounts.h"
#include "server/domain/passwords.h"
#include "server/storage/org_store.h"
#include "server/storage/user_store.h"

namespace grafake::server {

// [security] admin_user, admin_password, disable_initial_admin_creation.
struct FirstAdmin {
  bool create = true;
  std::string login = "admin";
  std::string email;  // [security] admin_email; empty: of the login, at localhost
  std::string password = "admin";
};

// On a database without any user: creates the main org and the first Grafana Admin, as Grafana does. `password` is the
// admin's, hashed; it is asked for only then.
// Fails with Grafana's sentence when the admin's org is not there (kOrgNotFound).
[[nodiscard]] Result<Done> PrepareFirstStart(UserStore& users, OrgStore& orgs, std::future<Passwords::Hashed> password,
                                             const FirstAdmin& admin, const MemberSettings& members, Timestamp now);

}  // namespace grafake::server
