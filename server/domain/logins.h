#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/releases/login_case.h"
#include "server/storage/login_comparison.h"

namespace grafake::server {

// Each letter lower-cased by itself, without context, as Go's strings.ToLower does.
[[nodiscard]] std::string LowerCase(std::string_view text);

// Which logins are the same where that holds.
[[nodiscard]] LoginComparison ComparisonOf(LoginCase rule);

// The login of a service account: "sa-" + its name in lower case, blanks as dashes; where the org is told, its id and a
// dash stand before the name.
[[nodiscard]] std::string AccountLogin(std::string_view name, std::optional<std::int64_t> org_id = std::nullopt);

}  // namespace grafake::server
