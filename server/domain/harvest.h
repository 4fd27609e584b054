#pragma once

#include "server/domain/plants.h"
#include "server/storage/state_store.h"

namespace grafake::server {

// What the stores hold, so that planting it elsewhere makes the same of it: with ids, uids and times, secrets as their
// hashes. Sessions, preferences, quotas and permissions on single objects are no part of it.
[[nodiscard]] Plants Harvest(StateStore& store);

}  // namespace grafake::server
