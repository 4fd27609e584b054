#include "server/storage/preference_store.h"

#include "server/storage/result.h"
#include "server/storage/sql.h"

namespace grafake::server {

using std::int64_t;
using std::string;

std::optional<PreferenceRow> PreferenceStore::Find(const PreferenceOwner& owner) {
  return database_.Read([&](sql::Session& session) -> std::optional<PreferenceRow> {
    auto rows = sql::Select<string, int64_t, string, string, string, string>(
        session,
        "SELECT theme, home_dashboard_id, COALESCE(home_dashboard_uid, ''), timezone, COALESCE(week_start, ''),"
        " COALESCE(json_data, '') FROM preferences"
        " WHERE org_id = ? AND user_id = ? AND COALESCE(team_id, 0) = ?",
        owner.org_id, owner.user_id, owner.team_id);
    if (rows.empty()) return std::nullopt;
    auto& [theme, dashboard, uid, timezone, week_start, data] = rows.front();
    return PreferenceRow{std::move(theme),      dashboard,      std::move(uid), std::move(timezone),
                         std::move(week_start), std::move(data)};
  });
}

void PreferenceStore::Save(const PreferenceOwner& owner, const PreferenceRow& row, Timestamp now) {
  (void)database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    const auto changed = sql::Execute(
        session,
        "UPDATE preferences SET version = version + 1, home_dashboard_id = ?, timezone = ?, theme = ?, updated = ?,"
        " week_start = ?, json_data = ?, home_dashboard_uid = ? WHERE org_id = ? AND user_id = ? AND COALESCE(team_id, "
        "0) = ?",
        row.home_dashboard_id, row.timezone, row.theme, now, row.week_start, row.json_data, row.home_dashboard_uid,
        owner.org_id, owner.user_id, owner.team_id);
    if (changed == 0) {
      sql::Execute(
          session,
          "INSERT INTO preferences (org_id, user_id, team_id, version, home_dashboard_id, timezone, theme,"
          " created, updated, week_start, json_data, home_dashboard_uid) VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)",
          owner.org_id, owner.user_id, owner.team_id, row.home_dashboard_id, row.timezone, row.theme, now, now,
          row.week_start, row.json_data, row.home_dashboard_uid);
    }
    return Written(Done(), NothingKept());
  });
}

}  // namespace grafake::server
