#include "server/provisioning/go_yaml_number.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string_view>

#include "server/ascii.h"

namespace grafake::server {
namespace {

std::size_t TakeDigits(std::string_view& text) {
  std::size_t taken = 0;
  for (; !text.empty() && IsDigit(text.front()); ++taken) text.remove_prefix(1);
  return taken;
}

void TakeSignOf(std::string_view& text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
}

// The base that the beginning says, which is taken off.
int TakeBase(std::string_view& digits) {
  if (digits.size() < 2 || digits[0] != '0') return 10;
  const char mark = LowerAscii(digits[1]);
  const int base = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
  digits.remove_prefix(base == 8 && mark != 'o' ? 1 : 2);
  return base;
}

// Without a sign.
std::optional<std::uint64_t> ParseWhole(std::string_view digits) {
  const int base = TakeBase(digits);
  std::uint64_t number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  const bool all = read.ec == std::errc() && read.ptr == digits.data() + digits.size();
  return all ? std::optional(number) : std::nullopt;
}

// Beyond what has a sign only without one.
std::optional<YamlNumber> ParseYamlInteger(std::string_view text) {
  constexpr auto kHighest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  std::string_view digits = text;
  TakeSignOf(digits);
  const auto number = ParseWhole(digits);
  if (!number) return std::nullopt;
  const bool negative = text.starts_with('-');
  if (*number <= kHighest + (negative ? 1 : 0)) return static_cast<std::int64_t>(negative ? 0 - *number : *number);
  return digits.size() == text.size() ? std::optional<YamlNumber>(*number) : std::nullopt;
}

// Digits, a point among or around them, and an exponent; no words.
bool IsWrittenAsFloat(std::string_view text) {
  TakeSignOf(text);
  const std::size_t whole = TakeDigits(text);
  std::size_t behind = 0;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    behind = TakeDigits(text);
  }
  if (whole + behind == 0) return false;
  if (text.empty()) return true;
  if (text.front() != 'e' && text.front() != 'E') return false;
  text.remove_prefix(1);
  TakeSignOf(text);
  return TakeDigits(text) > 0 && text.empty();
}

}  // namespace

std::optional<YamlNumber> YamlNumberOf(std::string text) {
  // Go looks no further at what begins with anything else.
  if (text.empty() || (!IsDigit(text[0]) && text[0] != '+' && text[0] != '-' && text[0] != '.')) return std::nullopt;
  std::erase(text, '_');
  if (const auto number = ParseYamlInteger(text)) return *number;
  if (!IsWrittenAsFloat(text)) return std::nullopt;
  const double value = std::strtod(text.c_str(), nullptr);
  return std::isfinite(value) ? std::optional<YamlNumber>(value) : std::nullopt;
}

}  // namespace grafake::server
