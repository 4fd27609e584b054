#pragma once

#include <string>
#include <vector>

namespace grafake::conformance {

// What must vary from run to run is compared by its form only (fixtures/README.md, "Comparing").

// A body with such values replaced: "<time Z>", "<key>"; `ignored` are JSON pointers of further values. All other
// bytes stay.
[[nodiscard]] std::string FormOfBody(const std::string& body, const std::vector<std::string>& ignored);

// The same for the value of a header: the value and the age of a session cookie.
[[nodiscard]] std::string FormOfHeader(const std::string& name, const std::string& value);

}  // namespace grafake::conformance
