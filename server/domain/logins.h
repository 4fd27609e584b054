#pragma once

#include <string>
#include <string_view>

namespace grafake::server {

// Each letter lower-cased by itself, without context, as Go's strings.ToLower does.
[[nodiscard]] std::string LowerCase(std::string_view text);

// The login of a service account: "sa-" + its name in lower case, blanks as dashes.
[[nodiscard]] std::string AccountLogin(std::string_view name);

}  // namespace grafake::server
