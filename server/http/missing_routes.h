#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/http/route.h"
#include "server/releases/missing_route.h"

namespace grafake::server {

// A route that the release has and that is not served, and the parameters of the path that leads to it.
struct MissingMatch {
  const MissingRoute* route;  // never null
  std::vector<std::pair<std::string_view, std::string>> params;
};

// The one where a percent-encoded path would lead, by the router's rules; nothing where the release has none. Looks
// through all of them: only for paths that are not served.
[[nodiscard]] std::optional<MissingMatch> FindMissing(std::span<const MissingRoutes> families, std::string_view method,
                                                      std::string_view path);

// The paths of those whose patterns have no parameter, without a slash at their ends: where a served route has a
// parameter, they come before it.
[[nodiscard]] std::set<std::string_view> MissingWords(std::span<const MissingRoutes> families);

// Who would hear that it is not served.
[[nodiscard]] RouteAccess AccessOf(const MissingRoute& route);

}  // namespace grafake::server
