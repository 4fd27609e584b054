#pragma once

#include <chrono>

#include "server/domain/clock.h"

namespace grafake::server {

// The clock of whoever was given none. Only what stands above the layers may ask it (scripts/check_layers): they have
// the clock of their Instance.
[[nodiscard]] inline Instant SystemTime() { return std::chrono::system_clock::now(); }

}  // namespace grafake::server
