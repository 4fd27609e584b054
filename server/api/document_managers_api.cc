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

// What somebody is given. kInvalid: no such role, or no such level, which `any_level` takes for none.
Result<DocumentShare> ShareWith(To to, std::int64_t holder_id, std::string role, const std::string& level,
                                bool any_level) {
  DocumentShare share{.to = to, .holder_id = holder_id, .role = std::move(role), .level = DocumentLevelNamed(level)};
  if (!level.empty() && !share.level && !any_level)
    return Fail(ErrorCode::kInvalid, "invalid permission: " + level,
                InputUnfit{InputUnfit::Where::kMember, "permission", level, "View, Edit, Admin or nothing", true});
  if (to == To::kRole && !ParseRole(share.role))
    return Fail(ErrorCode::kInvalid, "invalid role",
                InputUnfit{InputUnfit::Where::kPath, "builtInRole", share.role, "Viewer, Editor or Admin", true});
  return share;
}

// One item of the body that gives many something.
struct SharedItem {
  std::int64_t user = 0;
  std::int64_t team = 0;
  std::string role;
  std::string level;
};

Result<std::vector<SharedItem>> ReadSharedItems(const Request& request) {
  std::optional<JsonValue> list;
  const auto bound = Form("resourcepermissions.setPermissionsCommand").Any("permissions", list).Bind(request);
  if (!bound) return tl::unexpected(bound.error());
  std::vector<SharedItem> shared;
  if (!list) return shared;
  JsonItems items(*list);
  while (const auto item = items.Next()) {
    SharedItem one;
    const auto read = Form("SetResourcePermissionCommand.permissions")
                          .Integer("userId", one.user)
                          .Integer("teamId", one.team)
                          .Text("builtInRole", one.role)
                          .Text("permission", one.level)
                          .ReadMembers(*item);
    if (!read) return tl::unexpected(read.error());
    shared.push_back(std::move(one));
  }
  return shared;
}

// Of a dashboard what plain releases give is held twice by the admins' role: on all dashboards, and on all folders.
std::vector<std::string_view> ActionsOfAdmins(bool is_folder, bool in_detail, bool of_role) {
  const auto all = ActionsOfLevel(is_folder, DocumentLevel::kAdmin, in_detail);
  std::vector<std::string_view> actions(all.begin(), all.end());
  std::erase(actions, "folders:create");
  if (!of_role || is_folder) return actions;
  const auto twice = ActionsOfLevel(false, DocumentLevel::kAdmin);
  actions.insert(actions.end(), twice.begin(), twice.end());
  return actions;
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
    if (!rules_.documents_in_detail) continue;
    router.Add(
        {"POST", routes.resource, write, [this, folder](const Context& context) { return SetMany(context, folder); }});
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
void DocumentManagersApi::AddAdmins(JsonWriter& json, bool is_folder, std::string_view role_name) const {
  json.BeginObject()
      .Member("id", 0)
      .Member("roleName", role_name)
      .Member("isManaged", false)
      .Member("isInherited", false);
  if (rules_.documents_in_detail) json.Member("isServiceAccount", false);
  json.Member("builtInRole", "Admin").Key("actions").BeginArray();
  std::vector<std::string_view> sorted = ActionsOfAdmins(is_folder, rules_.documents_in_detail, !role_name.empty());
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
  if (rules_.documents_in_detail) AddAdmins(json, is_folder, "basic:admin");
  AddAdmins(json, is_folder, "");
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
  const std::string role(to == To::kRole ? context.Param("builtInRole") : std::string_view());
  const auto share = ShareWith(to, holder, role, level, rules_.documents_in_detail);
  if (!share) return RefuseShares(share.error(), is_folder, role, failed);
  if (const auto done = Share(context, is_folder, {*share}); !done)
    return RefuseShares(done.error(), is_folder, role, failed);
  return answers_.Message(level.empty() ? "Permission removed" : "Permission updated");
}

Response DocumentManagersApi::SetMany(const Context& context, bool is_folder) const {
  const Refusals& r = answers_.refusals();
  const auto items = ReadSharedItems(context.request);
  if (!items) return answers_.Refuse(Naming(r.managed_list_unreadable, items.error().cause).AsRefusal(), items.error());
  std::vector<DocumentShare> shares;
  for (const SharedItem& item : *items) {
    const To to = item.user != 0 ? To::kUser : item.team != 0 ? To::kTeam : To::kRole;
    const auto share = ShareWith(to, item.user != 0 ? item.user : item.team, item.role, item.level, true);
    if (!share) return RefuseShares(share.error(), is_folder, item.role, r.managed_sets_failed);
    shares.push_back(*share);
  }
  const auto done = Share(context, is_folder, shares);
  return done ? answers_.Message("Permissions updated")
              : RefuseShares(done.error(), is_folder, "", r.managed_sets_failed);
}

Result<Done> DocumentManagersApi::Share(const Context& context, bool is_folder,
                                        const std::vector<DocumentShare>& shares) const {
  const std::string uid(context.Param("resourceID"));
  const auto document =
      is_folder ? documents_.Folder(context.caller.org_id, uid) : documents_.Dashboard(context.caller.org_id, uid);
  if (!document) return tl::unexpected(document.error());
  return sharing_.Share(*document, shares);
}

Response DocumentManagersApi::RefuseShares(const Error& error, bool is_folder, std::string_view role,
                                           const Refusal& failed) const {
  const Refusals& r = answers_.refusals();
  if (!rules_.documents_in_detail || error.code == ErrorCode::kStorage) return answers_.Refuse(failed, error);
  if (error.code == ErrorCode::kNotFound)
    return answers_.Refuse(is_folder ? r.managed_document_missing : r.managed_permissions_unread, error);
  const ReasonPtr reason = ReasonOf(error);
  if (error.code == ErrorCode::kUserNotFound) return Because(answers_.Refuse(r.managed_user_unknown), reason);
  if (error.code == ErrorCode::kTeamNotFound) return Because(answers_.Refuse(r.managed_team_unknown), reason);
  return Because(answers_.Refuse(Naming(r.managed_role_unknown, role).AsRefusal()), reason);
}

}  // namespace grafake::server
