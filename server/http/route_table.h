#pragma once

#include <span>
#include <string>
#include <vector>

#include "server/http/router.h"
#include "server/releases/missing_route.h"

namespace grafake::server {

// A route and what it asks for, in words.
struct RouteRow {
  std::string method;
  std::string path;          // its pattern, "/api/teams/:teamId"
  std::string sign_in;       // first; "–": no
  std::string permission;    // "–": none
  std::string without_rbac;  // who may call it then
};

// The routes of a server, by path and method. Made from the same data that decides who may call them.
[[nodiscard]] std::vector<RouteRow> RouteRows(const Router& router);

// Those that a release has and that are not among the routes of that router. One without a method is asked by "any".
[[nodiscard]] std::vector<RouteRow> MissingRows(std::span<const MissingRoutes> families, const Router& router);

// The same as a Markdown table: what `grafake routes` and `grafake routes --missing` print.
[[nodiscard]] std::string RouteTable(const std::vector<RouteRow>& rows);

}  // namespace grafake::server
