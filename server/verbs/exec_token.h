#pragma once

#include <string>
#include <tl/expected.hpp>

#include "server/worlds/world.h"

namespace grafake::server {

// Makes a token of that role in the main org, as the world's admin: of a service account, or an API key where there are
// none. The error is a sentence.
[[nodiscard]] tl::expected<std::string, std::string> MakeToken(World& world, const std::string& role);

}  // namespace grafake::server
