#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/storage/database.h"

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

// The permissions of managed roles, in `role`, `permission`, `user_role`, `team_role` and `builtin_role`. Thread-safe.
class PermissionStore {
 public:
  explicit PermissionStore(Database& database) : database_(database) {}

  // Those of the user, of its teams and of its basic role, in that org. Grafana counts only actions on teams,
  // dashboards and folders (with the alerting actions of folders).
  [[nodiscard]] std::vector<PermissionRow> ListOf(const PermissionHolder& holder);

 private:
  Database& database_;
};

}  // namespace grafake::server
