#include "server/api/document_managers_api.h"

#include <algorithm>

#include "server/api/managed_permissions.h"
#include "server/api/path_id.h"
#include "server/http/form.h"

namespace grafake::server {
namespace {

using To = DocumentGrant::To;

// The patterns of one kind of document.
struct DocumentRoutes {
  bool is_folder;
  std::string_view scope;
  std::string_view read;
  std::string_view write;
  std::string_view resource;
  std::string_view users;
  std::string_view teams;
  std::string_view roles;
};

constexpr auto kDocumentRoutes = std::to_array<DocumentRoutes>(
    {{true, "folders:uid:{resourceID}", "folders.permissions:read", "folders.permissions:write",
      "/api/access-control/folders/:resourceID", "/api/access-control/folders/:resourceID/users/:userID",
      "/api/access-control/folders/:resourceID/teams/:teamID",
      "/api/access-control/folders/:resourceID/builtInRoles/:builtInRole"},
     {false, "dashboards:uid:{resourceID}", "dashboards.permissions:read", "dashboards.permissions:write",
      "/api/access-control/dashboards/:resourceID", "/api/access-control/dashboards/:resourceID/users/:userID",
      "/api/access-control/dashboards/:resourceID/teams/:teamID",
      "/api/access-control/dashboards/:resourceID/builtInRoles/:builtInRole"}});

void MountAbsentDocuments(Router& router) {
  const auto nothing = [](const Context&) {
    return Because(Response{.status = 404}, SettingSays{"[rbac] enabled", "false"});
  };
  for (const DocumentRoutes& routes : kDocumentRoutes) {
    router.Add({"GET", routes.resource, {.sign_in = false}, nothing});
    for (const std::string_view path : {routes.users, routes.teams, routes.roles})
      router.Add({"POST", path, {.sign_in = false}, nothing});
  }
}

// What the path and the body give to whom. kInvalid: no such role, no such level.
Result<DocumentShare> ReadDocumentShare(const Context& context, To to, std::int64_t holder_id,
                                        const std::string& level) {
  DocumentShare share{.to = to, .holder_id = holder_id, .level = DocumentLevelNamed(level)};
  if (!level.empty() && !share.level)
    return Fail(ErrorCode::kInvalid, "invalid permission: " + level,
                InputUnfit{InputUnfit::Where::kMember, "permission", level, "View, Edit, Admin or nothing", true});
  if (to != To::kRole) return share;
  share.role = context.Param("builtInRole");
  if (!ParseRole(share.role))
    return Fail(ErrorCode::kInvalid, "invalid role",
                InputUnfit{InputUnfit::Where::kPath, "builtInRole", share.role, "Viewer, Editor or Admin", true});
  return share;
}

}  // namespace

void DocumentManagersApi::Mount(Router& router, bool rbac) const {
  if (!rbac) return MountAbsentDocuments(router);
  for (const DocumentRoutes& routes : kDocumentRoutes) {
    const bool folder = routes.is_folder;
    const RouteAccess write = ManagedPermissionNeeds(routes.write, routes.scope);
    router.Add({"GET", routes.resource, ManagedPermissionNeeds(routes.read, routes.scope),
                [this, folder](const Context& context) { return List(context, folder); }});
    const auto set = [&](std::string_view pattern, To to) {
      router.Add(
          {"POST", pattern, write, [this, folder, to](const Context& context) { return Set(context, folder, to); }});
    };
    set(routes.users, To::kUser);
    set(routes.teams, To::kTeam);
    set(routes.roles, To::kRole);
  }
}

std::optional<Response> DocumentManagersApi::Miss(const Context& context, bool is_folder) const {
  const Refusals& r = answers_.refusals();
  const std::string uid(context.Param("resourceID"));
  const std::int64_t org = context.caller.org_id;
  if (is_folder) {
    if (!rules_.folders_must_be_there || documents_.Folder(org, uid)) return std::nullopt;
    return Because(answers_.Refuse(r.managed_folder_missing), GroundReason(NotThere{Noun::kFolder, "uid", uid}));
  }
  if (documents_.Dashboard(org, uid)) return std::nullopt;
  return Because(dashboards_sought_first_ ? answers_.ContextRefuse(r.managed_dashboard_missing)
                                          : answers_.Refuse(r.managed_permissions_unread),
                 GroundReason(NotThere{Noun::kDashboard, "uid", uid}));
}

void DocumentManagersApi::AddHolder(JsonWriter& json, const DocumentHolder& of) const {
  const HeldPermissionRow& held = of.holder;
  json.BeginObject()
      .Member("id", held.id)
      .Member("roleName", held.role_name)
      .Member("isManaged", true)
      .Member("isInherited", false);
  if (rules_.told_by_uid) json.Member("isServiceAccount", held.is_account);
  if (held.by == HeldBy::kUser) {
    json.Member("userId", held.holder_id);
    if (rules_.told_by_uid) json.Member("userUid", held.uid);
    json.Member("userLogin", held.name).Member("userAvatarUrl", avatars_.OfEmail(held.email));
  } else if (held.by == HeldBy::kTeam) {
    json.Member("team", held.name).Member("teamId", held.holder_id);
    if (rules_.told_by_uid) json.Member("teamUid", held.uid);
    json.Member("teamAvatarUrl", held.email.empty() ? avatars_.OfName(held.name) : avatars_.OfEmail(held.email));
  } else {
    json.Member("builtInRole", held.name);
  }
  json.Key("actions").BeginArray();
  for (const std::string& action : of.actions) json.Value(action);
  json.EndArray().Member("permission", NameOfLevel(of.level)).EndObject();
}

// Nothing of it is stored: every folder and dashboard is the admins', too.
void DocumentManagersApi::AddAdmins(JsonWriter& json, bool is_folder) const {
  json.BeginObject()
      .Member("id", 0)
      .Member("roleName", "")
      .Member("isManaged", false)
      .Member("isInherited", false)
      .Member("builtInRole", "Admin")
      .Key("actions")
      .BeginArray();
  const auto actions = ActionsOfLevel(is_folder, DocumentLevel::kAdmin);
  std::vector<std::string_view> sorted(actions.begin(), actions.end());
  std::ranges::sort(sorted);
  for (const std::string_view action : sorted) json.Value(action);
  json.EndArray().Member("permission", "Admin").EndObject();
}

Response DocumentManagersApi::List(const Context& context, bool is_folder) const {
  if (auto missed = Miss(context, is_folder)) return *std::move(missed);
  JsonWriter json;
  json.BeginArray();
  for (const DocumentHolder& holder :
       sharing_.List(context.caller.org_id, is_folder, std::string(context.Param("resourceID"))))
    AddHolder(json, holder);
  AddAdmins(json, is_folder);
  json.EndArray();
  return answers_.Json(json.Take());
}

Response DocumentManagersApi::Set(const Context& context, bool is_folder, To to) const {
  const Refusals& r = answers_.refusals();
  const Refusal& failed = to == To::kUser   ? r.managed_set_failed
                          : to == To::kTeam ? r.managed_team_set_failed
                                            : r.managed_role_set_failed;
  std::int64_t holder = 0;
  if (to != To::kRole) {
    const auto id = PathId(answers_, context, to == To::kUser ? "userID" : "teamID",
                           to == To::kUser ? r.managed_user_invalid : r.managed_team_invalid);
    if (!id) return id.error();
    holder = *id;
  }
  std::string level;
  const auto bound = Form("resourcepermissions.setPermissionCommand").Text("permission", level).Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  const auto share = ReadDocumentShare(context, to, holder, level);
  if (!share) return answers_.Refuse(failed, share.error());
  const std::string uid(context.Param("resourceID"));
  const auto document =
      is_folder ? documents_.Folder(context.caller.org_id, uid) : documents_.Dashboard(context.caller.org_id, uid);
  if (!document) return answers_.Refuse(failed, document.error());
  if (const auto done = sharing_.Share(*document, {*share}); !done) return answers_.Refuse(failed, done.error());
  return answers_.Message(level.empty() ? "Permission removed" : "Permission updated");
}

}  // namespace grafake::server
