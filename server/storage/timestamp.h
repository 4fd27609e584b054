#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace grafake::server {

// A moment as the database keeps it: whole seconds, UTC.
using Timestamp = std::chrono::sys_seconds;

// "2022-06-14 10:00:00", as Grafana stores times on SQLite.
[[nodiscard]] std::string FormatTimestamp(Timestamp time);

// The reverse; also takes 'T' between date and time. Anything else is the epoch.
[[nodiscard]] Timestamp ParseTimestamp(std::string_view text);

}  // namespace grafake::server
