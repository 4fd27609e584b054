#pragma once

#include <chrono>
#include <functional>

#include "server/storage/timestamp.h"

namespace grafake::server {

using Instant = std::chrono::sys_time<std::chrono::nanoseconds>;

// Tells the time of one Instance. Called from any thread.
using Clock = std::function<Instant()>;

// Whole seconds, rounded down: what the database keeps.
[[nodiscard]] inline Timestamp ToTimestamp(Instant now) { return std::chrono::floor<std::chrono::seconds>(now); }

[[nodiscard]] inline std::int64_t UnixSeconds(Instant now) { return ToTimestamp(now).time_since_epoch().count(); }

}  // namespace grafake::server
