#include "server/control/route_likeness.h"

#include <algorithm>
#include <numeric>

#include "server/ascii.h"

namespace grafake::server {
namespace {

using Segments = std::vector<std::string_view>;

// In letters that must be changed.
constexpr std::size_t kOtherMethod = 8;
constexpr std::size_t kLackingName = 5;
constexpr std::size_t kLackingParameter = 6;
constexpr std::size_t kMostSegments = 12;

Segments SegmentsOf(std::string_view path) {
  Segments segments;
  while (!path.empty() && segments.size() < kMostSegments) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (end > 0) segments.push_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return segments;
}

std::size_t LettersBetween(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (const char left : a) {
    std::size_t diagonal = std::exchange(row[0], row[0] + 1);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (LowerAscii(left) == LowerAscii(b[j - 1]) ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

bool IsParameter(std::string_view segment) { return segment.starts_with(':'); }

std::size_t Lacking(std::string_view segment) { return IsParameter(segment) ? kLackingParameter : kLackingName; }

// A whole segment for another is no more than one lacking and one too many.
std::size_t Changed(std::string_view asked, std::string_view known) {
  if (IsParameter(known)) return 1;
  return std::min(LettersBetween(asked, known), asked.size() + Lacking(known));
}

// Levenshtein's distance in segments; what must change in them counts by letters.
std::size_t SegmentsBetween(const Segments& asked, const Segments& known) {
  std::vector<std::size_t> row(known.size() + 1);
  for (std::size_t j = 0; j < known.size(); ++j) row[j + 1] = row[j] + Lacking(known[j]);
  for (const std::string_view segment : asked) {
    std::size_t diagonal = std::exchange(row[0], row[0] + segment.size());
    for (std::size_t j = 1; j <= known.size(); ++j) {
      const std::size_t changed = diagonal + Changed(segment, known[j - 1]);
      diagonal = row[j];
      row[j] = std::min({row[j] + segment.size(), row[j - 1] + Lacking(known[j - 1]), changed});
    }
  }
  return row.back();
}

bool Fits(const Segments& asked, const Segments& pattern) {
  return std::ranges::equal(asked, pattern, [](std::string_view segment, std::string_view part) {
    return IsParameter(part) || segment == part;
  });
}

}  // namespace

std::string NearestRoute(std::string_view method, std::string_view path, const std::vector<RouteName>& routes) {
  const Segments asked = SegmentsOf(path);
  const RouteName* nearest = nullptr;
  std::size_t least = path.size() / 3 + kOtherMethod;
  for (const RouteName& route : routes) {
    const std::size_t distance =
        SegmentsBetween(asked, SegmentsOf(route.pattern)) + (method == route.method ? 0 : kOtherMethod);
    if (distance >= least) continue;
    least = distance;
    nearest = &route;
  }
  return nearest == nullptr ? "" : std::string(nearest->method) + " " + std::string(nearest->pattern);
}

std::vector<std::string_view> MethodsOf(std::string_view path, const std::vector<RouteName>& routes) {
  const Segments asked = SegmentsOf(path);
  std::vector<std::string_view> methods;
  for (const RouteName& route : routes) {
    if (Fits(asked, SegmentsOf(route.pattern)) && std::ranges::find(methods, route.method) == methods.end())
      methods.push_back(route.method);
  }
  return methods;
}

}  // namespace grafake::server
