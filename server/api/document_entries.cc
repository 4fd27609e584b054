#include "server/api/document_entries.h"

#include <optional>

#include "server/api/document_json.h"
#include "server/api/time_text.h"
#include "server/domain/document_levels.h"
#include "server/http/form.h"

namespace grafake::server {
namespace {

// For one at once. kInvalid: no such role; kTaken: for two.
Result<Done> CheckHolder(const std::optional<std::string>& role, std::int64_t user, std::int64_t team) {
  if (role && !ParseRole(*role)) return Fail(ErrorCode::kInvalid, "invalid role value");
  if ((user != 0 && team != 0) || (role && (user != 0 || team != 0)))
    return Fail(ErrorCode::kTaken, "team and user permissions cannot have an associated role");
  return Done();
}

Result<DocumentItem> ReadDocumentItem(const JsonValue& value) {
  std::int64_t user = 0;
  std::int64_t team = 0;
  std::optional<std::string> role;
  DocumentItem item;
  const auto read = Form("dtos.DashboardACLUpdateItem")
                        .Integer("userId", user)
                        .Integer("teamId", team)
                        .Text("role", role)
                        .Integer("permission", item.permission)
                        .ReadMembers(value);
  if (!read) return tl::unexpected(read.error());
  if (auto fit = CheckHolder(role, user, team); !fit) return tl::unexpected(fit.error());
  using To = DocumentGrant::To;
  item.share.to = role ? To::kRole : team != 0 ? To::kTeam : To::kUser;
  item.share.role = role.value_or("");
  item.share.holder_id = role ? 0 : team != 0 ? team : user;
  item.share.level = DocumentLevelNumbered(item.permission);
  return item;
}

std::string AvatarOfTeam(const DocumentEntry& entry, const Avatars& avatars) {
  if (entry.team_id == 0) return "";
  return entry.team_email.empty() ? avatars.OfName(entry.team_name) : avatars.OfEmail(entry.team_email);
}

}  // namespace

void AddDocumentEntry(JsonWriter& json, const DocumentEntry& entry, const DocumentRow& document, const Avatars& avatars,
                      const std::string& sub_url) {
  const auto level = DocumentLevelNumbered(entry.permission);
  json.BeginObject();
  if (entry.dashboard_id != 0) json.Member("dashboardId", entry.dashboard_id);
  if (entry.folder_id != 0) json.Member("folderId", entry.folder_id);
  json.Member("created", TimeText(entry.created))
      .Member("updated", TimeText(entry.updated))
      .Member("userId", entry.user_id);
  if (entry.with_uids) json.Member("userUid", entry.user_uid);
  json.Member("userLogin", entry.user_login)
      .Member("userEmail", entry.user_email)
      .Member("userAvatarUrl", entry.user_id == 0 ? std::string() : avatars.OfEmail(entry.user_email))
      .Member("teamId", entry.team_id);
  if (entry.with_uids) json.Member("teamUid", entry.team_uid);
  json.Member("teamEmail", entry.team_email)
      .Member("teamAvatarUrl", AvatarOfTeam(entry, avatars))
      .Member("team", entry.team_name);
  if (!entry.role.empty()) json.Member("role", entry.role);
  json.Member("permission", entry.permission)
      .Member("permissionName", level ? NameOfLevel(*level) : std::string_view())
      .Member("uid", document.uid)
      .Member("title", document.title)
      .Member("slug", entry.with_uids && document.is_folder ? std::string() : document.slug)
      .Member("isFolder", document.is_folder)
      .Member("url", DocumentUrl(sub_url, document))
      .Member("inherited", entry.inherited)
      .EndObject();
}

Result<std::vector<DocumentItem>> ReadDocumentItems(const Request& request) {
  std::optional<JsonValue> list;
  const auto bound = Form("dtos.UpdateDashboardACLCommand").Any("items", list).Bind(request);
  if (!bound) return tl::unexpected(bound.error());
  std::vector<DocumentItem> read;
  if (!list) return read;
  JsonItems items(*list);
  while (const auto item = items.Next()) {
    auto one = ReadDocumentItem(*item);
    if (!one) return tl::unexpected(one.error());
    read.push_back(*std::move(one));
  }
  return read;
}

}  // namespace grafake::server
