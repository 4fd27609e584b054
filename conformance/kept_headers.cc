#include "conformance/kept_headers.h"

#include <algorithm>
#include <array>

namespace grafake::conformance {
namespace {

constexpr auto kKeptHeaders =
    std::to_array<std::string_view>({"content-type", "cache-control", "expires", "pragma", "location", "set-cookie",
                                     "www-authenticate", "x-content-type-options", "x-frame-options",
                                     "x-xss-protection", "vary", "content-encoding", "allow", "retry-after"});

}  // namespace

bool IsKeptHeader(std::string_view name) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
  return std::ranges::any_of(kKeptHeaders,
                             [&](std::string_view kept) { return std::ranges::equal(name, kept, {}, lower); });
}

}  // namespace grafake::conformance
