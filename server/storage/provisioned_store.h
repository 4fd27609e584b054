#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/storage/database.h"
#include "server/storage/document_store.h"
#include "server/storage/result.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

// What a provisioning file has made of a dashboard, or a folder.
struct ProvisionedRow {
  std::int64_t document_id = 0;
  std::int64_t org_id = 0;  // the document's
  std::string provider;     // whose file it is
  std::string path;         // the file; empty: a folder that was made for them
  std::string check_sum;    // of the file's text
};

// Which documents come from provisioning files, in Grafana's own table. Thread-safe.
class ProvisionedStore {
 public:
  explicit ProvisionedStore(Database& database) : database_(database) {}

  [[nodiscard]] std::optional<ProvisionedRow> Of(std::int64_t document_id);
  // The dashboards of all providers.
  [[nodiscard]] std::vector<ProvisionedRow> List();
  // Instead of what was there of that document.
  [[nodiscard]] Result<Done> Put(const ProvisionedRow& row, Timestamp now);
  // It is as any other from now on.
  [[nodiscard]] Result<Done> Release(std::int64_t document_id);

  // The first of that slug in the org, folder or not.
  [[nodiscard]] std::optional<DocumentRow> FindBySlug(std::int64_t org_id, const std::string& slug);

 private:
  Database& database_;
};

}  // namespace grafake::server
