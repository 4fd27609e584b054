#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.h"
#include "server/http/route_table.h"
#include "server/http/router.h"

namespace grafake::server {

// A route as people name it.
struct NamedRoute {
  std::string method;
  std::string path;  // its pattern, without a slash at its end
};

// Says which route a request is for, also when it was refused before any was reached. Thread-safe once it is made.
class RouteFinder {
 public:
  // `rows` are the routes of a server; `cut_off` is the sub-path in front of every path, or empty.
  RouteFinder(const std::vector<RouteRow>& rows, std::string cut_off);
  RouteFinder(const RouteFinder&) = delete;
  RouteFinder& operator=(const RouteFinder&) = delete;

  // The pattern of its route, for as long as this lives; empty: there is none.
  [[nodiscard]] std::string_view Find(const Request& request) const;

  // All there are, what is answered before any route is sought included.
  [[nodiscard]] const std::vector<NamedRoute>& routes() const { return routes_; }

 private:
  const std::string cut_off_;
  std::vector<NamedRoute> routes_;
  Router router_;  // of views into routes_
};

// A pattern without the slash at its end.
[[nodiscard]] std::string_view WithoutEndSlash(std::string_view pattern);

}  // namespace grafake::server
