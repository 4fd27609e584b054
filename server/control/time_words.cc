#include "server/control/time_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <optional>
#include <utility>

#include "server/ascii.h"

namespace grafake::server {
namespace {

using namespace std::chrono;

constexpr std::array<std::pair<std::string_view, nanoseconds>, 6> kUnits = {{
    {"ms", milliseconds(1)},
    {"s", seconds(1)},
    {"m", minutes(1)},
    {"h", hours(1)},
    {"d", days(1)},
    {"w", weeks(1)},
}};
constexpr std::string_view kSpanWanted = "expected a span such as \"30d\", \"-1h30m\" or \"250ms\"";
constexpr std::string_view kInstantWanted = "expected a time such as \"2026-03-01T09:00:00Z\"";
constexpr std::string_view kMomentWanted =
    "expected a time such as \"2026-03-01T09:00:00Z\" or a span from now such as \"-29d\"";
constexpr std::string_view kShorterSpanWanted = "expected a span of less than 290 years";
constexpr std::string_view kInstantInRangeWanted = "expected a time from 1970 to 2199";
constexpr std::string_view kMomentInRangeWanted =
    "which leads to where no clock can be; expected a time from 1970 to 2199";
constexpr std::string_view kExpiryInRangeWanted = "expected a time from 1678 to 2491, as far as a token can live";
constexpr double kLongestSpan = 290 * 365.25 * 86400e9;  // nanoseconds, which 64 bits can count

// Digits from the front of `text`, which loses them; nothing when there are none or more than `most`.
std::optional<int> TakeDigits(std::string_view& text, std::size_t most) {
  std::size_t length = 0;
  int value = 0;
  while (length < text.size() && length < most && IsDigit(text[length])) value = value * 10 + (text[length++] - '0');
  text.remove_prefix(length);
  return length == 0 ? std::nullopt : std::optional(value);
}

bool Take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

std::optional<int> TakeTwo(std::string_view& text) {
  return text.size() >= 2 && IsDigit(text[0]) && IsDigit(text[1]) ? TakeDigits(text, 2) : std::nullopt;
}

// "1.5h"; `text` loses it.
std::optional<double> TakeTimePart(std::string_view& text) {
  const std::size_t length = std::min(text.find_first_not_of("0123456789."), text.size());
  const std::string number(text.substr(0, length));
  if (number.empty() || number.front() == '.' || number.back() == '.' || std::ranges::count(number, '.') > 1)
    return std::nullopt;
  text.remove_prefix(length);
  const std::size_t letters = static_cast<std::size_t>(std::ranges::find_if_not(text, IsLetter) - text.begin());
  const auto unit = std::ranges::find(kUnits, text.substr(0, letters), &decltype(kUnits)::value_type::first);
  if (unit == kUnits.end()) return std::nullopt;
  text.remove_prefix(letters);
  return std::stod(number) * static_cast<double>(unit->second.count());
}

std::optional<nanoseconds> TakeFraction(std::string_view& text) {
  if (!Take(text, ".")) return nanoseconds(0);
  const std::size_t length = static_cast<std::size_t>(std::ranges::find_if_not(text, IsDigit) - text.begin());
  if (length == 0 || length > 9) return std::nullopt;
  std::int64_t value = *TakeDigits(text, length);
  for (std::size_t i = length; i < 9; ++i) value *= 10;
  return nanoseconds(value);
}

std::optional<minutes> TakeOffset(std::string_view& text) {
  if (Take(text, "Z")) return minutes(0);
  const bool behind = text.starts_with('-');
  if (!behind && !text.starts_with('+')) return std::nullopt;
  text.remove_prefix(1);
  const auto hour = TakeTwo(text);
  const bool colon = Take(text, ":");
  const auto minute = TakeTwo(text);
  if (!hour || !colon || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  const minutes offset(*hour * 60 + *minute);
  return behind ? -offset : offset;
}

std::optional<sys_days> TakeDate(std::string_view& text) {
  if (text.size() < 10) return std::nullopt;
  const auto year = TakeDigits(text, 4);
  const bool first = Take(text, "-");
  const auto month = TakeTwo(text);
  const bool second = Take(text, "-");
  const auto day = TakeTwo(text);
  if (!year || !first || !month || !second || !day) return std::nullopt;
  const year_month_day date(std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                            std::chrono::day(static_cast<unsigned>(*day)));
  return date.ok() ? std::optional(sys_days(date)) : std::nullopt;
}

std::optional<seconds> TakeTime(std::string_view& text) {
  const auto hour = TakeTwo(text);
  const bool first = Take(text, ":");
  const auto minute = TakeTwo(text);
  const bool second_colon = Take(text, ":");
  const auto second = TakeTwo(text);
  if (!hour || !first || !minute || !second_colon || !second) return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  return hours(*hour) + minutes(*minute) + seconds(*second);
}

// Whole seconds, of which there are enough for any year, and what is beyond them.
struct Point {
  sys_seconds whole;
  nanoseconds fraction;
};

std::optional<Point> ReadPoint(std::string_view text) {
  const auto date = TakeDate(text);
  if (!date || !Take(text, "T")) return std::nullopt;
  const auto time = TakeTime(text);
  const auto fraction = time ? TakeFraction(text) : std::nullopt;
  const auto offset = fraction ? TakeOffset(text) : std::nullopt;
  if (!offset || !text.empty()) return std::nullopt;
  return Point{*date + *time - *offset, *fraction};
}

bool CanBeShown(sys_seconds time) {
  return time >= floor<seconds>(kFirstInstant) && time < floor<seconds>(kLastInstant);
}

// Without limits: nothing when it is no span at all.
std::optional<double> ReadSpan(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  double sum = 0;
  while (!text.empty()) {
    const auto part = TakeTimePart(text);
    if (!part) return std::nullopt;
    sum += *part;
  }
  return negative ? -sum : sum;
}

Told<Instant> IfShown(const Point& point, std::string_view wanted) {
  if (!CanBeShown(point.whole)) return tl::unexpected(wanted);
  return Instant(point.whole) + point.fraction;
}

// `now` and a span are each what nanoseconds count, their sum may not be.
Point Behind(Instant now, nanoseconds span) {
  const nanoseconds fraction = (now - floor<seconds>(now)) + (span - floor<seconds>(span));
  const seconds carry = floor<seconds>(fraction);
  return {floor<seconds>(now) + floor<seconds>(span) + carry, fraction - carry};
}

Told<Point> ReadPointOrSpan(std::string_view text, Instant now) {
  if (const auto point = ReadPoint(text)) return *point;
  if (!ReadSpan(text)) return tl::unexpected(kMomentWanted);
  return ParseSpan(text).map([&](nanoseconds span) { return Behind(now, span); });
}

// Without its end.
std::string WholeText(sys_seconds whole) {
  const auto day = floor<days>(whole);
  const year_month_day date(day);
  const hh_mm_ss clock(whole - day);
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text.data();
}

}  // namespace

Told<nanoseconds> ParseSpan(std::string_view text) {
  const auto span = ReadSpan(text);
  if (!span) return tl::unexpected(kSpanWanted);
  if (!(std::abs(*span) < kLongestSpan)) return tl::unexpected(kShorterSpanWanted);
  return nanoseconds(std::llround(*span));
}

Told<Instant> ParseInstant(std::string_view text) {
  const auto point = ReadPoint(text);
  if (!point) return tl::unexpected(kInstantWanted);
  return IfShown(*point, kInstantInRangeWanted);
}

Told<Instant> ParseMoment(std::string_view text, Instant now) {
  return ReadPointOrSpan(text, now).and_then([](const Point& point) { return IfShown(point, kMomentInRangeWanted); });
}

Told<Timestamp> ParseExpiry(std::string_view text, Instant now) {
  return ReadPointOrSpan(text, now).and_then([](const Point& point) -> Told<Timestamp> {
    if (point.whole < kFirstExpiry || point.whole > kLastExpiry) return tl::unexpected(kExpiryInRangeWanted);
    return point.whole;
  });
}

std::string TimestampText(Timestamp time) { return WholeText(time) + "Z"; }

std::string InstantText(Instant time) {
  const auto whole = floor<seconds>(time);
  if (time == whole) return TimestampText(whole);
  std::array<char, 16> fraction{};
  std::snprintf(fraction.data(), fraction.size(), ".%09d", static_cast<int>((time - whole).count()));
  std::string out = WholeText(whole) + fraction.data();
  out.erase(out.find_last_not_of('0') + 1);
  return out + "Z";
}

}  // namespace grafake::server
