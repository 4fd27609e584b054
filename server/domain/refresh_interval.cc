#include "server/domain/refresh_interval.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace grafake::server {
namespace {

struct IntervalUnit {
  std::string_view name;
  double seconds;
};

// Longer names come before those that they begin with.
constexpr auto kIntervalUnits = std::to_array<IntervalUnit>({{"ns", 1e-9},
                                                             {"us", 1e-6},
                                                             {"ms", 1e-3},
                                                             {"s", 1},
                                                             {"m", 60},
                                                             {"h", 3600},
                                                             {"d", 86400},
                                                             {"w", 604800},
                                                             {"M", 2629800},
                                                             {"y", 31557600}});

// One number with its unit, taken off the text.
std::optional<double> TakeInterval(std::string_view& text) {
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (read.ec != std::errc() || number < 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
  const auto unit =
      std::ranges::find_if(kIntervalUnits, [&](const IntervalUnit& u) { return text.starts_with(u.name); });
  if (unit == kIntervalUnits.end()) return std::nullopt;
  text.remove_prefix(unit->name.size());
  return number * unit->seconds;
}

}  // namespace

std::optional<std::chrono::nanoseconds> ParseInterval(std::string_view text) {
  constexpr double kMostSeconds = 9.2e9;  // seconds, of which nanoseconds still fit into 64 bits
  if (text == "0") return std::chrono::nanoseconds(0);
  if (text.empty()) return std::nullopt;
  double seconds = 0;
  while (!text.empty()) {
    const auto part = TakeInterval(text);
    if (!part) return std::nullopt;
    seconds += *part;
  }
  if (seconds > kMostSeconds) return std::nullopt;
  return std::chrono::nanoseconds(static_cast<std::int64_t>(seconds * 1e9));
}

bool IsRefreshedTooOften(std::string_view refresh, std::string_view shortest) {
  if (refresh.empty() || shortest.empty()) return false;
  const auto least = ParseInterval(shortest);
  return least && ParseInterval(refresh).value_or(std::chrono::nanoseconds(0)) < *least;
}

}  // namespace grafake::server
