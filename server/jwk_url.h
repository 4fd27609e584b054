#pragma once

#include <chrono>
#include <string>

#include "server/domain/jwt_sign_in.h"
#include "server/releases/external_rules.h"

namespace grafake::server {

// The keys behind a URL: [auth.jwt] jwk_set_url, which is right. They are fetched when a token comes, and kept for
// `kept`, by the clock of who asks; what cannot be had is tried again with the next token.
[[nodiscard]] KeySource KeysBehind(std::string url, std::chrono::nanoseconds kept, const KeyWords& words);

}  // namespace grafake::server
