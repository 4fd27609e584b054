#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conformance/suite/release.h"

namespace grafake::conformance {

struct ListOptions {
  std::vector<std::string> only;   // ids, subjects, patterns
  std::string recordings;          // a directory of recorded scenarios
  std::optional<Release> release;  // only what holds for it
};

// Prints the selected cases and scenarios, one a line; returns the exit code.
[[nodiscard]] int RunList(const ListOptions& options);

// Prints all that is known of the named checks; returns the exit code.
[[nodiscard]] int RunShow(const ListOptions& options);

}  // namespace grafake::conformance
