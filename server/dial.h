#pragma once

#include <optional>
#include <string>

namespace grafake::server {

// Connects and closes at once: why that fails, in the words of Go's net package ("dial tcp 127.0.0.1:1: connect:
// connection refused"); nothing when somebody listens. Networks are tcp, udp, unix, unixgram and tcp4, tcp6, udp4,
// udp6. Takes up to five seconds.
[[nodiscard]] std::optional<std::string> DialNetwork(const std::string& network, const std::string& address);

}  // namespace grafake::server
