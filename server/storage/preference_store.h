#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "server/storage/database.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

// Whose preferences: a user in an org, a team, or with both 0 the org itself.
struct PreferenceOwner {
  std::int64_t org_id = 0;
  std::int64_t user_id = 0;
  std::int64_t team_id = 0;
};

struct PreferenceRow {
  std::string theme;  // "", "dark", "light"
  std::int64_t home_dashboard_id = 0;
  std::string home_dashboard_uid;  // as it was when it was chosen; files of before have none
  std::string timezone;
  std::string week_start;
  std::string json_data;  // navigation bar and query history, as JSON; empty: none
};

// Preferences. Thread-safe.
class PreferenceStore {
 public:
  explicit PreferenceStore(Database& database) : database_(database) {}

  [[nodiscard]] std::optional<PreferenceRow> Find(const PreferenceOwner& owner);
  void Save(const PreferenceOwner& owner, const PreferenceRow& row, Timestamp now);

 private:
  Database& database_;
};

}  // namespace grafake::server
