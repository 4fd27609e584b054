#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "server/storage/changes.h"
#include "server/storage/sql.h"

// Grafana keeps permissions on single objects in a role of each user, "managed:users:<id>:permissions". These work
// inside the caller's transaction. Storage's own.
namespace grafake::server::managed_roles {

struct Grant {
  std::int64_t org_id;
  std::int64_t user_id;
  std::string scope;
};

// The user's permissions on that scope are these actions from now on; none takes them all. The role itself stays.
[[nodiscard]] Changes Set(sql::Session& session, const Grant& grant, std::span<const std::string_view> actions,
                          Timestamp now);

// Nobody holds anything on the scope any more.
[[nodiscard]] Changes EraseScope(sql::Session& session, const std::string& scope);

}  // namespace grafake::server::managed_roles
