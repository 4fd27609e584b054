#include "server/config/value_parsing.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "server/ascii.h"
#include "server/config/go_quote.h"

namespace grafake::server {
namespace {

using std::chrono::nanoseconds;

template <std::size_t N>
bool IsOneOf(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, text) != words.end();
}

// The base that the prefix of an integer names, which is taken off.
int TakeBase(std::string_view& digits) {
  if (digits.size() < 2 || digits[0] != '0') return 10;
  const char mark = LowerAscii(digits[1]);
  const int base = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 0;
  digits.remove_prefix(base == 0 ? 1 : 2);
  return base == 0 ? 8 : base;
}

// Underscores stand between digits, or between the prefix and a digit.
bool UnderscoresFit(std::string_view digits, bool prefixed) {
  if (digits.empty() || digits.back() == '_' || digits.find("__") != std::string_view::npos) return false;
  return digits[0] != '_' || prefixed;
}

struct Unit {
  std::string_view name;
  double nanos;
};

constexpr auto kUnits =
    std::to_array<Unit>({{"ns", 1}, {"us", 1e3}, {"µs", 1e3}, {"ms", 1e6}, {"s", 1e9}, {"m", 60e9}, {"h", 3600e9}});

std::string Invalid(std::string_view text) { return "time: invalid duration " + GoQuote(text); }

}  // namespace

std::optional<bool> ParseIniBoolean(std::string_view text) {
  constexpr auto kTrue = std::to_array<std::string_view>(
      {"1", "t", "T", "true", "TRUE", "True", "YES", "yes", "Yes", "y", "ON", "on", "On"});
  constexpr auto kFalse = std::to_array<std::string_view>(
      {"0", "f", "F", "false", "FALSE", "False", "NO", "no", "No", "n", "OFF", "off", "Off"});
  if (IsOneOf(text, kTrue)) return true;
  if (IsOneOf(text, kFalse)) return false;
  return std::nullopt;
}

std::optional<bool> ParseGoBoolean(std::string_view text) {
  constexpr auto kTrue = std::to_array<std::string_view>({"1", "t", "T", "TRUE", "true", "True"});
  constexpr auto kFalse = std::to_array<std::string_view>({"0", "f", "F", "FALSE", "false", "False"});
  if (IsOneOf(text, kTrue)) return true;
  if (IsOneOf(text, kFalse)) return false;
  return std::nullopt;
}

std::optional<std::uint64_t> ParseGoUnsigned(std::string_view text) {
  std::string_view digits = text;
  const int base = TakeBase(digits);
  if (!UnderscoresFit(digits, digits.size() != text.size())) return std::nullopt;
  std::string plain(digits);
  std::erase(plain, '_');
  std::uint64_t size = 0;
  const auto read = std::from_chars(plain.data(), plain.data() + plain.size(), size, base);
  if (read.ec != std::errc() || read.ptr != plain.data() + plain.size()) return std::nullopt;
  return size;
}

std::optional<std::int64_t> ParseGoInteger(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const auto size = ParseGoUnsigned(text);
  const std::uint64_t most = static_cast<std::uint64_t>(INT64_MAX) + (negative ? 1 : 0);
  if (!size || *size > most) return std::nullopt;
  return static_cast<std::int64_t>(negative ? 0 - *size : *size);
}

tl::expected<nanoseconds, std::string> ParseGoDuration(std::string_view text) {
  std::string_view rest = text;
  const bool negative = rest.starts_with('-');
  if (negative || rest.starts_with('+')) rest.remove_prefix(1);
  if (rest == "0") return nanoseconds(0);
  if (rest.empty()) return tl::unexpected(Invalid(text));
  double total = 0;
  while (!rest.empty()) {
    std::size_t length = 0;
    while (length < rest.size() && (IsDigit(rest[length]) || rest[length] == '.')) ++length;
    double number = 0;
    const auto read = std::from_chars(rest.data(), rest.data() + length, number, std::chars_format::fixed);
    if (length == 0 || rest.substr(0, length) == "." || read.ec != std::errc() || read.ptr != rest.data() + length) {
      return tl::unexpected(Invalid(text));
    }
    rest.remove_prefix(length);
    std::size_t name = 0;
    while (name < rest.size() && !IsDigit(rest[name]) && rest[name] != '.') ++name;
    const std::string_view unit = rest.substr(0, name);
    if (unit.empty()) return tl::unexpected("time: missing unit in duration " + GoQuote(text));
    const auto known = std::ranges::find(kUnits, unit, &Unit::name);
    if (known == kUnits.end())
      return tl::unexpected("time: unknown unit " + GoQuote(unit) + " in duration " + GoQuote(text));
    total += number * known->nanos;
    rest.remove_prefix(name);
  }
  if (total > 9.2e18) return tl::unexpected(Invalid(text));
  return nanoseconds(static_cast<std::int64_t>(negative ? -total : total));
}

tl::expected<nanoseconds, std::string> ParseLongDuration(std::string_view text) {
  constexpr double kDay = 86400e9;
  constexpr auto kLong =
      std::to_array<Unit>({{"d", kDay}, {"w", 7 * kDay}, {"M", 365.25 / 12 * kDay}, {"y", 365.25 * kDay}});
  const auto unit = text.empty() ? kLong.end() : std::ranges::find(kLong, text.substr(text.size() - 1), &Unit::name);
  const std::string_view digits = text.substr(0, text.empty() ? 0 : text.size() - 1);
  if (unit == kLong.end() || digits.empty() || !std::ranges::all_of(digits, IsDigit)) return ParseGoDuration(text);
  std::int64_t count = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  const double nanos = static_cast<double>(count) * unit->nanos;
  if (read.ec != std::errc() || nanos > 9.2e18) return tl::unexpected(Invalid(text));
  return nanoseconds(static_cast<std::int64_t>(nanos));
}

}  // namespace grafake::server
