#include "server/http/router.h"

#include <algorithm>

namespace grafake::server {
namespace {

// A path as it is split: one slash in front and one at the end do not count.
std::string_view WithoutOuterSlashes(std::string_view path) {
  if (path.starts_with('/')) path.remove_prefix(1);
  if (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

// What stands before the first slash, which may be nothing, and what stands behind it, if there is one.
struct SplitPath {
  explicit SplitPath(std::string_view path) : segment(path.substr(0, path.find('/'))) {
    if (segment.size() < path.size()) rest = path.substr(segment.size() + 1);
  }
  std::string_view segment;
  std::optional<std::string_view> rest;
};

// A text of a path without its escapes, copied only when it has some.
class Unescaped {
 public:
  explicit Unescaped(std::string_view text) : text_(text) {
    if (text.find('%') == std::string_view::npos) return;
    copy_ = DecodePath(text).value_or(std::string(text));
    text_ = copy_;
  }
  Unescaped(const Unescaped&) = delete;
  Unescaped& operator=(const Unescaped&) = delete;
  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  std::string copy_;
  std::string_view text_;
};

// Whether the pattern has the parameter: it goes on with a slash, or not at all.
bool Has(std::string_view pattern, const UidParameter& parameter) {
  if (!pattern.starts_with(parameter.pattern)) return false;
  pattern.remove_prefix(parameter.pattern.size());
  return pattern.empty() || pattern.front() == '/';
}

constexpr std::string_view kRest = "*";

bool HasParameter(std::string_view pattern) {
  return pattern.find("/:") != std::string_view::npos || pattern.ends_with("/*");
}

}  // namespace

std::string_view Context::Param(std::string_view name) const {
  const auto found = std::ranges::find(params, name, &std::pair<std::string_view, std::string>::first);
  return found == params.end() ? std::string_view() : std::string_view(found->second);
}

void Router::Add(Route added) {
  for (const RouteNeed& need : instead_) {
    if (need.method == added.method && need.pattern == added.pattern) added.access.any_of = {{need.action, need.scope}};
  }
  for (const UidParameter& parameter : uid_parameters_) {
    if (Has(added.pattern, parameter)) added.uids.push_back(&parameter);
  }
  const Route* route = routes_.emplace_back(std::make_unique<Route>(std::move(added))).get();
  known_->served.push_back({route->method, route->pattern});
  Tree& tree = trees_[route->method];
  if (!HasParameter(route->pattern)) tree.whole.emplace(route->pattern, route);
  Node* node = &tree.root;
  for (std::optional<std::string_view> rest = WithoutOuterSlashes(route->pattern); rest;) {
    const SplitPath split(*rest);
    if (split.segment == kRest) {
      node->rest = route;
      return;
    }
    const bool parameter = split.segment.starts_with(':');
    node = parameter ? &Child(node->parameters, split.segment.substr(1)) : &Child(node->fixed, split.segment);
    rest = split.rest;
  }
  node->route = route;
}

Router::Node& Router::Child(Nodes& nodes, std::string_view name) {
  auto found = std::ranges::find(nodes, name, &Nodes::value_type::first);
  if (found == nodes.end()) found = nodes.insert(found, {name, std::make_unique<Node>()});
  return *found->second;
}

bool Router::Descend(const Node& node, std::optional<std::string_view> path, Match& match) {
  if (!path) {
    match.route = node.route;
    return node.route != nullptr;
  }
  const SplitPath split(*path);
  const Unescaped segment(split.segment);
  const auto fixed = std::ranges::find(node.fixed, segment.text(), &Nodes::value_type::first);
  if (fixed != node.fixed.end() && Descend(*fixed->second, split.rest, match)) return true;
  for (const auto& [name, child] : node.parameters) {
    match.params.emplace_back(name, segment.text());
    if (Descend(*child, split.rest, match)) return true;
    match.params.pop_back();
  }
  if (node.rest == nullptr) return false;
  match.params.emplace_back(kRest, Unescaped(*path).text());
  match.route = node.rest;
  return true;
}

void Router::AddBelow(Route route) { below_.push_back(std::make_unique<Route>(std::move(route))); }

std::optional<Router::Match> Router::FindBelow(std::string_view path) const {
  for (const auto& route : below_) {
    const std::string_view pattern = route->pattern;
    if (path.starts_with(pattern) && (path.size() == pattern.size() || path[pattern.size()] == '/'))
      return Match{route.get(), {}};
  }
  return std::nullopt;
}

std::optional<Router::Match> Router::Find(std::string_view method, std::string_view path) const {
  const auto tree = trees_.find(method == "HEAD" ? std::string_view("GET") : method);
  if (tree == trees_.end()) return FindBelow(path);
  const auto whole = tree->second.whole.find(Unescaped(path).text());
  if (whole != tree->second.whole.end()) return Match{whole->second, {}};
  Match match;
  if (!Descend(tree->second.root, WithoutOuterSlashes(path), match)) return FindBelow(path);
  return match;
}

}  // namespace grafake::server
