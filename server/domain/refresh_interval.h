#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace grafake::server {

// A length of time as dashboards write it: "30s", "1m30s", "1.5h", "2d", "1w", "1M", "1y". Nothing when it is none.
[[nodiscard]] std::optional<std::chrono::nanoseconds> ParseInterval(std::string_view text);

// Whether a dashboard that is refreshed so often is refreshed more often than `shortest` allows; what is no length of
// time is. Nothing, and an empty `shortest`, never is.
[[nodiscard]] bool IsRefreshedTooOften(std::string_view refresh, std::string_view shortest);

}  // namespace grafake::server
