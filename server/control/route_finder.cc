#include "server/control/route_finder.h"

#include <algorithm>
#include <array>

#include "server/http/url.h"

namespace grafake::server {
namespace {

// What a gateway answers without a route.
constexpr std::array kEarlyPaths = {"/api/health", "/healthz", "/metrics", "/robots.txt"};
// Where a release has some of it, all below it is somebody's.
constexpr std::string_view kGroups = "/apis";

bool IsOfGroups(const NamedRoute& route) { return route.path.starts_with(kGroups); }

}  // namespace

std::string_view WithoutEndSlash(std::string_view pattern) {
  if (pattern.size() > 1 && pattern.ends_with('/')) pattern.remove_suffix(1);
  return pattern;
}

RouteFinder::RouteFinder(const std::vector<RouteRow>& rows, std::string cut_off) : cut_off_(std::move(cut_off)) {
  for (const RouteRow& row : rows) routes_.push_back({row.method, row.path});
  for (const char* path : kEarlyPaths) {
    if (std::ranges::find(routes_, path, &NamedRoute::path) == routes_.end()) routes_.push_back({"GET", path});
  }
  for (const NamedRoute& route : routes_) router_.Add({.method = route.method, .pattern = route.path});
  if (std::ranges::any_of(routes_, IsOfGroups)) router_.AddBelow({.method = "GET", .pattern = kGroups});
}

std::string_view RouteFinder::Find(const Request& request) const {
  std::string_view path = request.path;
  if (!cut_off_.empty() && path.starts_with(cut_off_)) path.remove_prefix(cut_off_.size());
  if (!DecodePath(path)) return {};
  const auto match = router_.Find(request.method, path);
  return match ? match->route->pattern : std::string_view();
}

}  // namespace grafake::server
