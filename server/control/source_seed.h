#pragma once

#include "server/control/member_reader.h"
#include "server/domain/plants.h"
#include "server/json/writer.h"

namespace grafake::server {

// A data source in a seed, in the words of Grafana's provisioning files; `sealed` beside an id are secrets as they are
// stored. Throws BadMember.
[[nodiscard]] PlantedDataSource ReadDataSourceSeed(MemberReader& source);
// A playlist, in the words of Grafana's API. Throws BadMember.
[[nodiscard]] PlantedPlaylist ReadPlaylistSeed(MemberReader& playlist);

// The same as a state has them, each a member of the document, if there are some.
void TellDataSources(JsonWriter& json, const std::vector<PlantedDataSource>& sources);
void TellPlaylists(JsonWriter& json, const std::vector<PlantedPlaylist>& playlists);

}  // namespace grafake::server
