#pragma once

#include <optional>
#include <string>

namespace grafake::conformance {

// In one line, with padding.
[[nodiscard]] std::string ToBase64(const std::string& text);

// Nothing for text that is none.
[[nodiscard]] std::optional<std::string> FromBase64(const std::string& text);

}  // namespace grafake::conformance
