#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "server/http/reason.h"
#include "server/http/route.h"
#include "server/releases/route_need.h"

namespace grafake::server {

// Finds the route of a path by Grafana's rules. Add first, then Find from any thread.
//
// First the whole decoded path is compared with the patterns that have no parameter. Then the raw path is split at '/',
// one slash at its end does not count, each segment is decoded by itself; fixed segments win over parameters, with
// backtracking; an empty segment fits a parameter. A "*" at the end of a pattern is the parameter of that name: all
// that is left of the path, decoded; it fits last, and where nothing is left it does not. HEAD is served by GET's
// routes.
class Router {
 public:
  // What routes ask for in place of their own; before they are added. The needs must outlive it.
  void AskInstead(std::span<const RouteNeed> needs) { instead_ = needs; }
  // In these parameters uids may stand; before the routes that have them are added.
  void TakeUids(std::vector<UidParameter> parameters) { uid_parameters_ = std::move(parameters); }
  void Add(Route route);
  // What fits no other route and is the pattern or below it is this one's, by any method.
  void AddBelow(Route route);
  // What begins so is not served because of that setting: for those who ask for it. Both must last.
  void NameOff(std::string_view prefix, std::string_view setting) { known_->off.push_back({prefix, setting}); }

  struct Match {
    const Route* route = nullptr;
    std::vector<std::pair<std::string_view, std::string>> params;
  };
  // `path` is percent-encoded, its escapes valid. Behind a sub-path it may be without its first slash, or empty.
  [[nodiscard]] std::optional<Match> Find(std::string_view method, std::string_view path) const;

  [[nodiscard]] const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }
  // The same in words that outlive the router.
  [[nodiscard]] std::shared_ptr<const KnownRoutes> known() const { return known_; }
  [[nodiscard]] const std::vector<std::unique_ptr<Route>>& below() const { return below_; }

 private:
  // By segment or name, a part of its pattern. So few that they are looked through.
  struct Node;
  using Nodes = std::vector<std::pair<std::string_view, std::unique_ptr<Node>>>;

  struct Node {
    Nodes fixed;
    Nodes parameters;
    const Route* route = nullptr;
    const Route* rest = nullptr;  // whose pattern goes on with "*"
  };
  struct Tree {
    std::unordered_map<std::string_view, const Route*> whole;
    Node root;
  };

  [[nodiscard]] std::optional<Match> FindBelow(std::string_view path) const;
  // The node of that name; made when there is none.
  static Node& Child(Nodes& nodes, std::string_view name);
  // Follows the path from that node on; none: it has ended.
  static bool Descend(const Node& node, std::optional<std::string_view> path, Match& match);

  std::span<const RouteNeed> instead_;
  std::vector<UidParameter> uid_parameters_;
  std::vector<std::unique_ptr<Route>> routes_;
  std::map<std::string_view, Tree> trees_;  // by method
  std::vector<std::unique_ptr<Route>> below_;
  std::shared_ptr<KnownRoutes> known_ = std::make_shared<KnownRoutes>();
};

}  // namespace grafake::server
