#pragma once

#include <string>

namespace grafake::conformance {

// The releases that a case is claimed for by hand, and those besides on which it was tried and held.
[[nodiscard]] std::string WithMeasured(const std::string& id, const std::string& releases);

}  // namespace grafake::conformance
