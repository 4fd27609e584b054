#include "server/storage/timestamp.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace grafake::server {
namespace {

int Number(std::string_view text, std::size_t at, std::size_t length) {
  int value = 0;
  std::from_chars(text.data() + at, text.data() + at + length, value);
  return value;
}

}  // namespace

std::string FormatTimestamp(Timestamp time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  std::array<char, 64> text{};
  const int length = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02u %02d:%02d:%02d", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
      static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  return {text.data(), static_cast<std::size_t>(length)};
}

Timestamp ParseTimestamp(std::string_view text) {
  if (text.size() < 19) return Timestamp();
  const std::chrono::year_month_day date(std::chrono::year(Number(text, 0, 4)),
                                         std::chrono::month(static_cast<unsigned>(Number(text, 5, 2))),
                                         std::chrono::day(static_cast<unsigned>(Number(text, 8, 2))));
  if (!date.ok()) return Timestamp();
  return std::chrono::sys_days(date) + std::chrono::hours(Number(text, 11, 2)) +
         std::chrono::minutes(Number(text, 14, 2)) + std::chrono::seconds(Number(text, 17, 2));
}

}  // namespace grafake::server
