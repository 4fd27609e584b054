#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/http/reason.h"

namespace grafake::server {

// The route that is most like what was asked for, "GET /api/serviceaccounts/search"; empty when none is like it. One of
// the same method is nearer than one that differs by that alone.
[[nodiscard]] std::string NearestRoute(std::string_view method, std::string_view path,
                                       const std::vector<RouteName>& routes);

// The methods by which that path is served.
[[nodiscard]] std::vector<std::string_view> MethodsOf(std::string_view path, const std::vector<RouteName>& routes);

}  // namespace grafake::server
