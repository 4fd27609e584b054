#pragma once

#include <string>
#include <string_view>

namespace grafake::server {

// The path of the avatar of a user or team with that email; empty without one.
[[nodiscard]] std::string AvatarPath(std::string_view email);

// The path of the avatar of one who has a name but no email: service accounts, teams.
[[nodiscard]] std::string AvatarPathOfName(std::string_view name);

}  // namespace grafake::server
