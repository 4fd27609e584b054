#include "conformance/suite/release.h"

#include <charconv>
#include <limits>
#include <stdexcept>

namespace grafake::conformance {
namespace {

constexpr ReleaseLine kLastOfAll{std::numeric_limits<int>::max(), 0};

ReleaseLine Line(const std::string& text) {
  const auto line = ReadReleaseLine(text);
  if (!line) throw std::invalid_argument("no release: '" + text + "'");
  return *line;
}

}  // namespace

std::optional<ReleaseLine> ReadReleaseLine(const std::string& version) {
  ReleaseLine line;
  const char* end = version.data() + version.size();
  const auto major = std::from_chars(version.data(), end, line.major);
  if (major.ec != std::errc() || major.ptr == end || *major.ptr != '.') return std::nullopt;
  if (std::from_chars(major.ptr + 1, end, line.minor).ec != std::errc()) return std::nullopt;
  return line;
}

Releases::Releases(const std::string& text) {
  const auto dots = text.find("..");
  first_ = Line(text.substr(0, dots));
  last_ = first_;
  if (dots == std::string::npos) return;
  const std::string last = text.substr(dots + 2);
  last_ = last.empty() ? kLastOfAll : Line(last);
}

}  // namespace grafake::conformance
