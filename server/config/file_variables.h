#pragma once

#include <string>
#include <tl/expected.hpp>

#include "server/config/expansion.h"

namespace grafake::server {

// Variables named GF_…__FILE, as the start script of Grafana's container reads them: the text of the file, without the
// line breaks at its end, becomes the value of GF_…. The error says which variable is wrong and why: both are set, or
// the file cannot be read.
[[nodiscard]] tl::expected<Environment, std::string> WithFileVariables(const Environment& environment);

}  // namespace grafake::server
