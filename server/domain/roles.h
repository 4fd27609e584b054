#pragma once

#include <optional>
#include <string_view>

#include "server/storage/result.h"

namespace grafake::server {

// A user's basic role in an org, from little to much.
enum class Role { kNone, kViewer, kEditor, kAdmin };

// "Viewer", "Editor", "Admin", "None".
[[nodiscard]] std::string_view RoleName(Role role);

// Exactly one of the first three names; anything else is nothing.
[[nodiscard]] std::optional<Role> ParseRole(std::string_view name);

// The name of a stored role; kNone when it is none of the three.
[[nodiscard]] inline Role StoredRole(std::string_view name) { return ParseRole(name).value_or(Role::kNone); }

// Nobody gives a higher role than his own. kRoleTooHigh.
[[nodiscard]] tl::unexpected<Error> RoleTooHigh(Role wished, Role most);

}  // namespace grafake::server
