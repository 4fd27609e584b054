#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/domain/principal.h"
#include "server/storage/document_store.h"

namespace grafake::server {

// What can be done with one folder or dashboard.
enum class DocumentDeed { kRead, kWrite, kDelete, kReadPermissions, kWritePermissions };

// The permission that it takes, "folders:read".
[[nodiscard]] std::string_view DocumentAction(DocumentDeed deed, bool is_folder);

// Who may do what with folders and dashboards: by permissions, where what is held on a folder holds for what is in it;
// without RBAC by the entries of each, which admins do not need. Thread-safe.
class DocumentRights {
 public:
  // `nested`: folders stand in folders, and what is held on one holds for those in it.
  DocumentRights(DocumentStore& store, bool rbac, bool nested = false) : store_(store), rbac_(rbac), nested_(nested) {}

  [[nodiscard]] bool rbac() const { return rbac_; }

  [[nodiscard]] bool May(const Principal& caller, DocumentDeed deed, const DocumentRow& document) const;
  // The same inside a write; `level`: what the caller has been given on it, where there is no RBAC.
  [[nodiscard]] bool MayAt(const Principal& caller, DocumentDeed deed, const DocumentRow& document,
                           std::int64_t level) const;
  // Make a dashboard in that folder, or move one there; null: in none.
  [[nodiscard]] bool MayCreateIn(const Principal& caller, const DocumentRow* folder) const;
  // In that folder; null: in none.
  [[nodiscard]] bool MayCreateFolders(const Principal& caller, const DocumentRow* parent = nullptr) const;
  // Of what lists show; `to_edit`: only what the caller may also change.
  [[nodiscard]] DocumentQuery::Visible VisibleTo(const Principal& caller, bool to_edit) const;
  // Whose entries count for the caller; none with RBAC.
  [[nodiscard]] std::optional<AclReader> ReaderOf(const Principal& caller) const;

 private:
  [[nodiscard]] DocumentQuery::Visible WithFoldersBelow(const Principal& caller, DocumentQuery::Visible visible) const;

  DocumentStore& store_;
  bool rbac_;
  bool nested_;
};

// Of which one must be held to do something with it: its own, and those of the folders that it is in.
[[nodiscard]] std::vector<std::string> ScopesOfDocument(const DocumentRow& document);

}  // namespace grafake::server
