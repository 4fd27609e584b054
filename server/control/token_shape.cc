#include "server/control/token_shape.h"

#include <algorithm>

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

}  // namespace

std::optional<TextPlace> FindToken(std::string_view text, std::size_t from) {
  const auto prefixed = FindPrefixed(text, from);
  const auto legacy = FindLegacy(text, from);
  if (!prefixed || !legacy) return prefixed ? prefixed : legacy;
  return prefixed->begin < legacy->begin ? prefixed : legacy;
}

bool IsWholeToken(std::string_view text) {
  constexpr std::string_view kUsual = "glsa_";
  if (text.starts_with(kUsual) && text.size() > kUsual.size())
    return std::all_of(text.begin() + kUsual.size(), text.end(), IsOfPrefixed);
  const auto place = FindToken(text);
  return place && place->begin == 0 && place->end == text.size();
}

}  // namespace grafake::server
