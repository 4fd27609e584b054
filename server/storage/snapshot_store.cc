#include "server/storage/snapshot_store.h"

#include <utility>

#include "server/storage/grounds.h"
#include "server/storage/sql.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

const string kSnapshotColumns = "SELECT id, org_id, user_id, name, key, delete_key, expires, created, updated, ";

template <class... Args>
std::vector<SnapshotRow> SelectSnapshots(sql::Session& session, const string& rest, const Args&... args) {
  std::vector<SnapshotRow> rows;
  for (auto& [id, org, user, name, key, delete_key, expires, created, updated, dashboard] :
       sql::Select<int64_t, int64_t, int64_t, string, string, string, Timestamp, Timestamp, Timestamp, string>(
           session, kSnapshotColumns + rest, args...)) {
    rows.push_back({id, org, user, std::move(name), std::move(key), std::move(delete_key), std::move(dashboard),
                    expires, created, updated});
  }
  return rows;
}

std::optional<SnapshotRow> FirstSnapshot(std::vector<SnapshotRow> rows) {
  return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

}  // namespace

Result<int64_t> SnapshotStore::Insert(const SnapshotRow& row) {
  return database_.Write([&](sql::Session& session) -> Result<Written<int64_t>> {
    if (sql::SelectOne<int64_t>(session, "SELECT id FROM dashboard_snapshot WHERE key = ? OR delete_key = ?", row.key,
                                row.delete_key))
      return Fail(ErrorCode::kTaken, "UNIQUE constraint failed: dashboard_snapshot.key",
                  TakenAlready{Noun::kSnapshot, "key", ""});
    const int64_t id =
        sql::Insert(session,
                    "INSERT INTO dashboard_snapshot (name, key, delete_key, org_id, user_id, external, external_url,"
                    " dashboard, expires, created, updated) VALUES (?, ?, ?, ?, ?, FALSE, '', ?, ?, ?, ?)",
                    row.name, row.key, row.delete_key, row.org_id, row.user_id, row.dashboard, row.expires, row.created,
                    row.updated);
    return Written(id, NothingKept());
  });
}

Result<Done> SnapshotStore::Erase(int64_t id) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    sql::Execute(session, "DELETE FROM dashboard_snapshot WHERE id = ?", id);
    return Written(Done(), NothingKept());
  });
}

std::optional<SnapshotRow> SnapshotStore::FindByKey(const string& key) {
  return database_.Read([&](sql::Session& session) {
    return FirstSnapshot(
        SelectSnapshots(session, "dashboard FROM dashboard_snapshot WHERE key = ? AND key <> ''", key));
  });
}

std::optional<SnapshotRow> SnapshotStore::FindByDeleteKey(const string& key) {
  return database_.Read([&](sql::Session& session) {
    return FirstSnapshot(
        SelectSnapshots(session, "dashboard FROM dashboard_snapshot WHERE delete_key = ? AND delete_key <> ''", key));
  });
}

std::vector<SnapshotRow> SnapshotStore::List(int64_t org_id, int64_t user_id, const string& text, int64_t limit) {
  return database_.Read([&](sql::Session& session) {
    return SelectSnapshots(session,
                           "'' FROM dashboard_snapshot WHERE org_id = ?1 AND (CAST(?2 AS BIGINT) = 0 OR user_id = ?2)"
                           " AND name LIKE '%' || ?3 || '%' ORDER BY id LIMIT ?4",
                           org_id, user_id, text, sql::Limit(limit));
  });
}

}  // namespace grafake::server
