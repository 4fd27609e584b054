#pragma once

#include <string>
#include <vector>

namespace grafake::conformance {

// What must vary from run to run is compared by its form only (fixtures/README.md, "Comparing").

// A body with such values replaced: "<time Z>", "<key>"; `ignored` are JSON pointers of further values, of which kind
// and length count ("/*/id": of each item). All other bytes stay, but lists of an `unordered` one are sorted.
[[nodiscard]] std::string FormOfBody(const std::string& body, const std::vector<std::string>& ignored,
                                     bool unordered = false);

// The same for the value of a header: the value and the age of session cookies. Several cookies stand in lines.
[[nodiscard]] std::string FormOfHeader(const std::string& name, const std::string& value);

}  // namespace grafake::conformance
