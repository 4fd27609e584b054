#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace grafake::server::fuzz {

// Something that reads what strangers send, and what such things look like when they are right. `read` aborts when a
// rule is broken; the sanitizers see to the rest.
struct Target {
  std::string_view name;
  std::vector<std::string> seeds;
  std::function<void(std::string_view)> read;
};

[[nodiscard]] std::vector<Target> Targets();

// Ends the program with a line that says what does not hold.
void Must(bool holds, const char* what);

}  // namespace grafake::server::fuzz
