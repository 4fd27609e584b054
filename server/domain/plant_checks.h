#pragma once

#include "server/domain/plants.h"

namespace grafake::server {

// Looks for what no request could make: names that are empty, a hash of a password that is none. What tells its id
// stood so in some state, and is not looked at. Throws PlantError.
void CheckPlants(const Plants& plants);

}  // namespace grafake::server
