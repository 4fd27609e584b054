#include "conformance/kept_headers.h"

#include <algorithm>
#include <array>

#include "conformance/same_name.h"

namespace grafake::conformance {
namespace {

constexpr auto kKeptHeaders =
    std::to_array<std::string_view>({"content-type", "cache-control", "expires", "pragma", "location", "set-cookie",
                                     "www-authenticate", "x-content-type-options", "x-frame-options",
                                     "x-xss-protection", "vary", "content-encoding", "allow", "retry-after"});

}  // namespace

bool IsKeptHeader(std::string_view name) {
  return std::ranges::any_of(kKeptHeaders, [&](std::string_view kept) { return SameName(name, kept); });
}

}  // namespace grafake::conformance
