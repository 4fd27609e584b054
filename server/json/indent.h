#pragma once

#include <string>
#include <string_view>

namespace grafake::server {

// Compact JSON spread over lines with two blanks a level, as Go's encoder indents; `json` must be valid.
[[nodiscard]] std::string IndentJson(std::string_view json);

}  // namespace grafake::server
