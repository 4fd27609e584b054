#pragma once

#include <string>
#include <vector>

#include "conformance/suite/case.h"

namespace grafake::conformance {

// Every case there is, by subject. Throws std::logic_error when an id stands twice or a range of releases is malformed.
[[nodiscard]] std::vector<Case> AllCases();

// Those whose id, or the subject in front of its number, one of the shell patterns matches; all without patterns.
[[nodiscard]] std::vector<Case> Selected(std::vector<Case> cases, const std::vector<std::string>& patterns);

}  // namespace grafake::conformance
