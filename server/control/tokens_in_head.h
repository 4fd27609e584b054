#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.h"

namespace grafake::server {

// Tokens and API keys that somebody can have issued, wherever they stand in `text`, percent-encoded or not. What only
// looks like one is none. Costs next to nothing where there is none.
[[nodiscard]] std::vector<std::string> TokensIn(std::string_view text);

// That of the Authorization header; empty: it has none.
[[nodiscard]] std::string ShownToken(const Request& request);

}  // namespace grafake::server
