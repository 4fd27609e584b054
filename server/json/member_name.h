#pragma once

#include <string_view>

namespace grafake::server {

// True when a member's name stands for that field of a Go struct: Go's decoder compares by simple folding.
[[nodiscard]] bool SameMemberName(std::string_view name, std::string_view field);

}  // namespace grafake::server
