#include "server/control/route_names.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>
#include <span>
#include <utility>

#include "server/ascii.h"
#include "server/config/nearest.h"
#include "server/control/path_segments.h"

namespace grafake::server {
namespace {

constexpr std::string_view kGroups = "/apis";

// A parameter of the pattern takes any segment, another parameter too; `route` begins with a slash, as patterns do.
bool Fits(std::string_view route, const RoutePath& path) {
  std::string_view pattern = WithoutEndSlash(path.path);
  while (!pattern.empty() && !route.empty()) {
    const std::string_view wanted = TakeSegment(pattern);
    const std::string_view given = TakeSegment(route);
    if (wanted.starts_with(':') ? given.empty() : wanted != given) return false;
  }
  return pattern.empty() && (route.empty() || path.below);
}

bool IsAskedBy(std::string_view method, const RoutePath& path) {
  return method.empty() || path.method.empty() || path.method == (method == "HEAD" ? "GET" : method);
}

// A path or pattern, split; the rest of a longer one does not count, so that what strangers ask costs little.
constexpr std::size_t kMostSegments = 12;
constexpr std::size_t kMostLetters = 48;

struct Segments {
  std::array<std::string_view, kMostSegments> all;
  std::size_t count = 0;
  [[nodiscard]] std::span<const std::string_view> view() const { return std::span(all).first(count); }
};

// In letters that must be changed.
constexpr std::size_t kOtherMethod = 8;
constexpr std::size_t kOtherWord = 16;
constexpr std::size_t kTooMany = 6;
constexpr std::size_t kLackingName = 5;
constexpr std::size_t kLackingParameter = 6;
constexpr std::size_t kLackingInside = 12;  // at the end is where something is forgotten
constexpr std::size_t kUnlike = 10;

Segments SegmentsOf(std::string_view path) {
  Segments segments;
  while (!path.empty() && segments.count < kMostSegments) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (end > 0) segments.all.at(segments.count++) = path.substr(0, std::min(end, kMostLetters));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return segments;
}

std::size_t LettersBetween(std::string_view a, std::string_view b) {
  if (a == b) return 0;
  std::array<std::size_t, kMostLetters + 1> row{};
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (const char left : a) {
    std::size_t diagonal = std::exchange(row[0], row[0] + 1);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (LowerAscii(left) == LowerAscii(b[j - 1]) ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.at(b.size());
}

bool IsParameter(std::string_view segment) { return segment.starts_with(':'); }

std::size_t Lacking(std::string_view segment) { return IsParameter(segment) ? kLackingParameter : kLackingName; }

// A word is like another when at least half of it is the same.
std::size_t Changed(std::string_view asked, std::string_view known) {
  if (IsParameter(known)) return 1;
  const std::size_t letters = LettersBetween(asked, known);
  return 2 * letters <= std::max(asked.size(), known.size()) ? letters : kOtherWord + letters;
}

// Levenshtein's distance in segments; what must change in them counts by letters.
std::size_t SegmentsBetween(const Segments& asked, const Segments& known) {
  std::array<std::size_t, kMostSegments + 1> row{};
  const auto parts = known.view();
  for (std::size_t j = 0; j < parts.size(); ++j) row[j + 1] = row[j] + kLackingInside;
  for (const std::string_view& segment : asked.view()) {
    const bool last = &segment == &asked.view().back();
    std::size_t diagonal = std::exchange(row[0], row[0] + kTooMany + segment.size());
    for (std::size_t j = 1; j <= parts.size(); ++j) {
      const std::size_t changed = diagonal + Changed(segment, parts[j - 1]);
      diagonal = row[j];
      const std::size_t lacking = row[j - 1] + (last ? Lacking(parts[j - 1]) : kLackingInside);
      row[j] = std::min({row[j] + kTooMany + segment.size(), lacking, changed});
    }
  }
  return row.at(parts.size());
}

bool IsLike(const Segments& asked, const Segments& pattern) {
  return std::ranges::equal(asked.view(), pattern.view(), [](std::string_view segment, std::string_view part) {
    return IsParameter(part) || segment == part;
  });
}

}  // namespace

std::string RouteNameOf(const Whither& whither, const Release& release) {
  if (!whither.route.empty()) return std::string(WithoutEndSlash(whither.route));
  const bool of_groups = whither.path.starts_with(kGroups) && !release.apis.groups.empty() &&
                         (whither.path.size() == kGroups.size() || whither.path[kGroups.size()] == '/');
  return of_groups ? std::string(kGroups) : "";
}

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
    return "is asked with " + JoinedWithCommas(methods) + " in this release, not with " + std::string(method);
  return "is no route of this release" + Guess(Nearest(route, known));
}

std::string NearestRoute(std::string_view method, std::string_view path, const std::vector<RouteName>& routes) {
  const Segments asked = SegmentsOf(path);
  if (method == "HEAD") method = "GET";
  const RouteName* nearest = nullptr;
  std::size_t least = kUnlike;
  for (const RouteName& route : routes) {
    const std::size_t distance =
        SegmentsBetween(asked, SegmentsOf(route.pattern)) + (method == route.method ? 0 : kOtherMethod);
    if (distance >= least) continue;
    least = distance;
    nearest = &route;
  }
  if (nearest == nullptr) return "";
  return std::string(nearest->method) + " " + std::string(WithoutEndSlash(nearest->pattern));
}

std::vector<std::string_view> MethodsOf(std::string_view path, const std::vector<RouteName>& routes) {
  const Segments asked = SegmentsOf(path);
  std::vector<std::string_view> methods;
  for (const RouteName& route : routes) {
    if (IsLike(asked, SegmentsOf(route.pattern)) && std::ranges::find(methods, route.method) == methods.end())
      methods.push_back(route.method);
  }
  return methods;
}

}  // namespace grafake::server
