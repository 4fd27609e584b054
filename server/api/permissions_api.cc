#include "server/api/permissions_api.h"

#include "server/json/writer.h"

namespace grafake::server {
namespace {

std::string ActionsJson(const PermissionSet& permissions) {
  JsonWriter json;
  json.BeginObject();
  for (const std::string_view action : permissions.Actions()) json.Member(action, true);
  return json.EndObject().Take();
}

std::string ScopesJson(const PermissionSet& permissions) {
  JsonWriter json;
  json.BeginObject();
  for (const std::string_view action : permissions.Actions()) {
    json.Key(action).BeginArray();
    for (const std::string& scope : permissions.Scopes(action)) json.Value(scope);
    json.EndArray();
  }
  return json.EndObject().Take();
}

}  // namespace

PermissionsPtr PermissionsApi::Asked(const Context& context) const {
  const Principal& caller = context.caller;
  if (!caller.HasUser() || !context.query.Boolean("reloadcache")) return caller.permissions;
  kept_.Forget(caller.user_id, caller.org_id);
  return kept_.Ask(caller.user_id, caller.org_id, KeptPermissions::RolesOf(caller), access_.OfMember(caller));
}

void PermissionsApi::Mount(Router& router) const {
  const auto add = [&](std::string_view path, std::string (*print)(const PermissionSet&)) {
    router.Add({"GET", path, RouteAccess(),
                [this, print](const Context& context) { return answers_.Json(print(*Asked(context))); }});
  };
  add("/api/access-control/user/permissions", with_scopes_ ? ScopesJson : ActionsJson);
  if (with_scopes_) add("/api/access-control/user/actions", ActionsJson);
}

}  // namespace grafake::server
