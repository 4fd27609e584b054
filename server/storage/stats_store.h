#pragma once

#include <cstdint>

#include "server/storage/database.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

// From when on somebody counts as seen.
struct StatsSince {
  Timestamp active;  // 30 days ago
  Timestamp daily;   // 24 hours ago
  Timestamp month;   // the beginning of the calendar month
};

// How much of everything there is. Users are those that are no service accounts.
struct Totals {
  std::int64_t orgs = 0;
  std::int64_t users = 0;
  std::int64_t active_users = 0;
  std::int64_t daily_active_users = 0;
  std::int64_t monthly_active_users = 0;
  std::int64_t active_sessions = 0;
  std::int64_t daily_active_sessions = 0;
  std::int64_t api_keys = 0;  // without tokens
  std::int64_t accounts = 0;
  std::int64_t enabled_accounts = 0;
  std::int64_t tokens = 0;
  std::int64_t data_sources = 0;
  std::int64_t playlists = 0;
};

// Users and service accounts by the highest role that they have anywhere.
struct RoleTotals {
  std::int64_t admins = 0;
  std::int64_t editors = 0;
  std::int64_t viewers = 0;
  std::int64_t active_admins = 0;
  std::int64_t active_editors = 0;
  std::int64_t active_viewers = 0;
};

// Counts. Thread-safe.
class StatsStore {
 public:
  explicit StatsStore(Database& database) : database_(database) {}

  [[nodiscard]] Totals Count(const StatsSince& since);
  [[nodiscard]] RoleTotals CountRoles(Timestamp active_since);

 private:
  Database& database_;
};

}  // namespace grafake::server
