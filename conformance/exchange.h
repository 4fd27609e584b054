#pragma once

#include <cstdint>
#include <string>

#include "conformance/recording.h"

namespace grafake::conformance {

// A request as it goes out: every byte of the target and of header values as given.
struct OutgoingRequest {
  std::string method;
  std::string target;
  std::string who;  // fixtures/README.md: "user:password", "bearer:…", "raw:…", "cookie:…", or empty
  HeaderMap headers;
  std::optional<std::string> body;
};

// Sends one request on a connection of its own and reads the answer. The error says what went wrong on the wire.
[[nodiscard]] tl::expected<RecordedAnswer, std::string> Send(std::uint16_t port, const OutgoingRequest& request);

// The same as a command that a person can run; credentials are left for him to fill in.
[[nodiscard]] std::string CurlLine(std::uint16_t port, const OutgoingRequest& request);

}  // namespace grafake::conformance
