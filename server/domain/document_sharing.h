#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "server/domain/clock.h"
#include "server/domain/document_levels.h"
#include "server/storage/document_store.h"
#include "server/storage/permission_store.h"
#include "server/storage/result.h"

namespace grafake::server {

// Who holds something on a document, and what it amounts to.
struct DocumentHolder {
  HeldPermissionRow holder;  // of his first permission
  std::vector<std::string> actions;
  DocumentLevel level = DocumentLevel::kView;
};

// What somebody is to have on a document from now on.
struct DocumentShare {
  DocumentGrant::To to = DocumentGrant::To::kUser;
  std::int64_t holder_id = 0;
  std::string role = {};               // of kRole
  std::optional<DocumentLevel> level;  // none: nothing
};

// The permissions on single folders and dashboards. Thread-safe.
class DocumentSharing {
 public:
  // `in_detail`: see PermissionRules::documents_in_detail.
  DocumentSharing(DocumentStore& documents, PermissionStore& permissions, Clock clock, bool in_detail)
      : documents_(documents), permissions_(permissions), clock_(std::move(clock)), in_detail_(in_detail) {}

  // Users, then teams, then roles; of a document that is not there, too.
  [[nodiscard]] std::vector<DocumentHolder> List(std::int64_t org_id, bool is_folder, const std::string& uid);

  // kUserNotFound, kTeamNotFound.
  [[nodiscard]] Result<Done> Share(const DocumentRow& document, const std::vector<DocumentShare>& shares);
  // The same, and whoever is not among them holds nothing any more, but those who are not `seen` keep what they have.
  using Seen = std::function<bool(const HeldPermissionRow& holder)>;
  [[nodiscard]] Result<Done> ShareInstead(const DocumentRow& document, std::vector<DocumentShare> shares,
                                          const Seen& seen);

  // Without RBAC: see DocumentStore.
  [[nodiscard]] std::vector<AclRow> AclOf(const DocumentRow& document) { return documents_.AclOf(document); }
  // kTaken: one of them is there twice, or gives admins what they have; kInvalid: it is no more than what the document
  // has from elsewhere.
  [[nodiscard]] Result<Done> ReplaceAcl(const DocumentRow& document, const std::vector<AclRow>& rows);
  // Whether the document has it from elsewhere.
  [[nodiscard]] static bool IsInherited(const AclRow& row, const DocumentRow& document) {
    return !document.is_folder && row.document_id != document.id;
  }

 private:
  DocumentStore& documents_;
  PermissionStore& permissions_;
  Clock clock_;
  bool in_detail_;
};

}  // namespace grafake::server
