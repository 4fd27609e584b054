#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "server/domain/clock.h"

namespace grafake::server {

// The times that a clock can show: from 1970 to the end of 2199, so that nothing that Grafana adds to one overflows.
inline constexpr Instant kFirstInstant{};
inline constexpr Instant kLastInstant = std::chrono::sys_days(std::chrono::year(2200) / 1 / 1);

// "30d", "-1h30m", "1.5s": a sign, then numbers with ms, s, m, h, d or w; less than 290 years. Nothing for anything
// else.
[[nodiscard]] std::optional<std::chrono::nanoseconds> ParseSpan(std::string_view text);

// "2026-03-01T09:00:00Z", also with a fraction or an offset ("+02:00"). Nothing for anything else, or for a time that
// no clock can show.
[[nodiscard]] std::optional<Instant> ParseInstant(std::string_view text);

// The same, or a span from `now`.
[[nodiscard]] std::optional<Instant> ParseMoment(std::string_view text, Instant now);

// "2026-03-01T09:00:00.25Z"
[[nodiscard]] std::string InstantText(Instant time);

inline constexpr std::string_view kSpanWanted = "expected a span such as \"30d\", \"-1h30m\" or \"250ms\"";
inline constexpr std::string_view kInstantWanted =
    "expected a time such as \"2026-03-01T09:00:00Z\", from 1970 to 2199";

}  // namespace grafake::server
