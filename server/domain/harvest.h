#pragma once

#include "server/domain/data_sources.h"
#include "server/domain/plants.h"
#include "server/domain/playlists.h"
#include "server/storage/state_store.h"

namespace grafake::server {

// What the stores hold, so that planting it elsewhere makes the same of it: with ids, uids and times, secrets as their
// hashes, those of data sources as they are sealed. Sessions, preferences, quotas and permissions on single objects are
// no part of it; folders and dashboards tells HarvestDocuments().
[[nodiscard]] Plants Harvest(StateStore& store, DataSources& sources, Playlists& playlists);

}  // namespace grafake::server
