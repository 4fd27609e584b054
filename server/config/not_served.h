#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/config/configuration.h"
#include "server/config/file_check.h"

namespace grafake::server {

// What somebody has switched on that Grafana has and grafake does not: one finding a line of `table`, which is the
// release's not_served.txt. Reads the folders that [paths] names.
[[nodiscard]] std::vector<Finding> FindNotServed(Configuration& configuration, std::string_view table,
                                                 const std::string& home_path);

}  // namespace grafake::server
