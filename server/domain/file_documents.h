#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "server/domain/clock.h"
#include "server/domain/documents.h"
#include "server/storage/provisioned_store.h"

namespace grafake::server {

// A dashboard as a file has it.
struct FileWish {
  std::int64_t org_id = 1;
  std::string provider;
  std::string path;          // of the file
  std::string_view source;   // JSON, checked; it lives as long as the call
  std::string folder_uid;    // empty: it is in none
  std::int64_t of_file = 0;  // the dashboard that the file made before; 0: none
};

// Dashboards and folders that provisioning makes: nobody's, by nobody's permissions. Thread-safe.
class FileDocuments {
 public:
  FileDocuments(Documents& documents, ProvisionedStore& store, Clock clock, ProvisioningRules rules)
      : documents_(documents), store_(store), clock_(std::move(clock)), rules_(rules) {}

  // The providers from now on. What others have made goes.
  void Begin(std::map<std::string, DocumentProvider> providers);
  // What the files of the provider have made, by their paths.
  [[nodiscard]] std::map<std::string, ProvisionedRow> MadeBy(const std::string& provider);
  // The folder of that name, or with that uid where the release knows it by that; made if there is none. kFixed: that
  // is a dashboard; what CreateFolder refuses.
  [[nodiscard]] Result<DocumentRow> Folder(std::int64_t org_id, const std::string& title, const std::string& uid);
  // What SaveDashboard refuses.
  [[nodiscard]] Result<DocumentRow> Save(const FileWish& wish);
  // The file is gone, and with it its dashboard, or `keep`: which is as any other from now on.
  void Drop(const ProvisionedRow& row, bool keep);

 private:
  [[nodiscard]] std::optional<DocumentRow> Known(std::int64_t org_id, const std::string& title, const std::string& uid);

  Documents& documents_;
  ProvisionedStore& store_;
  Clock clock_;
  const ProvisioningRules rules_;
};

// Of a file's text, as it is compared later.
[[nodiscard]] std::string FileCheckSum(std::string_view text);

}  // namespace grafake::server
