#include "server/http/router.h"

#include <algorithm>

namespace grafake::server {
namespace {

std::vector<std::string_view> Split(std::string_view path) {
  if (path.starts_with('/')) path.remove_prefix(1);
  if (path.ends_with('/')) path.remove_suffix(1);
  std::vector<std::string_view> segments;
  while (true) {
    const auto end = path.find('/');
    segments.push_back(path.substr(0, end));
    if (end == std::string_view::npos) return segments;
    path.remove_prefix(end + 1);
  }
}

std::vector<std::string> DecodedSegments(const std::vector<std::string_view>& segments) {
  std::vector<std::string> decoded;
  for (const std::string_view segment : segments) decoded.push_back(DecodePath(segment).value_or(std::string(segment)));
  return decoded;
}

bool HasParameter(std::string_view pattern) { return pattern.find("/:") != std::string_view::npos; }

}  // namespace

std::string_view Context::Param(std::string_view name) const {
  const auto found = std::ranges::find(params, name, &std::pair<std::string_view, std::string>::first);
  return found == params.end() ? std::string_view() : std::string_view(found->second);
}

void Router::Add(Route added) {
  const Route* route = routes_.emplace_back(std::make_unique<Route>(std::move(added))).get();
  Tree& tree = trees_[std::string(route->method)];
  if (!HasParameter(route->pattern)) tree.whole.emplace(route->pattern, route);
  Node* node = &tree.root;
  for (const std::string_view segment : Split(route->pattern)) {
    if (segment.starts_with(':')) {
      const std::string_view name = segment.substr(1);
      auto found = std::ranges::find(node->parameters, name, [](const auto& item) { return item.first; });
      if (found == node->parameters.end()) {
        found = node->parameters.insert(found, {name, std::make_unique<Node>()});
      }
      node = found->second.get();
    } else {
      auto& child = node->fixed[std::string(segment)];
      if (!child) child = std::make_unique<Node>();
      node = child.get();
    }
  }
  node->route = route;
}

bool Router::Descend(const Node& node, const std::vector<std::string>& segments, std::size_t at, Match& match) {
  if (at == segments.size()) {
    match.route = node.route;
    return node.route != nullptr;
  }
  const auto fixed = node.fixed.find(segments[at]);
  if (fixed != node.fixed.end() && Descend(*fixed->second, segments, at + 1, match)) return true;
  for (const auto& [name, child] : node.parameters) {
    match.params.emplace_back(name, segments[at]);
    if (Descend(*child, segments, at + 1, match)) return true;
    match.params.pop_back();
  }
  return false;
}

std::optional<Router::Match> Router::Find(std::string_view method, std::string_view path) const {
  const auto tree = trees_.find(method == "HEAD" ? std::string_view("GET") : method);
  if (tree == trees_.end()) return std::nullopt;
  const auto whole = tree->second.whole.find(DecodePath(path).value_or(std::string(path)));
  if (whole != tree->second.whole.end()) return Match{whole->second, {}};
  Match match;
  if (!Descend(tree->second.root, DecodedSegments(Split(path)), 0, match)) return std::nullopt;
  return match;
}

}  // namespace grafake::server
