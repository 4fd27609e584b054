#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace grafake::server {

// The middle of a request line, taken apart.
struct RequestTarget {
  std::string path;       // still percent-encoded, every escape valid; begins with '/' ("*" is "/*")
  std::string query;      // after the first '?', as sent
  std::string authority;  // host and port of a full URL; empty otherwise
};

// Go's net/url rules for the target of a request: a path, a full URL, "*", or for CONNECT a host and port.
// Nothing when net/http would answer 400.
[[nodiscard]] std::optional<RequestTarget> ParseRequestTarget(std::string_view method, std::string_view target);

}  // namespace grafake::server
