#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "server/control/secret_names.h"

namespace grafake::server {

// Parts of JSON texts, also of wrong ones.

[[nodiscard]] std::size_t SkipJsonBlanks(std::string_view text, std::size_t at);

// Of a string that begins at `begin`, behind its quote: where the closing one stands.
[[nodiscard]] std::size_t EndOfJsonString(std::string_view text, std::size_t begin);

// What a valid one says; `raw` stands between its quotes.
[[nodiscard]] std::string DecodedJsonString(std::string_view raw);

// What the name of a member says, as it was written.
[[nodiscard]] SecretKind SecretKindOfMember(std::string_view raw);

// The passwords that a client's body names as such. Costs next to nothing where the body has been found harmless.
[[nodiscard]] std::vector<std::string> PasswordsIn(std::string_view body);
// The same of a form or a query.
[[nodiscard]] std::vector<std::string> PasswordsOfForm(std::string_view form);

}  // namespace grafake::server
