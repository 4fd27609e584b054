#include "server/api/time_text.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string_view>
#include <utility>

namespace grafake::server {
namespace {

std::string Offset(long seconds) {
  if (seconds == 0) return "Z";
  std::array<char, 32> text{};
  const long minutes = std::labs(seconds) / 60;
  const int length =
      std::snprintf(text.data(), text.size(), "%c%02ld:%02ld", seconds < 0 ? '-' : '+', minutes / 60, minutes % 60);
  return {text.data(), static_cast<std::size_t>(length)};
}

}  // namespace

std::string TimeText(std::int64_t unix_seconds) {
  const std::time_t time = unix_seconds;
  std::tm local{};
  localtime_r(&time, &local);
  std::array<char, 64> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%FT%T", &local);
  return std::string(text.data(), length) + Offset(local.tm_gmtoff);
}

std::string TimeText(Timestamp time) { return TimeText(time.time_since_epoch().count()); }

std::string AgeText(Timestamp then, Timestamp now) {
  constexpr auto kUnits = std::to_array<std::pair<std::int64_t, std::string_view>>(
      {{525600, "year"}, {43800, "month"}, {1440, "day"}, {60, "hour"}, {1, "minute"}});
  const std::int64_t minutes = (now - then).count() / 60;
  for (const auto& [length, name] : kUnits) {
    const std::int64_t count = minutes / length;
    if (count >= 1) return std::to_string(count) + " " + std::string(name) + (count == 1 ? "" : "s");
  }
  return "< 1 minute";
}

}  // namespace grafake::server
