#pragma once

#include <cstdint>
#include <string>

namespace grafake::bench {

// Where a target listens. Plain HTTP only: TLS would be what is measured.
struct TargetUrl {
  std::string host;
  std::uint16_t port = 0;
  std::string prefix;  // the path without a slash at its end
};

// Throws std::invalid_argument with a sentence that names the URL.
[[nodiscard]] TargetUrl ParseTargetUrl(const std::string& url);

}  // namespace grafake::bench
