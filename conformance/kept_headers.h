#pragma once

#include <string_view>

namespace grafake::conformance {

// True for the headers of an answer that recordings keep (fixtures/README.md, "Comparing"); at others nobody looked.
[[nodiscard]] bool IsKeptHeader(std::string_view name);

}  // namespace grafake::conformance
