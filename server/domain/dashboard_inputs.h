#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace grafake::server {

// What an import puts into a dashboard.
struct DashboardInput {
  std::string name;
  std::string type;
  std::string value;
};

// A dashboard's text with "${NAME}" in each of its texts replaced by the value of the input of that name, and without
// the list of its inputs. `json` was checked.
[[nodiscard]] std::string WithInputs(std::string_view json, const std::vector<DashboardInput>& inputs);

// The name of an input that the dashboard asks for and that is not among these; empty: none lacks.
[[nodiscard]] std::string MissingInput(std::string_view json, const std::vector<DashboardInput>& inputs);

}  // namespace grafake::server
