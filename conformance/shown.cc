#include "conformance/shown.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace grafake::conformance {
namespace {

struct Character {
  std::uint32_t code = 0;
  std::size_t size = 0;  // bytes; 0: it is no UTF-8
};

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

Character FirstOf(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return {first, 1};
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < size) return {};
  std::uint32_t code = first & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if (!IsContinuation(text[i])) return {};
    code = code << 6U | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  constexpr auto kSmallest = std::to_array<std::uint32_t>({0, 0, 0x80, 0x800, 0x10000});
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  return code < kSmallest.at(size) || code > 0x10FFFF || surrogate ? Character{} : Character{code, size};
}

// Controls, marks of direction, spaces of no width and separators of lines.
bool IsUnseen(std::uint32_t code) {
  struct Range {
    std::uint32_t first, last;
  };
  constexpr auto kRanges = std::to_array<Range>({{0, 0x1F},
                                                 {0x7F, 0x9F},
                                                 {0xAD, 0xAD},
                                                 {0x61C, 0x61C},
                                                 {0x180E, 0x180E},
                                                 {0x200B, 0x200F},
                                                 {0x2028, 0x202E},
                                                 {0x2060, 0x206F},
                                                 {0xFEFF, 0xFEFF},
                                                 {0xFFF9, 0xFFFB},
                                                 {0xE0000, 0xE007F}});
  return std::ranges::any_of(kRanges, [&](const Range& range) { return range.first <= code && code <= range.last; });
}

std::string Hex(std::uint32_t value, int digits) {
  std::string text;
  for (int at = digits - 1; at >= 0; --at) text += "0123456789abcdef"[value >> (4U * static_cast<unsigned>(at)) & 0xFU];
  return text;
}

std::string EscapeOf(std::uint32_t code) {
  if (code == '\n') return "\\n";
  if (code == '\r') return "\\r";
  if (code == '\t') return "\\t";
  return code < 0x80 ? "\\x" + Hex(code, 2) : code < 0x10000 ? "\\u" + Hex(code, 4) : "\\U" + Hex(code, 8);
}

}  // namespace

std::string Shown(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = FirstOf(text.substr(at));
    if (character.size == 0) {
      out += "\\x" + Hex(static_cast<unsigned char>(text[at]), 2);
    } else if (IsUnseen(character.code)) {
      out += EscapeOf(character.code);
    } else if (character.code == '#' && out.ends_with('#')) {
      out += "\\x23";
    } else {
      out += text.substr(at, character.size);
    }
    at += std::max<std::size_t>(character.size, 1);
  }
  return out;
}

std::string ShownLines(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string line = Shown(text.substr(0, end));
    out += (line.starts_with("| ") ? "" : "| ") + line + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string ShownBelow(std::string_view text) {
  const auto end = std::min(text.find('\n'), text.size());
  std::string out = Shown(text.substr(0, end)) + "\n" + ShownLines(text.substr(std::min(end + 1, text.size())));
  out.pop_back();
  return out;
}

std::string Cut(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && IsContinuation(text[most])) --most;
  return text.substr(0, most) + "… (" + std::to_string(text.size() - most) + " bytes more)";
}

}  // namespace grafake::conformance
