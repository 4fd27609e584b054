#pragma once

#include <algorithm>
#include <string_view>

namespace grafake::conformance {

// True when the two are equal without regard to ASCII case, as names of headers and of HTML are.
inline bool SameName(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace grafake::conformance
