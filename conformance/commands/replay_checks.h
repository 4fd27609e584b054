#pragma once

#include "conformance/player.h"
#include "conformance/suite/outcome.h"

namespace grafake::conformance {

// A replayed scenario as a check among others; `log` is the end of what the target wrote.
[[nodiscard]] CheckResult CheckOf(const PlayResult& played, const std::string& log);

}  // namespace grafake::conformance
