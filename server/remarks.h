#pragma once

#include <string>
#include <vector>

#include "server/command_line.h"
#include "server/config/file_check.h"
#include "server/start.h"

namespace grafake::server {

// What Grafana passes over in silence, of everything but the ini file: variables and arguments that nothing reads, and
// what is switched on that is not served here.
[[nodiscard]] std::vector<Finding> FindRemarks(Loaded& loaded, const CommandLine& line, const Environment& environment);

// What was found in a file without what the remarks name too.
[[nodiscard]] std::vector<Finding> NotNamedIn(std::vector<Finding> in_file, const std::vector<Finding>& remarks);

// What that release of Grafana has, and what of it means something here.
[[nodiscard]] KnownSettings KnownSettingsOf(const std::string& release);

// The same as lines for standard error, with what the ini file has in vain; a long list is cut.
[[nodiscard]] std::string RemarkLines(Loaded& loaded, const CommandLine& line, const Environment& environment,
                                      const Configuration::Used& used);

}  // namespace grafake::server
