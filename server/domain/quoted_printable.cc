#include "server/domain/quoted_printable.h"

#include <algorithm>

#include "server/ascii.h"

namespace grafake::server {
namespace {

bool IsPlainByte(char c) { return c == '\t' || static_cast<unsigned char>(c) >= 0x80 || (c >= ' ' && c <= '~'); }

}  // namespace

std::string DecodeQuotedPrintable(std::string_view text) {
  if (!std::ranges::all_of(text, IsPlainByte)) return std::string(text);
  const std::string_view line = text.ends_with('=') ? text.substr(0, text.size() - 1) : text;
  std::string out;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const bool escape = line[at] == '=';
    if (escape && line.size() - at < 3) return std::string(text);
    const int high = escape ? HexValue(line[at + 1]) : -1;
    const int low = escape ? HexValue(line[at + 2]) : -1;
    const bool whole = high >= 0 && low >= 0;
    out += whole ? static_cast<char>(high * 16 + low) : line[at];
    if (whole) at += 2;
  }
  return out;
}

}  // namespace grafake::server
