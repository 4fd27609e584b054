#pragma once

#include <string>
#include <string_view>

#include "server/releases/masking_rules.h"

namespace grafake::server {

// True when the variable's name tells that the value is a secret.
[[nodiscard]] bool IsSecretName(std::string_view variable, const MaskingRules& rules);

inline constexpr std::string_view kMask = "*********";

// How a value is shown: nine stars for a secret, unless the rules say otherwise even for an empty one; passwords in
// URLs as "xxxxx".
[[nodiscard]] std::string Masked(std::string_view variable, const std::string& value, const MaskingRules& rules);

}  // namespace grafake::server
