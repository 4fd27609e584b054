#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "server/storage/changes.h"
#include "server/storage/sql.h"

// Grafana keeps permissions on single objects in a role of each user, "managed:users:<id>:permissions", of each team,
// and of all who have a basic role, "managed:builtins:<role>:permissions". These work inside the caller's transaction.
// Storage's own.
namespace grafake::server::managed_roles {

enum class Holder { kUser, kTeam, kRole };

struct Grant {
  std::int64_t org_id;
  std::int64_t holder_id;  // of a role: 0
  std::string scope;
  Holder holder = Holder::kUser;
  std::string role = {};  // "Viewer", of kRole
};

// "serviceaccounts:id:<id>": what the permissions on a service account are about.
[[nodiscard]] inline std::string AccountScope(std::int64_t account_id) {
  return "serviceaccounts:id:" + std::to_string(account_id);
}

// The holder's permissions on that scope are these actions from now on; none takes them all. The role itself stays.
[[nodiscard]] Changes Set(sql::Session& session, const Grant& grant, std::span<const std::string_view> actions,
                          Timestamp now);

// The user holds nothing on single objects in that org any more.
[[nodiscard]] Changes EraseOfUser(sql::Session& session, std::int64_t org_id, std::int64_t user_id);

// Nobody holds anything on the scope any more.
[[nodiscard]] Changes EraseScope(sql::Session& session, const std::string& scope);

}  // namespace grafake::server::managed_roles
