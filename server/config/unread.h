#pragma once

#include <string>
#include <vector>

#include "server/config/configuration.h"
#include "server/config/file_check.h"
#include "server/releases/release.h"

namespace grafake::server {

// Variables that look like Grafana's and that nothing reads, or that are empty and so change nothing.
[[nodiscard]] std::vector<Finding> FindUnreadVariables(const Configuration& configuration, const Release& release,
                                                       const Environment& environment);

// cfg: arguments that name no key.
[[nodiscard]] std::vector<Finding> FindUnreadArguments(const Configuration& configuration,
                                                       const std::vector<std::string>& arguments);

}  // namespace grafake::server
