#include "server/domain/planting.h"

namespace grafake::server {

Planted Planting::PlantDataSource(const PlantedDataSource& source) {
  const std::int64_t org = OrgOf(source.where, source.org);
  const auto refuse = [&](const Error& error) { throw PlantError{source.where, error.cause, "", {}}; };
  if (source.id != 0) {
    if (const auto placed = stores_.data_sources.Place(org, source.id, source.wish, source.sealed); !placed)
      refuse(placed.error());
    return {.id = source.id, .uid = source.wish.uid};
  }
  const auto made = stores_.data_sources.Create(org, source.wish);
  if (!made) refuse(made.error());
  return {.id = made->id, .uid = made->uid};
}

Planted Planting::PlantPlaylist(const PlantedPlaylist& playlist) {
  PlaylistRow row = playlist.row;
  row.org_id = OrgOf(playlist.where, playlist.org);
  const auto made = stores_.playlists.Create(std::move(row));
  if (!made && made.error().code == ErrorCode::kInvalid)
    throw PlantError{playlist.where, "items is empty, and this release has no playlist without items", "", {}};
  if (!made) throw PlantError{playlist.where, made.error().cause, "", {}};
  return {.id = made->id, .uid = made->uid};
}

void Planting::PlantDocuments(const Plants& plants, PlantedAll& all) {
  if (plants.folders.empty() && plants.dashboards.empty()) return;
  DocumentPlanting documents(stores_.documents, rules_.rbac, clock_);
  for (const PlantedDocument& folder : plants.folders)
    all.folders.push_back(documents.PlantFolder(folder, OrgOf(folder.where, folder.org)));
  for (const PlantedDocument& dashboard : plants.dashboards)
    all.dashboards.push_back(documents.PlantDashboard(dashboard, OrgOf(dashboard.where, dashboard.org)));
}

}  // namespace grafake::server
