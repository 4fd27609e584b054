#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "server/config/expansion.h"

namespace grafake::server {

// `grafake config …`: what Grafana cannot tell about a configuration.
//
//   show [--json] [flags and cfg: arguments as for a start]   every setting, and where it comes from
//   check FILE [--json]                                       what is unknown, misspelt or without effect in it
//
// Returns the exit code: 1 for a configuration that would stop the start, and for a wrong command line.
[[nodiscard]] int RunConfigCommand(std::vector<std::string> words, const Environment& environment, std::ostream& out,
                                   std::ostream& err);

}  // namespace grafake::server
