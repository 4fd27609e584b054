#pragma once

#include <span>
#include <string_view>

namespace grafake::server {

// What of the settings is masked where they are shown or logged, beside the names that always are. Obeyed by Masked.
struct MaskingRules {
  std::span<const std::string_view> secret_endings;  // what a variable's name ends with that holds a secret
  bool empty_is_shown = false;                       // an empty secret is shown as empty
};

}  // namespace grafake::server
