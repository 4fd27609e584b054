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

bool IsForSame(const AclRow& a, const AclRow& b) {
  return a.user_id == b.user_id && a.team_id == b.team_id && a.role == b.role;
}

bool IsInherited(const AclRow& row, const DocumentRow& document) {
  return !document.is_folder && row.document_id != document.id;
}

// Admins have everything already; nobody is named twice with the same.
bool IsRepeated(const std::vector<AclRow>& rows) {
  for (auto row = rows.begin(); row != rows.end(); ++row) {
    if (row->role == "Admin" && row->permission == static_cast<std::int64_t>(DocumentLevel::kAdmin)) return true;
    const bool twice = std::any_of(rows.begin(), row, [&](const AclRow& other) {
      return IsForSame(*row, other) && row->permission == other.permission;
    });
    if (twice) return true;
  }
  return false;
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
  for (const AclRow& row : store_.AclOf(*document)) {
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
                      .inherited = IsInherited(row, *document),
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
  if (IsRepeated(rows)) return answers_.Refuse(r.share_repeated, "permission already exists");
  const auto held = store_.AclOf(*document);
  const bool lower = std::ranges::any_of(rows, [&](const AclRow& row) {
    return std::ranges::any_of(held, [&](const AclRow& given) {
      return IsInherited(given, *document) && IsForSame(row, given) && row.permission <= given.permission;
    });
  });
  if (lower) return answers_.Refuse(r.share_lower, "you can only override a permission to be higher");
  if (const auto done = store_.ReplaceAcl(*document, rows, ToTimestamp(clock_())); !done)
    return answers_.Refuse(r.share_failed, done.error());
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
