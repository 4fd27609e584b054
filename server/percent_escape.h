#pragma once

#include <string>
#include <string_view>

namespace grafake::server {

// "%2F", in capitals.
inline void AppendPercentEscape(std::string& out, char c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  ((out += '%') += kDigits[byte >> 4U]) += kDigits[byte & 0xFU];
}

}  // namespace grafake::server
