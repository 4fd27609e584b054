#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/domain/clock.h"
#include "server/domain/documents.h"
#include "server/domain/principal.h"
#include "server/storage/result.h"
#include "server/storage/snapshot_store.h"

namespace grafake::server {

// A snapshot as a client sends it.
struct SnapshotWish {
  std::string dashboard;  // JSON that was checked
  std::string name = {};  // empty: the usual one
  std::string key = {};   // empty: one is drawn, as the next
  std::string delete_key = {};
  std::int64_t expires = 0;  // seconds; 0: not for fifty years
};

// DashboardSnapshots by Grafana's rules. Thread-safe.
class DashboardSnapshots {
 public:
  DashboardSnapshots(SnapshotStore& store, Documents& documents, const DocumentRights& rights, Clock clock)
      : store_(store), documents_(documents), rights_(rights), clock_(std::move(clock)) {}

  // kUntitled: the dashboard has no id; kTaken: the key is another's.
  [[nodiscard]] Result<SnapshotRow> Create(const Principal& maker, const SnapshotWish& wish);
  // Those who have made it, and those who may change the dashboard, which is sought in their own org: whose editors
  // delete what is another org's, as in Grafana. kNotFound, kDenied.
  [[nodiscard]] Result<SnapshotRow> Delete(const Principal& caller, const std::string& key);
  // kNotFound.
  [[nodiscard]] Result<SnapshotRow> DeleteBy(const std::string& delete_key);

  // That has not expired. kNotFound.
  [[nodiscard]] Result<SnapshotRow> Get(const std::string& key);
  // An admin sees those of his org, others their own.
  [[nodiscard]] std::vector<SnapshotRow> List(const Principal& reader, const std::string& text, std::int64_t limit);

 private:
  SnapshotStore& store_;
  Documents& documents_;
  const DocumentRights& rights_;
  Clock clock_;
};

}  // namespace grafake::server
