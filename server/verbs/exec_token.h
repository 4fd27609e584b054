#pragma once

#include <string>

#include "server/domain/plants.h"
#include "server/instance.h"

namespace grafake::server {

// What the command of `grafake exec` needs to find: a token of that role in the main org, of a service account, or an
// API key where there are none; and the admin, where settings say that none is made.
[[nodiscard]] Plants ExecPlants(const InstanceSettings& settings, Role role);

// The token, when they have been planted.
[[nodiscard]] const std::string& ExecTokenIn(const PlantedAll& planted);

}  // namespace grafake::server
