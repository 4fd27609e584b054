#include "server/http/missing_routes.h"

#include "server/http/url.h"

namespace grafake::server {
namespace {

// Takes the first segment of a path that has one, and the slash behind it; `ended` when it was the last.
std::string_view NextSegment(std::string_view& path, bool& ended) {
  const auto end = path.find('/');
  ended = end == std::string_view::npos;
  const std::string_view segment = path.substr(0, end);
  path.remove_prefix(ended ? path.size() : end + 1);
  return segment;
}

std::string_view WithoutEndSlashes(std::string_view path) {
  if (path.starts_with('/')) path.remove_prefix(1);
  if (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

std::optional<MissingMatch> Fit(const MissingRoute& route, std::string_view path) {
  MissingMatch match{&route, {}};
  std::string_view pattern = WithoutEndSlashes(route.pattern);
  path = WithoutEndSlashes(path);
  for (bool pattern_ends = false, path_ends = false; !pattern_ends || !path_ends;) {
    if (pattern_ends || path_ends) return std::nullopt;
    const std::string_view wanted = NextSegment(pattern, pattern_ends);
    if (wanted == "*") return match;
    const std::string_view raw = NextSegment(path, path_ends);
    std::string given = DecodePath(raw).value_or(std::string(raw));
    if (wanted.starts_with(':')) {
      match.params.emplace_back(wanted.substr(1), std::move(given));
    } else if (wanted != given) {
      return std::nullopt;
    }
  }
  return match;
}

// Both fit the same path: a word where the other has a parameter is nearer, the first such place decides.
bool IsNearer(const MissingRoute& route, const MissingRoute& other) {
  std::string_view a = WithoutEndSlashes(route.pattern);
  std::string_view b = WithoutEndSlashes(other.pattern);
  for (bool a_ends = false, b_ends = false; !a_ends && !b_ends;) {
    const std::string_view one = NextSegment(a, a_ends);
    const std::string_view two = NextSegment(b, b_ends);
    if (one.starts_with(':') != two.starts_with(':') || (one == "*") != (two == "*"))
      return two == "*" || (one != "*" && two.starts_with(':'));
  }
  return false;
}

Fallback FallbackOf(LetsPass who) {
  switch (who) {
    case LetsPass::kAnyone:
    case LetsPass::kSignedIn:
      return Fallback::kAnyone;
    case LetsPass::kEditor:
      return Fallback::kOrgEditor;
    case LetsPass::kAdmin:
      return Fallback::kOrgAdmin;
    case LetsPass::kGrafanaAdmin:
      return Fallback::kGrafanaAdmin;
  }
  return Fallback::kAnyone;
}

}  // namespace

std::optional<MissingMatch> FindMissing(std::span<const MissingRoutes> families, std::string_view method,
                                        std::string_view path) {
  if (method == "HEAD") method = "GET";
  std::optional<MissingMatch> best;
  for (const MissingRoutes family : families) {
    for (const MissingRoute& route : family) {
      if (!route.method.empty() && route.method != method) continue;
      auto match = Fit(route, path);
      if (match && (!best || IsNearer(route, *best->route))) best = std::move(match);
    }
  }
  return best;
}

std::set<std::string_view> MissingWords(std::span<const MissingRoutes> families) {
  std::set<std::string_view> words;
  for (const MissingRoutes family : families) {
    for (const MissingRoute& route : family) {
      std::string_view pattern = route.pattern;
      if (pattern.find_first_of(":*") != std::string_view::npos) continue;
      if (pattern.ends_with('/')) pattern.remove_suffix(1);
      words.insert(pattern);
    }
  }
  return words;
}

RouteAccess AccessOf(const MissingRoute& route) {
  RouteAccess access{.sign_in = route.sign_in, .fallback = FallbackOf(route.otherwise)};
  for (const MissingRoute::Ask& ask : route.any_of) {
    if (!ask.action.empty()) access.any_of.push_back({ask.action, ask.scope});
  }
  access.always_fallback = access.any_of.empty();
  return access;
}

}  // namespace grafake::server
