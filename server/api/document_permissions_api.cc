#include "server/api/document_permissions_api.h"

#include "server/api/time_text.h"
#include "server/http/form.h"

namespace grafake::server {
namespace {

constexpr std::string_view kOfFolder = "/api/folders/:uid/permissions";

bool IsOfFolder(const Context& context) { return context.request.path.find("/api/folders/") != std::string::npos; }

// Who may not see the users of the org is shown roles alone, and changes them alone.
bool SeesHolders(const Principal& caller) { return caller.permissions->Has("org.users:read"); }

std::optional<DocumentLevel> LevelOfNumber(std::int64_t number) {
  for (const DocumentLevel level : {DocumentLevel::kView, DocumentLevel::kEdit, DocumentLevel::kAdmin}) {
    if (static_cast<std::int64_t>(level) == number) return level;
  }
  return std::nullopt;
}

// One item of the body. kInvalid: no such role; kTaken: for two at once.
Result<DocumentShare> ReadItem(const JsonValue& item) {
  std::int64_t user = 0;
  std::int64_t team = 0;
  std::int64_t permission = 0;
  std::optional<std::string> role;
  const auto read = Form("dtos.DashboardACLUpdateItem")
                        .Integer("userId", user)
                        .Integer("teamId", team)
                        .Text("role", role)
                        .Integer("permission", permission)
                        .ReadMembers(item);
  if (!read) return tl::unexpected(read.error());
  if (role && !ParseRole(*role)) return Fail(ErrorCode::kInvalid, "invalid role value");
  if ((user != 0 && team != 0) || (role && (user != 0 || team != 0)))
    return Fail(ErrorCode::kTaken, "team and user permissions cannot have an associated role");
  DocumentShare share{.level = LevelOfNumber(permission)};
  if (role) {
    share.to = DocumentGrant::To::kRole;
    share.role = *role;
  } else {
    share.to = team != 0 ? DocumentGrant::To::kTeam : DocumentGrant::To::kUser;
    share.holder_id = team != 0 ? team : user;
  }
  return share;
}

Result<std::vector<DocumentShare>> ReadItems(const Request& request) {
  std::optional<JsonValue> list;
  const auto bound = Form("dtos.UpdateDashboardACLCommand").Any("items", list).Bind(request);
  if (!bound) return tl::unexpected(bound.error());
  std::vector<DocumentShare> shares;
  if (!list) return shares;
  JsonItems items(*list);
  while (const auto item = items.Next()) {
    auto share = ReadItem(*item);
    if (!share) return tl::unexpected(share.error());
    shares.push_back(*std::move(share));
  }
  return shares;
}

}  // namespace

void DocumentPermissionsApi::Mount(Router& router, bool by_id) const {
  const auto add = [&](std::string_view pattern, std::string_view read, std::string_view write) {
    router.Add({"GET", pattern, {.any_of = {{read}}}, HandlerOf(this, &DocumentPermissionsApi::List)});
    router.Add({"POST", pattern, {.any_of = {{write}}}, HandlerOf(this, &DocumentPermissionsApi::Replace)});
  };
  add(kOfFolder, "folders.permissions:read", "folders.permissions:write");
  add("/api/dashboards/uid/:uid/permissions", "dashboards.permissions:read", "dashboards.permissions:write");
  if (!by_id) return;
  add("/api/dashboards/id/:dashboardId/permissions", "dashboards.permissions:read", "dashboards.permissions:write");
}

DocumentPermissionsApi::Found DocumentPermissionsApi::Asked(const Context& context, DocumentDeed deed) const {
  const Refusals& r = answers_.refusals();
  const std::int64_t org = context.caller.org_id;
  const std::string uid(context.Param("uid"));
  const bool folder = IsOfFolder(context);
  auto found = folder        ? documents_.Folder(org, uid)
               : uid.empty() ? documents_.DashboardById(org, ParseInteger(context.Param("dashboardId")).value_or(0))
                             : documents_.Dashboard(org, uid);
  if (!found)
    return tl::unexpected(answers_.Refuse(folder ? r.folder_not_found : r.dashboard_not_found, found.error()));
  if (!rights_.May(context.caller, deed, *found))
    return tl::unexpected(Because(answers_.Refuse(folder ? r.folder_denied : r.dashboard_denied),
                                  WhyDenied(context.caller, deed, *found)));
  return *std::move(found);
}

void DocumentPermissionsApi::AddHolder(JsonWriter& json, const DocumentHolder& of, const DocumentRow& document) const {
  const HeldPermissionRow& held = of.holder;
  const bool user = held.by == HeldBy::kUser;
  const bool team = held.by == HeldBy::kTeam;
  json.BeginObject();
  if (!document.is_folder) json.Member("dashboardId", document.id);
  const std::int64_t folder = document.is_folder ? document.id : document.folder_id;
  if (folder != 0) json.Member("folderId", folder);
  json.Member("created", TimeText(held.created))
      .Member("updated", TimeText(held.updated))
      .Member("userId", user ? held.holder_id : 0)
      .Member("userLogin", user ? held.name : "")
      .Member("userEmail", user ? held.email : "")
      .Member("userAvatarUrl", user ? avatars_.OfEmail(held.email) : "")
      .Member("teamId", team ? held.holder_id : 0)
      .Member("teamEmail", team ? held.email : "")
      .Member("teamAvatarUrl", !team                ? std::string()
                               : held.email.empty() ? avatars_.OfName(held.name)
                                                    : avatars_.OfEmail(held.email))
      .Member("team", team ? held.name : "");
  if (held.by == HeldBy::kRole) json.Member("role", held.name);
  json.Member("permission", static_cast<std::int64_t>(of.level))
      .Member("permissionName", NameOfLevel(of.level))
      .Member("uid", document.uid)
      .Member("title", document.title)
      .Member("slug", document.slug)
      .Member("isFolder", document.is_folder)
      .Member("url", DocumentUrl(sub_url_, document))
      .Member("inherited", false)
      .EndObject();
}

Response DocumentPermissionsApi::List(const Context& context) const {
  const auto document = Asked(context, DocumentDeed::kReadPermissions);
  if (!document) return document.error();
  const bool all = SeesHolders(context.caller);
  JsonWriter json;
  json.BeginArray();
  for (const DocumentHolder& holder : sharing_.List(document->org_id, document->is_folder, document->uid)) {
    if (all || holder.holder.by == HeldBy::kRole) AddHolder(json, holder, *document);
  }
  json.EndArray();
  return answers_.Json(json.Take());
}

Response DocumentPermissionsApi::Replace(const Context& context) const {
  const Refusals& r = answers_.refusals();
  auto shares = ReadItems(context.request);
  if (!shares && shares.error().code == ErrorCode::kTaken) return answers_.Refuse(r.share_of_two, shares.error());
  if (!shares) return answers_.Refuse(r.bad_request_data, shares.error());
  const auto document = Asked(context, DocumentDeed::kWritePermissions);
  if (!document) return document.error();
  const auto done = sharing_.ShareInstead(*document, *std::move(shares), !SeesHolders(context.caller));
  if (!done) return answers_.Refuse(r.share_failed, done.error());
  return answers_.Message("Dashboard permissions updated");
}

}  // namespace grafake::server
