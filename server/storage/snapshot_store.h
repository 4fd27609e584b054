#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/storage/database.h"
#include "server/storage/result.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

// A dashboard as it was, for everybody who knows its key.
struct SnapshotRow {
  std::int64_t id = 0;
  std::int64_t org_id = 0;
  std::int64_t user_id = 0;
  std::string name = {};
  std::string key = {};
  std::string delete_key = {};
  std::string dashboard = {};  // JSON; empty in lists
  Timestamp expires = {};
  Timestamp created = {};
  Timestamp updated = {};
};

// Snapshots of dashboards. Thread-safe; each call is one transaction.
class SnapshotStore {
 public:
  explicit SnapshotStore(Database& database) : database_(database) {}

  // kTaken: another has that key, or that delete key.
  [[nodiscard]] Result<std::int64_t> Insert(const SnapshotRow& row);
  [[nodiscard]] Result<Done> Erase(std::int64_t id);

  // Of any org. Empty keys are nobody's.
  [[nodiscard]] std::optional<SnapshotRow> FindByKey(const std::string& key);
  [[nodiscard]] std::optional<SnapshotRow> FindByDeleteKey(const std::string& key);
  // Of an org, whose names hold that text; of one user, or of all with 0.
  [[nodiscard]] std::vector<SnapshotRow> List(std::int64_t org_id, std::int64_t user_id, const std::string& text,
                                              std::int64_t limit);

 private:
  Database& database_;
};

}  // namespace grafake::server
