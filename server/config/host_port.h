#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace grafake::server {

struct HostPort {
  std::string host;
  std::string port;
};

// "host:port" or "[host]:port" as Go's net.SplitHostPort parts it. The error is its sentence: "address a: missing port
// in address".
[[nodiscard]] tl::expected<HostPort, std::string> SplitHostPort(std::string_view text);

// The same for an address whose port may be missing. The errors are Grafana's: "net.SplitHostPort failed for 'a:b:c':
// …".
[[nodiscard]] tl::expected<HostPort, std::string> SplitHostAnyPort(const std::string& text, const std::string& port);

}  // namespace grafake::server
