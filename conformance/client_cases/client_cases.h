#pragma once

#include <vector>

#include "conformance/suite/case.h"

namespace grafake::conformance {

// What the client library makes of a target: the same promises, through grafake::client.
[[nodiscard]] std::vector<Case> AccountClientCases();
[[nodiscard]] std::vector<Case> TokenClientCases();
[[nodiscard]] std::vector<Case> PeopleClientCases();
[[nodiscard]] std::vector<Case> ErrorClientCases();

}  // namespace grafake::conformance
