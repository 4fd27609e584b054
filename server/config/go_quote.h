#pragma once

#include <string>
#include <string_view>

namespace grafake::server {

// A text in double quotes with Go's escapes, as its %q prints it.
[[nodiscard]] std::string GoQuote(std::string_view text);

}  // namespace grafake::server
