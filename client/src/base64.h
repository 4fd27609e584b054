#pragma once

#include <string>

#include "grafake/credentials.h"

namespace grafake {

// RFC 4648, section 4.
[[nodiscard]] std::string Base64(const std::string& bytes);

// What HTTP's basic authentication sends (RFC 7617).
[[nodiscard]] Secret BasicOf(const Password& password);

}  // namespace grafake
