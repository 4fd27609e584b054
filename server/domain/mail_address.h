#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace grafake::server {

// The address in "ada@example.org" or "Ada L <ada@example.org>" (RFC 5322); nothing for anything else.
[[nodiscard]] std::optional<std::string> ParseMailAddress(std::string_view text);

}  // namespace grafake::server
