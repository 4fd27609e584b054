#pragma once

#include <functional>
#include <optional>
#include <string>

namespace grafake::server {

// Tries whether somebody listens: "tcp" and "127.0.0.1:5432", "unix" and a path. Why nobody does, in the words of Go's
// net package; nothing when somebody does.
using Dial = std::function<std::optional<std::string>(const std::string& network, const std::string& address)>;

// For those who only want to know what a configuration says: calls nobody, and counts everybody as there.
[[nodiscard]] inline std::optional<std::string> DialNobody(const std::string& /*network*/,
                                                           const std::string& /*address*/) {
  return std::nullopt;
}

}  // namespace grafake::server
