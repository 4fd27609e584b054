#include "server/http/url.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "server/ascii.h"
#include "server/percent_escape.h"

namespace grafake::server {
namespace {

std::optional<std::string> Decode(std::string_view text, bool plus_is_blank) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_blank) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      const int high = i + 2 < text.size() ? HexValue(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? HexValue(text[i + 2]) : -1;
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return out;
}

bool Unreserved(char c) { return IsLetterOrDigit(c) || c == '-' || c == '_' || c == '.' || c == '~'; }

struct Number {
  std::int64_t value = 0;
  bool valid = false;
  bool fits = false;
};

Number ReadNumber(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || !std::ranges::all_of(text, IsDigit)) return {};
  std::uint64_t size = 0;
  const bool read = std::from_chars(text.data(), text.data() + text.size(), size).ec == std::errc();
  const std::uint64_t most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) + (negative ? 1 : 0);
  const std::uint64_t bounded = read && size <= most ? size : most;
  return {static_cast<std::int64_t>(negative ? 0 - bounded : bounded), true, read && size <= most};
}

}  // namespace

std::optional<std::string> DecodePath(std::string_view text) { return Decode(text, false); }
std::string EncodePercents(std::string_view path) {
  std::string out;
  for (const char c : path) c == '%' ? out += "%25" : out += c;
  return out;
}

std::optional<std::string> DecodeQueryText(std::string_view text) { return Decode(text, true); }

std::string EncodeQueryText(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ') {
      out += '+';
    } else if (Unreserved(c)) {
      out += c;
    } else {
      AppendPercentEscape(out, c);
    }
  }
  return out;
}

Query::Query(std::string_view text) {
  while (!text.empty()) {
    const auto end = std::min(text.find('&'), text.size());
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty() || pair.find(';') != std::string_view::npos) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = DecodeQueryText(pair.substr(0, equals));
    auto value = DecodeQueryText(pair.substr(std::min(equals + 1, pair.size())));
    if (name && value) pairs_.emplace_back(*std::move(name), *std::move(value));
  }
}

const std::string& Query::Text(std::string_view name) const {
  static const std::string kNone;
  const auto found = std::ranges::find(pairs_, name, &std::pair<std::string, std::string>::first);
  return found == pairs_.end() ? kNone : found->second;
}

bool Query::Has(std::string_view name) const {
  return std::ranges::find(pairs_, name, &std::pair<std::string, std::string>::first) != pairs_.end();
}

std::int64_t Query::Integer(std::string_view name) const { return ReadNumber(Text(name)).value; }

std::optional<std::int64_t> Query::ExactInteger(std::string_view name) const { return ParseInteger(Text(name)); }

bool Query::Boolean(std::string_view name) const {
  constexpr auto kTrue = std::to_array<std::string_view>({"1", "t", "T", "true", "True", "TRUE"});
  return std::ranges::find(kTrue, std::string_view(Text(name))) != kTrue.end();
}

std::optional<std::int64_t> ParseInteger(std::string_view text) {
  const Number number = ReadNumber(text);
  return number.valid && number.fits ? std::optional(number.value) : std::nullopt;
}

}  // namespace grafake::server
