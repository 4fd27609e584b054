#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace grafake::server {

// The candidate that is most like a misspelt name, without regard to case; empty when none is like it.
[[nodiscard]] std::string Nearest(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace grafake::server
