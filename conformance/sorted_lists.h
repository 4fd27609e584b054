#pragma once

#include <string>
#include <string_view>

namespace grafake::conformance {

// A JSON text with the items of all its lists in the order of their bytes; blanks between items are lost. A text that
// is not JSON comes back as it is.
[[nodiscard]] std::string WithListsSorted(std::string_view json);

}  // namespace grafake::conformance
