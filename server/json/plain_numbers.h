#pragma once

#include <string>
#include <string_view>

namespace grafake::server {

// A JSON text that was checked, with its numbers as Go writes them that has read them as int64 where they fit, and as
// float64 else: 1.0 is 1, and of 20 digits no more than a float64 holds are left.
[[nodiscard]] std::string WithPlainNumbers(std::string_view json);

}  // namespace grafake::server
