#pragma once

#include <string>
#include <string_view>

namespace grafake::server {

// Where a request may be sent to: a URL as Go reads it; one without a protocol is taken for "http://".
[[nodiscard]] bool IsTargetUrl(std::string_view text);

// Go's sentence about a request whose target refused the connection:
// `Get "http://127.0.0.1:1/x": dial tcp 127.0.0.1:1: connect: connection refused`. A password in the URL is not told.
[[nodiscard]] std::string ConnectionRefused(std::string_view method, std::string_view url);

// "127.0.0.1:1": where a URL leads, as it stands there; empty when it is none.
[[nodiscard]] std::string HostOfUrl(std::string_view url);

}  // namespace grafake::server
