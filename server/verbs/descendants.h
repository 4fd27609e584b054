#pragma once

#include <sys/types.h>

#include <vector>

namespace grafake::server {

// The processes that this one has started, and those that they have: as far as /proc tells, and as they were when each
// was looked at.
[[nodiscard]] std::vector<pid_t> Descendants();

}  // namespace grafake::server
