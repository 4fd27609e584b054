#pragma once

#include <string_view>

namespace grafake::server {

// The reason phrase that Go's net/http sends with a status; empty for a status it has no name for.
[[nodiscard]] std::string_view StatusText(int status);

}  // namespace grafake::server
