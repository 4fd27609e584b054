#pragma once

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
// without RBAC by role. Immutable.
class DocumentRights {
 public:
  explicit DocumentRights(bool rbac) : rbac_(rbac) {}

  [[nodiscard]] bool rbac() const { return rbac_; }

  [[nodiscard]] bool May(const Principal& caller, DocumentDeed deed, const DocumentRow& document) const;
  // Make a dashboard in that folder; null: in none.
  [[nodiscard]] bool MayCreateIn(const Principal& caller, const DocumentRow* folder) const;
  [[nodiscard]] bool MayCreateFolders(const Principal& caller) const;
  // Of what lists show; `to_edit`: only what the caller may also change.
  [[nodiscard]] DocumentQuery::Visible VisibleTo(const Principal& caller, bool to_edit) const;

 private:
  bool rbac_;
};

}  // namespace grafake::server
