#include "server/config/go_quote.h"

namespace grafake::server {
namespace {

void AppendEscaped(std::string& out, char c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\a':
      out += "\\a";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\v':
      out += "\\v";
      return;
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0x20 && byte != 0x7f) {
    out += c;
  } else {
    ((out += "\\x") += kDigits[byte >> 4]) += kDigits[byte & 0xF];
  }
}

}  // namespace

std::string GoQuote(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) AppendEscaped(out, c);
  return out += '"';
}

}  // namespace grafake::server
