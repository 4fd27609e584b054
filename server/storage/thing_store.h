#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/storage/database.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

// A user, service account or team of one org, as /apis shows it.
struct ThingRow {
  std::int64_t id = 0;
  std::string uid;
  std::string name;
  std::string login;  // empty for a team
  std::string email;
  std::string role;  // in that org; empty for a team
  bool is_admin = false;
  bool is_disabled = false;
  Timestamp created;
  Timestamp updated;
  Timestamp last_seen_at;
};

enum class ThingKind { kAccount, kUser, kTeam };

// All things of a kind that an org has, by id. Thread-safe.
class ThingStore {
 public:
  explicit ThingStore(Database& database) : database_(database) {}

  [[nodiscard]] std::vector<ThingRow> List(ThingKind kind, std::int64_t org_id);

 private:
  Database& database_;
};

}  // namespace grafake::server
