#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/domain/permissions.h"

namespace grafake::server {

// The objects that scopes name, for a prefix like "teams:id:"; nothing when one of them covers all objects.
[[nodiscard]] inline std::optional<std::vector<std::int64_t>> IdsIn(const std::vector<std::string>& scopes,
                                                                    std::string_view prefix) {
  std::vector<std::int64_t> ids;
  for (const std::string& scope : scopes) {
    if (ScopeCovers(scope, std::string(prefix) + "0") && scope.ends_with('*')) return std::nullopt;
    if (!scope.starts_with(prefix)) continue;
    std::int64_t id = 0;
    const char* end = scope.data() + scope.size();
    const auto read = std::from_chars(scope.data() + prefix.size(), end, id);
    if (read.ec == std::errc() && read.ptr == end) ids.push_back(id);
  }
  return ids;
}

}  // namespace grafake::server
