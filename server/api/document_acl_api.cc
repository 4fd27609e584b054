#include "server/api/document_acl_api.h"

#include <algorithm>
#include <vector>

#include "server/api/document_entries.h"

namespace grafake::server {
namespace {

AclRow RowOfItem(const DocumentItem& item) {
  using To = DocumentGrant::To;
  return {.user_id = item.share.to == To::kUser ? item.share.holder_id : 0,
          .team_id = item.share.to == To::kTeam ? item.share.holder_id : 0,
          .role = item.share.role,
          .permission = item.permission};
}

}  // namespace

void DocumentAclApi::Mount(Router& router, bool by_id) const {
  permissions_.MountAs(router, by_id, HandlerOf(this, &DocumentAclApi::List),
                       HandlerOf(this, &DocumentAclApi::Replace));
}

Response DocumentAclApi::List(const Context& context) const {
  const auto document = permissions_.Asked(context, DocumentDeed::kReadPermissions);
  if (!document) return document.error();
  JsonWriter json;
  json.BeginArray();
  for (const AclRow& row : sharing_.AclOf(*document)) {
    AddDocumentEntry(json,
                     {.dashboard_id = document->is_folder ? 0 : row.document_id,
                      .folder_id = document->is_folder ? document->id : 0,
                      .user_id = row.user_id,
                      .user_login = row.user_login,
                      .user_email = row.user_email,
                      .team_id = row.team_id,
                      .team_name = row.team_name,
                      .team_email = row.team_email,
                      .role = row.role,
                      .permission = row.permission,
                      .inherited = DocumentSharing::IsInherited(row, *document),
                      .created = row.created,
                      .updated = row.updated},
                     *document, avatars_, sub_url_);
  }
  json.EndArray();
  return answers_.Json(json.Take());
}

Response DocumentAclApi::Replace(const Context& context) const {
  const Refusals& r = answers_.refusals();
  const auto items = ReadDocumentItems(context.request);
  if (!items && items.error().code == ErrorCode::kTaken) return answers_.Refuse(r.share_of_two, items.error());
  if (!items) return answers_.Refuse(r.bad_request_data, items.error());
  const auto document = permissions_.Asked(context, DocumentDeed::kWritePermissions);
  if (!document) return document.error();
  std::vector<AclRow> rows;
  std::ranges::transform(*items, std::back_inserter(rows), RowOfItem);
  const auto done = sharing_.ReplaceAcl(*document, rows);
  if (!done && done.error().code == ErrorCode::kTaken) return answers_.Refuse(r.share_repeated, done.error());
  if (!done && done.error().code == ErrorCode::kInvalid) return answers_.Refuse(r.share_lower, done.error());
  if (!done) return answers_.Refuse(r.share_failed, done.error());
  if (!document->is_folder) return answers_.Message("Dashboard permissions updated");
  JsonWriter json;
  json.BeginObject()
      .Member("id", document->id)
      .Member("message", "Folder permissions updated")
      .Member("title", document->title)
      .EndObject();
  return answers_.Json(json.Take());
}

}  // namespace grafake::server
