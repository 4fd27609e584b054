#include "server/http/route_table.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "server/http/missing_routes.h"

namespace grafake::server {
namespace {

std::string PathOfRoute(std::string_view pattern) {
  if (pattern.size() > 1 && pattern.ends_with('/')) pattern.remove_suffix(1);
  return std::string(pattern);
}

std::string Needed(const RouteAccess& access) {
  if (access.always_fallback || access.any_of.empty()) return "–";
  std::string text = access.any_of.size() > 1 ? "any of " : "";
  for (const Need& need : access.any_of) {
    if (&need != &access.any_of.front()) text += ", ";
    text += "`" + std::string(need.action) + "`";
    if (!need.scope.empty()) text += " on `" + std::string(need.scope) + "`";
  }
  switch (access.in_org) {
    case InOrg::kCurrent:
      return text;
    case InOrg::kGlobal:
      return text + ", in no org";
    case InOrg::kFromPath:
      return text + ", in the org of the path";
  }
  return text;
}

std::string_view Otherwise(const RouteAccess& access) {
  switch (access.fallback) {
    case Fallback::kAnyone:
      return access.sign_in ? "signed in" : "anyone";
    case Fallback::kOrgEditor:
      return "org editor";
    case Fallback::kOrgAdmin:
      return "org admin";
    case Fallback::kGrafanaAdmin:
      return "Grafana Admin";
    case Fallback::kTeamsAccess:
      return "org admin; editors with `editors_can_admin`";
    case Fallback::kOrgUsersLookup:
      return "org admin, folder admin, team admin";
  }
  return "";
}

std::string_view SignIn(const RouteAccess& access) {
  if (!access.sign_in) return "–";
  return access.refuse_anonymous ? "yes, not anonymous" : "yes";
}

RouteRow RowOf(std::string_view method, std::string_view pattern, const RouteAccess& access) {
  return {.method = std::string(method),
          .path = PathOfRoute(pattern),
          .sign_in = std::string(SignIn(access)),
          .permission = Needed(access),
          .without_rbac = std::string(Otherwise(access))};
}

// The same for patterns that differ by the names of their parameters and the slash at their end alone.
std::string ShapeOf(std::string_view method, std::string_view pattern) {
  std::string shape = std::string(method) + " ";
  const std::string path = PathOfRoute(pattern);
  for (std::size_t i = 0; i < path.size(); ++i) {
    shape += path[i];
    if (path[i] == ':' && path[i - 1] == '/') i = std::min(path.find('/', i), path.size()) - 1;
  }
  return shape;
}

}  // namespace

std::vector<RouteRow> RouteRows(const Router& router) {
  std::vector<const Route*> routes;
  for (const auto& route : router.routes()) routes.push_back(route.get());
  std::ranges::sort(routes, {}, [](const Route* route) { return std::pair(route->pattern, route->method); });
  std::vector<RouteRow> rows;
  for (const Route* route : routes) rows.push_back(RowOf(route->method, route->pattern, route->access));
  return rows;
}

std::vector<RouteRow> MissingRows(std::span<const MissingRoutes> families, const Router& router) {
  std::set<std::string> served;
  for (const auto& route : router.routes()) served.insert(ShapeOf(route->method, route->pattern));
  std::vector<RouteRow> rows;
  for (const MissingRoutes family : families) {
    for (const MissingRoute& route : family) {
      if (!served.contains(ShapeOf(route.method, route.pattern)))
        rows.push_back(RowOf(route.method.empty() ? "any" : route.method, route.pattern, AccessOf(route)));
    }
  }
  std::ranges::sort(rows, {}, [](const RouteRow& row) { return std::tie(row.path, row.method); });
  return rows;
}

std::string RouteTable(const std::vector<RouteRow>& rows) {
  std::string table =
      "| method | path | sign-in first | permission | with `[rbac] enabled = false` |\n|---|---|---|---|---|\n";
  for (const RouteRow& row : rows) {
    table += "| " + row.method + " | `" + row.path + "` | " + row.sign_in + " | " + row.permission + " | " +
             row.without_rbac + " |\n";
  }
  return table;
}

}  // namespace grafake::server
