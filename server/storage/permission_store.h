#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/storage/database.h"
#include "server/storage/result.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

struct PermissionRow {
  std::string action;
  std::string scope;
};

// Whose permissions are asked for.
struct PermissionHolder {
  std::int64_t org_id = 0;
  std::int64_t user_id = 0;
  std::vector<std::int64_t> team_ids;
  std::string role;  // "Viewer", "Editor", "Admin"
};

enum class HeldBy { kUser, kTeam, kRole };

// A permission on one object, and who holds it through a managed role: a user, a team, or all who have a basic role.
struct HeldPermissionRow {
  std::int64_t id = 0;
  std::string role_name;
  std::string action;
  HeldBy by = HeldBy::kUser;
  std::int64_t holder_id = 0;  // of a role: 0
  std::string name;            // the user's login, the team's name, the role's
  std::string email;
  std::string uid;          // the user's, the team's
  bool is_account = false;  // the user is a service account
  Timestamp created;
  Timestamp updated;
};

// What somebody is given on a service account.
struct AccountGrant {
  enum class To { kUser, kTeam, kNobody };  // other service accounts are users here

  To to = To::kUser;
  std::int64_t holder_id = 0;
  Result<std::vector<std::string_view>> actions;  // from now on these; none takes them all
};

// The permissions of managed roles, in `role`, `permission`, `user_role`, `team_role` and `builtin_role`. Thread-safe.
class PermissionStore {
 public:
  // `of_accounts`: those on service accounts count, too. `roles_first`: what the basic role has comes first, and of
  // that what is about dashboards.
  explicit PermissionStore(Database& database, bool of_accounts = false, bool roles_first = false)
      : database_(database), of_accounts_(of_accounts), roles_first_(roles_first) {}

  // Those of the user, of its teams and of its basic role, in that org, each as they came. Grafana counts only actions
  // on teams, dashboards and folders (with the alerting actions of folders), and on service accounts where they count.
  [[nodiscard]] std::vector<PermissionRow> ListOf(const PermissionHolder& holder);

  // Who holds something on that scope: users, then teams, then roles.
  [[nodiscard]] std::vector<HeldPermissionRow> HeldOn(std::int64_t org_id, const std::string& scope);
  // All of them or none. kNotFound: no such service account in the org. Then of each in turn kUserNotFound: no such
  // user or team; the error that its actions are, as they must be for nobody.
  [[nodiscard]] Result<Done> GiveOnAccount(std::int64_t org_id, std::int64_t account_id,
                                           std::span<const AccountGrant> grants, Timestamp now);

 private:
  Database& database_;
  bool of_accounts_;
  bool roles_first_;
};

}  // namespace grafake::server
