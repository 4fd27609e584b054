#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/storage/database.h"
#include "server/storage/document_store.h"
#include "server/storage/result.h"

namespace grafake::server {

// A folder or dashboard as the tables hold it, but for its versions before.
struct DocumentState {
  DocumentRow row;
  std::string text;     // JSON, which tells id, uid and version
  std::string message;  // of its version
  std::vector<std::string> tags;
  std::vector<AclRow> acl;          // its own
  std::vector<std::int64_t> stars;  // the ids of those who have starred it
};

// Folders and dashboards as a whole: for telling what is there, and for making it be there again. Thread-safe.
class DocumentStateStore {
 public:
  explicit DocumentStateStore(Database& database) : database_(database) {}

  // By id; without tags, which stand in the text.
  [[nodiscard]] std::vector<DocumentState> List();
  // Of the row's folder, creator and updater the ids count. kTaken: one has that id; kUidTaken.
  [[nodiscard]] Result<Done> Place(const DocumentState& document);
  // Its own entries are these from now on, whatever holds for it from elsewhere.
  void SetAcl(const DocumentRow& row, const std::vector<AclRow>& acl, Timestamp now);

 private:
  Database& database_;
};

}  // namespace grafake::server
