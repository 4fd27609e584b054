#pragma once

#include <string>

namespace grafake::conformance {

// `text` with every id that a server draws replaced by its form: UUIDs, ids of 14 characters, 14 digits and more.
[[nodiscard]] std::string WithoutDrawnIds(const std::string& text);

}  // namespace grafake::conformance
