#pragma once

#include <string>
#include <string_view>

namespace grafake::server {

// True when the variable's name tells that the value is a secret.
[[nodiscard]] bool IsSecretName(std::string_view variable);

inline constexpr std::string_view kMask = "*********";

// How a value is shown: nine stars for a secret, even an empty one; passwords in URLs as "xxxxx".
[[nodiscard]] std::string Masked(std::string_view variable, const std::string& value);

}  // namespace grafake::server
