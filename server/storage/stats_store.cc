#include "server/storage/stats_store.h"

#include "server/storage/sql.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

template <class... Args>
int64_t CountOf(sql::Session& session, const string& from, const Args&... args) {
  return *sql::SelectOne<int64_t>(session, "SELECT COUNT(*) FROM " + from, args...);
}

int64_t SeenSince(sql::Session& session, Timestamp since) {
  return CountOf(session, "\"user\" WHERE is_service_account = FALSE AND last_seen_at > ?", since);
}

int64_t RotatedSince(sql::Session& session, Timestamp since) {
  return CountOf(session, "user_auth_token WHERE rotated_at > ?", since.time_since_epoch().count());
}

void Add(RoleTotals& totals, int64_t highest, bool active, int64_t count) {
  int64_t& all = highest == 3 ? totals.admins : highest == 2 ? totals.editors : totals.viewers;
  int64_t& seen = highest == 3 ? totals.active_admins : highest == 2 ? totals.active_editors : totals.active_viewers;
  all += count;
  if (active) seen += count;
}

}  // namespace

Totals StatsStore::Count(const StatsSince& since) {
  return database_.Read([&](sql::Session& session) {
    return Totals{
        .orgs = CountOf(session, "org"),
        .users = CountOf(session, "\"user\" WHERE is_service_account = FALSE"),
        .active_users = SeenSince(session, since.active),
        .daily_active_users = SeenSince(session, since.daily),
        .monthly_active_users = SeenSince(session, since.month),
        .active_sessions = RotatedSince(session, since.active),
        .daily_active_sessions = RotatedSince(session, since.daily),
        .api_keys = CountOf(session, "api_key WHERE service_account_id IS NULL"),
        .accounts = CountOf(session, "\"user\" WHERE is_service_account = TRUE"),
        .enabled_accounts = CountOf(session, "\"user\" WHERE is_service_account = TRUE AND is_disabled = FALSE"),
        .tokens = CountOf(session, "api_key WHERE service_account_id IS NOT NULL"),
        .data_sources = CountOf(session, "data_source"),
        .playlists = CountOf(session, "playlist")};
  });
}

RoleTotals StatsStore::CountRoles(Timestamp active_since) {
  return database_.Read([&](sql::Session& session) {
    RoleTotals totals;
    for (const auto& [highest, active, count] : sql::Select<int64_t, bool, int64_t>(
             session,
             "SELECT highest, active, COUNT(*) FROM (SELECT u.last_seen_at > ? AS active,"
             " MAX(CASE m.role WHEN 'Admin' THEN 3 WHEN 'Editor' THEN 2 ELSE 1 END) AS highest"
             " FROM \"user\" u JOIN org_user m ON m.user_id = u.id GROUP BY u.id) AS members GROUP BY highest, active",
             active_since)) {
      Add(totals, highest, active, count);
    }
    return totals;
  });
}

}  // namespace grafake::server
