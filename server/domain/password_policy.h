#pragma once

#include <string_view>

namespace grafake::server {

// Whether [auth.basic] password_policy allows it: twelve bytes or more, with an upper and a lower letter, a number, and
// something that is neither letter nor number.
[[nodiscard]] bool IsStrongPassword(std::string_view password);

}  // namespace grafake::server
