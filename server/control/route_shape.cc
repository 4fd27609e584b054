#include "server/control/route_shape.h"

#include <algorithm>
#include <set>

#include "server/config/nearest.h"
#include "server/control/route_finder.h"

namespace grafake::server {
namespace {

std::string_view TakeRouteSegment(std::string_view& path) {
  path.remove_prefix(1);
  const std::string_view segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

// A parameter of the pattern takes any segment, another parameter too; `route` begins with a slash, as patterns do.
bool Fits(std::string_view route, const RoutePath& path) {
  std::string_view pattern = WithoutEndSlash(path.path);
  while (!pattern.empty() && !route.empty()) {
    const std::string_view wanted = TakeRouteSegment(pattern);
    const std::string_view given = TakeRouteSegment(route);
    if (wanted.starts_with(':') ? given.empty() : wanted != given) return false;
  }
  return pattern.empty() && (route.empty() || path.below);
}

bool IsAskedBy(std::string_view method, const RoutePath& path) {
  return method.empty() || path.method.empty() || path.method == (method == "HEAD" ? "GET" : method);
}

std::string JoinedWithComma(const std::set<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : ", ") + word;
  return joined;
}

}  // namespace

std::string RouteShape(std::string_view pattern) {
  pattern = WithoutEndSlash(pattern);
  std::string shape;
  bool in_name = false;
  for (const char c : pattern) {
    if (c == '/') in_name = false;
    if (!in_name) shape += c;
    if (c == ':' && shape.ends_with("/:")) in_name = true;
  }
  return shape;
}

std::optional<std::string> WhyNoRoute(std::string_view method, std::string_view route,
                                      const std::vector<RoutePath>& paths) {
  if (!route.starts_with('/')) return "is a path or the pattern of a route, such as \"/api/serviceaccounts/:id\"";
  std::set<std::string> methods;
  std::vector<std::string> known;
  for (const RoutePath& path : paths) {
    const bool asked = IsAskedBy(method, path);
    const bool fits = Fits(WithoutEndSlash(route), path);
    if (asked && fits) return std::nullopt;
    if (fits) methods.insert(path.method);
    if (asked) known.emplace_back(WithoutEndSlash(path.path));
  }
  if (!methods.empty())
    return "is asked with " + JoinedWithComma(methods) + " in this release, not with " + std::string(method);
  const std::string nearest = Nearest(route, known);
  return "is no route of this release" + (nearest.empty() ? "" : "; did you mean " + nearest + "?");
}

}  // namespace grafake::server
