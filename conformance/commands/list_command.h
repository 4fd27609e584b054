#pragma once

#include <string>
#include <vector>

namespace grafake::conformance {

// Prints the selected cases and scenarios, one a line; returns the exit code.
[[nodiscard]] int RunList(const std::vector<std::string>& patterns, const std::string& recordings);

// Prints all that is known of the named checks; returns the exit code.
[[nodiscard]] int RunShow(const std::vector<std::string>& ids, const std::string& recordings);

}  // namespace grafake::conformance
