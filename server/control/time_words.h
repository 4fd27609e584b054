#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "server/domain/clock.h"

namespace grafake::server {

// The times that a clock can show: from 1970 to the end of 2199, so that nothing that Grafana adds to one overflows.
inline constexpr Instant kFirstInstant{};
inline constexpr Instant kLastInstant = std::chrono::sys_days(std::chrono::year(2200) / 1 / 1);

// The times that a token can end at, which may live for as many nanoseconds as 64 bits count, from any time on.
inline constexpr std::chrono::seconds kLongestLife{9'223'372'037};
inline constexpr Timestamp kFirstExpiry = std::chrono::floor<std::chrono::seconds>(kFirstInstant) - kLongestLife;
inline constexpr Timestamp kLastExpiry = std::chrono::floor<std::chrono::seconds>(kLastInstant) + kLongestLife;

// What was expected instead, in words that go behind what was said.
template <class Time>
using Told = tl::expected<Time, std::string_view>;

// "30d", "-1h30m", "1.5s": a sign, then numbers with ms, s, m, h, d or w; less than 290 years.
[[nodiscard]] Told<std::chrono::nanoseconds> ParseSpan(std::string_view text);

// "2026-03-01T09:00:00Z", also with a fraction or an offset ("+02:00"); a time that a clock can show.
[[nodiscard]] Told<Instant> ParseInstant(std::string_view text);

// The same, or a span from `now`.
[[nodiscard]] Told<Instant> ParseMoment(std::string_view text, Instant now);

// The same of a time that a token can end at, in whole seconds, rounded down.
[[nodiscard]] Told<Timestamp> ParseExpiry(std::string_view text, Instant now);

// "2026-03-01T09:00:00.25Z"
[[nodiscard]] std::string InstantText(Instant time);
// The same of whole seconds, in the years 0 to 9999.
[[nodiscard]] std::string TimestampText(Timestamp time);

}  // namespace grafake::server
