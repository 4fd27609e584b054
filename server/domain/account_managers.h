#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/domain/clock.h"
#include "server/storage/permission_store.h"
#include "server/storage/result.h"

namespace grafake::server {

// What one may do with a service account that is his to edit, or to administer.
inline constexpr auto kEditAccount = std::to_array<std::string_view>({"serviceaccounts:read", "serviceaccounts:write"});
inline constexpr auto kAdministerAccount =
    std::to_array<std::string_view>({"serviceaccounts:read", "serviceaccounts:write", "serviceaccounts:delete",
                                     "serviceaccounts.permissions:read", "serviceaccounts.permissions:write"});

// Who is given what on an account.
struct AccountShare {
  AccountGrant::To to = AccountGrant::To::kUser;
  std::int64_t holder_id = 0;
  std::string level;  // "Edit", "Admin"; empty: nothing any more
};

// Who may do what with single service accounts, by Grafana's rules. Thread-safe; each call is one transaction.
class AccountManagers {
 public:
  AccountManagers(PermissionStore& store, Clock clock) : store_(store), clock_(std::move(clock)) {}

  // `account` is the text that stands in scopes for an account: what is no account's id is held by nobody.
  [[nodiscard]] std::vector<HeldPermissionRow> List(std::int64_t org_id, std::string_view account);
  // kInvalid: no such level; kNotFound: no such account in the org; kUserNotFound: no such user or team. In this order.
  [[nodiscard]] Result<Done> Set(std::int64_t org_id, std::int64_t account_id, const AccountShare& share);
  // All of them or none. kNotFound: no such account in the org; then of each share in turn kUserNotFound: no such user
  // or team; kInvalid: to nobody, or no such level.
  [[nodiscard]] Result<Done> SetAll(std::int64_t org_id, std::int64_t account_id,
                                    const std::vector<AccountShare>& shares);
  [[nodiscard]] static bool IsLevel(std::string_view level);

 private:
  PermissionStore& store_;
  Clock clock_;
};

}  // namespace grafake::server
