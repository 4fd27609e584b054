#pragma once

#include <string_view>

namespace grafake::server {

// The first segment of a path that begins with a slash; the rest is left, from its slash on.
[[nodiscard]] inline std::string_view TakeSegment(std::string_view& path) {
  path.remove_prefix(1);
  const std::string_view segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

}  // namespace grafake::server
