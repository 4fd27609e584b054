#include "server/control/token_shape.h"

#include <algorithm>
#include <array>

#include "server/ascii.h"

namespace grafake::server {
namespace {

constexpr std::size_t kShortestLegacy = 12;   // behind "eyJ"
constexpr std::size_t kShortestPrefixed = 8;  // behind "gl…_" that is none of Grafana's own
constexpr std::size_t kLongestPrefix = 5;     // "glrt", "glsat"

bool IsOfPrefixed(char c) { return IsLetterOrDigit(c) || c == '_'; }

bool IsOfLegacy(char c) { return IsOfPrefixed(c) || c == '+' || c == '/' || c == '=' || c == '-' || c == '.'; }

std::size_t EndOf(std::string_view text, std::size_t from, bool (*belongs)(char)) {
  return static_cast<std::size_t>(
      std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), belongs) - text.begin());
}

bool IsSameWord(std::string_view text, std::string_view word) { return std::ranges::equal(text, word, {}, LowerAscii); }

// `bar` is where a '_' stands.
std::optional<TextPlace> PrefixedAt(std::string_view text, std::size_t from, std::size_t bar) {
  std::size_t begin = bar;
  while (begin > from && bar - begin < kLongestPrefix && IsLetter(text[begin - 1])) --begin;
  const std::string_view prefix = text.substr(begin, bar - begin);
  if (prefix.size() < 3) return std::nullopt;
  const bool own = prefix.size() >= 4 && IsSameWord(prefix.substr(prefix.size() - 4), "glsa");
  if (!own && !IsSameWord(prefix.substr(0, 2), "gl")) return std::nullopt;
  const std::size_t end = EndOf(text, bar, IsOfPrefixed);
  if (own && end - bar > 1) return TextPlace{bar - 4, end};
  if (!own && end - bar > kShortestPrefixed) return TextPlace{begin, end};
  return std::nullopt;
}

std::optional<TextPlace> FindPrefixed(std::string_view text, std::size_t from) {
  for (auto bar = text.find('_', from); bar != std::string_view::npos; bar = text.find('_', bar + 1)) {
    if (auto place = PrefixedAt(text, from, bar)) return place;
  }
  return std::nullopt;
}

std::optional<TextPlace> FindLegacy(std::string_view text, std::size_t from) {
  for (auto mark = text.find('J', from); mark != std::string_view::npos; mark = text.find('J', mark + 1)) {
    if (mark < from + 2 || text[mark - 2] != 'e' || text[mark - 1] != 'y') continue;
    const std::size_t end = EndOf(text, mark, IsOfLegacy);
    if (end - mark > kShortestLegacy) return TextPlace{mark - 2, end};
  }
  return std::nullopt;
}

// But for '/', which stands before a segment of a path more often.
bool IsWithinBase64(char c) { return IsOfPrefixed(c) || c == '+' || c == '-'; }

// What the base64 of a text holds that holds "glsa_", {"k": or {"alg":, {"typ": in base64, at each place of three
// bytes.
constexpr auto kEncodedBeginnings = std::to_array<std::string_view>(
    {"Z2xzYV", "dsc2Ff", "nbHNhX", "ZXlKcklqb2", "V5SnJJam9p", "leUpySWpva", "ZXlKaGJHY2", "V5SmhiR2Np", "leUpoYkdja",
     "ZXlKMGVYQW", "V5SjBlWEFp", "leUowZVhBa"});

// All of the base64 that a beginning stands in.
std::optional<TextPlace> EncodedAround(std::string_view text, std::size_t from, std::size_t at) {
  std::size_t begin = at;
  while (begin > from && IsWithinBase64(text[begin - 1])) --begin;
  return TextPlace{begin, EndOf(text, at, IsOfLegacy)};
}

std::optional<TextPlace> FindEncoded(std::string_view text, std::size_t from) {
  std::size_t first = std::string_view::npos;
  for (const std::string_view beginning : kEncodedBeginnings) first = std::min(first, text.find(beginning, from));
  return first == std::string_view::npos ? std::nullopt : EncodedAround(text, from, first);
}

}  // namespace

std::optional<TextPlace> FindToken(std::string_view text, std::size_t from) {
  std::optional<TextPlace> first;
  for (const auto find : {FindPrefixed, FindLegacy, FindEncoded}) {
    const auto place = find(text, from);
    if (place && (!first || place->begin < first->begin)) first = place;
  }
  return first;
}

bool IsWholeToken(std::string_view text) {
  constexpr std::string_view kUsual = "glsa_";
  if (text.starts_with(kUsual) && text.size() > kUsual.size())
    return std::all_of(text.begin() + kUsual.size(), text.end(), IsOfPrefixed);
  const auto place = FindToken(text);
  return place && place->begin == 0 && place->end == text.size();
}

}  // namespace grafake::server
