#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/gateway.h"
#include "server/http/reason.h"
#include "server/releases/release.h"

namespace grafake::server {

// A pattern without the slash at its end.
[[nodiscard]] inline std::string_view WithoutEndSlash(std::string_view pattern) {
  if (pattern.size() > 1 && pattern.ends_with('/')) pattern.remove_suffix(1);
  return pattern;
}

// The pattern of the route where a request leads, without a slash at its end; empty: there is none. Where the release
// has some groups of resources, all below their path is somebody's.
[[nodiscard]] std::string RouteNameOf(const Whither& whither, const Release& release);

// A pattern as it is compared: its parameters without their names, no slash at its end.
[[nodiscard]] std::string RouteShape(std::string_view pattern);

// Why a pattern or path, asked by that method (empty: by any), leads to none of `paths`; nothing when it does.
[[nodiscard]] std::optional<std::string> WhyNoRoute(std::string_view method, std::string_view route,
                                                    const std::vector<RoutePath>& paths);

// The route that is most like what was asked for, "GET /api/serviceaccounts/search"; empty when none is like it. One of
// the same method is nearer than one that differs by that alone.
[[nodiscard]] std::string NearestRoute(std::string_view method, std::string_view path,
                                       const std::vector<RouteName>& routes);

// The methods by which that path is served.
[[nodiscard]] std::vector<std::string_view> MethodsOf(std::string_view path, const std::vector<RouteName>& routes);

}  // namespace grafake::server
