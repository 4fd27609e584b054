#pragma once

#include <optional>
#include <string>

namespace grafake::conformance {

// The exit code of a verb that did not come to its end, which is said on standard error with what became of its work;
// nothing when it was neither interrupted nor out of time.
[[nodiscard]] std::optional<int> EarlyEnd(const std::string& what_became);

}  // namespace grafake::conformance
