#include "server/storage/quota_store.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "server/storage/result.h"
#include "server/storage/sql.h"

namespace grafake::server {

using std::int64_t;
using std::string;

namespace {

constexpr auto kCountedTables =
    std::to_array<std::string_view>({"org_user", "api_key", "user", "org", "dashboard", "data_source"});

string OnlyUsers(const string& target) {
  if (target == "user") return " WHERE is_service_account = FALSE";
  if (target == "org_user") return " WHERE user_id NOT IN (SELECT id FROM \"user\" WHERE is_service_account = TRUE)";
  return " WHERE TRUE";
}

}  // namespace

std::optional<int64_t> QuotaStore::FindLimit(const QuotaOwner& owner, const string& target) {
  return database_.Read([&](sql::Session& session) {
    return sql::SelectOne<int64_t>(session,
                                   "SELECT \"limit\" FROM quota WHERE org_id = ? AND user_id = ? AND target = ?",
                                   owner.org_id, owner.user_id, target);
  });
}

void QuotaStore::SetLimit(const QuotaOwner& owner, const string& target, int64_t limit, Timestamp now) {
  (void)database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    sql::Execute(session,
                 "INSERT INTO quota (org_id, user_id, target, \"limit\", created, updated) VALUES (?, ?, ?, ?, ?, ?)"
                 " ON CONFLICT (org_id, user_id, target) DO UPDATE SET updated = excluded.updated,"
                 " \"limit\" = CASE WHEN excluded.\"limit\" = 0 THEN quota.\"limit\" ELSE excluded.\"limit\" END",
                 owner.org_id, owner.user_id, target, limit, now, now);
    return Written(Done(), NothingKept());
  });
}

int64_t QuotaStore::Used(const QuotaOwner& owner, const string& target) {
  if (std::ranges::find(kCountedTables, target) == kCountedTables.end()) return 0;
  return database_.Read([&](sql::Session& session) {
    const string from =
        "SELECT COUNT(*) FROM \"" + target + '"' + (accounts_count_ ? " WHERE TRUE" : OnlyUsers(target));
    if (owner.org_id != 0) return *sql::SelectOne<int64_t>(session, from + " AND org_id = ?", owner.org_id);
    if (owner.user_id != 0) return *sql::SelectOne<int64_t>(session, from + " AND user_id = ?", owner.user_id);
    return *sql::SelectOne<int64_t>(session, from);
  });
}

}  // namespace grafake::server
