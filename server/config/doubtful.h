#pragma once

#include <string>
#include <vector>

#include "server/config/configuration.h"
#include "server/config/file_check.h"
#include "server/releases/release.h"

namespace grafake::server {

// Feature toggles that somebody asked for, in whatever layer, and that do nothing: unknown ones, and those that the
// release keeps off in production.
[[nodiscard]] std::vector<Finding> FindToggles(Configuration& configuration, const Release& release);

// Values that were read and do not fit; the configuration must have been read.
[[nodiscard]] std::vector<Finding> FindFallenBack(const Configuration& configuration);

// Values that ask for variables that are not set.
[[nodiscard]] std::vector<Finding> FindUnsetVariables(const Configuration& configuration);

// Arguments with a secret in them, which everybody can read in the list of processes and many in the log.
[[nodiscard]] std::vector<Finding> FindShownSecrets(const Configuration& configuration,
                                                    const std::vector<std::string>& arguments);

}  // namespace grafake::server
