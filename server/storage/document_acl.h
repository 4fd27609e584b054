#pragma once

#include <string>
#include <vector>

#include "server/storage/document_store.h"
#include "server/storage/sql.h"

// Who may do what with a document where there is no RBAC. Storage's own; inside the caller's transaction.
namespace grafake::server::document_acl {

// What holds where nobody has said anything: of a viewer 1, of an editor 2.
[[nodiscard]] std::int64_t UsualLevel(const std::string& role);

// Of a document that is there.
[[nodiscard]] std::int64_t LevelOn(sql::Session& session, const DocumentRow& document, const AclReader& reader);

// These and no others from now on.
void WriteAcl(sql::Session& session, std::int64_t org_id, std::int64_t document_id, const std::vector<AclRow>& rows,
              Timestamp now);

}  // namespace grafake::server::document_acl
