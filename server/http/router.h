#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/http/route.h"

namespace grafake::server {

// Finds the route of a path by Grafana 9.0's rules. Add first, then Find from any thread.
//
// First the whole decoded path is compared with the patterns that have no parameter. Then the raw path is split at '/',
// one slash at its end does not count, each segment is decoded by itself; fixed segments win over parameters, with
// backtracking; an empty segment fits a parameter. HEAD is served by GET's routes.
class Router {
 public:
  void Add(Route route);

  struct Match {
    const Route* route = nullptr;
    std::vector<std::pair<std::string_view, std::string>> params;
  };
  // `path` is percent-encoded, its escapes valid. Behind a sub-path it may be without its first slash, or empty.
  [[nodiscard]] std::optional<Match> Find(std::string_view method, std::string_view path) const;

  [[nodiscard]] const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }

 private:
  struct Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> fixed;
    std::vector<std::pair<std::string_view, std::unique_ptr<Node>>> parameters;
    const Route* route = nullptr;
  };
  struct Tree {
    std::map<std::string, const Route*, std::less<>> whole;
    Node root;
  };

  static bool Descend(const Node& node, const std::vector<std::string>& segments, std::size_t at, Match& match);

  std::vector<std::unique_ptr<Route>> routes_;
  std::map<std::string, Tree, std::less<>> trees_;  // by method
};

}  // namespace grafake::server
