#pragma once

#include <array>
#include <string_view>

#include "server/ascii.h"

namespace grafake::server {

// Blanks as Go's unicode.IsSpace knows them, a no-break space among them.
inline constexpr auto kWideBlanks = std::to_array<std::string_view>(
    {"\xC2\x85", "\xC2\xA0", "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x81", "\xE2\x80\x82", "\xE2\x80\x83",
     "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86", "\xE2\x80\x87", "\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A",
     "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80"});

// No wide blank begins or ends with an ASCII byte.
constexpr bool IsOfWide(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// How many bytes the blank takes that the text begins or ends with; 0: none.
[[nodiscard]] constexpr std::size_t LeadingBlank(std::string_view text) {
  if (text.empty()) return 0;
  if (IsSpace(text[0])) return 1;
  if (!IsOfWide(text[0])) return 0;
  for (const std::string_view wide : kWideBlanks) {
    if (text.starts_with(wide)) return wide.size();
  }
  return 0;
}

[[nodiscard]] constexpr std::size_t TrailingBlank(std::string_view text) {
  if (text.empty()) return 0;
  if (IsSpace(text.back())) return 1;
  if (!IsOfWide(text.back())) return 0;
  for (const std::string_view wide : kWideBlanks) {
    if (text.ends_with(wide)) return wide.size();
  }
  return 0;
}

[[nodiscard]] constexpr std::string_view TrimLeadingBlanks(std::string_view text) {
  while (const std::size_t length = LeadingBlank(text)) text.remove_prefix(length);
  return text;
}

[[nodiscard]] constexpr std::string_view TrimBlanks(std::string_view text) {
  text = TrimLeadingBlanks(text);
  while (const std::size_t length = TrailingBlank(text)) text.remove_suffix(length);
  return text;
}

}  // namespace grafake::server
