#include "grafake/permissions.h"

#include "src/call.h"

namespace grafake {
namespace {

std::string PermissionsPath(ManagedResource resource, const std::string& rest) {
  const std::string name = resource == ManagedResource::kTeams ? "teams" : "serviceaccounts";
  return "/api/access-control/" + name + "/" + rest;
}

// True for an action, or its scopes, as the release has it.
PermissionMap MapOf(const Json& object) {
  if (!object.is_object()) throw std::runtime_error("not an object");
  PermissionMap permissions;
  for (const auto& [action, granted] : object.items())
    if (granted != false) permissions[action] = Texts(object, action.c_str());
  return permissions;
}

ManagedPermission ManagedOf(const Json& object) {
  return {.id = Id(object),
          .user_id = Member<std::int64_t>(object, "userId"),
          .user_login = Member<std::string>(object, "userLogin"),
          .team_id = Member<std::int64_t>(object, "teamId"),
          .team = Member<std::string>(object, "team"),
          .built_in_role = Member<std::string>(object, "builtInRole"),
          .actions = Texts(object, "actions"),
          .permission = Member<std::string>(object, "permission"),
          .is_managed = Member<bool>(object, "isManaged")};
}

PermissionLevels LevelsOf(const Json& object) {
  const Json& assignments = object.at("assignments");
  return {.levels = Texts(object, "permissions"),
          .users = Member<bool>(assignments, "users"),
          .teams = Member<bool>(assignments, "teams"),
          .built_in_roles = Member<bool>(assignments, "builtInRoles")};
}

}  // namespace

Result<PermissionMap> Permissions::OfCaller(const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", "/api/access-control/user/permissions", {}}, options, MapOf);
}

Result<PermissionLevels> Permissions::Levels(ManagedResource resource, const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", PermissionsPath(resource, "description"), {}}, options, LevelsOf);
}

Result<std::vector<ManagedPermission>> Permissions::List(ManagedResource resource, std::int64_t id,
                                                         const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", PermissionsPath(resource, std::to_string(id)), {}}, options,
                     ListOf(ManagedOf));
}

Result<void> Permissions::SetForUser(ManagedResource resource, std::int64_t id, std::int64_t user_id,
                                     const std::string& level, const CallOptions& options) const {
  const std::string path = PermissionsPath(resource, std::to_string(id) + "/users/" + std::to_string(user_id));
  return SendAndConfirm(*transport_, {"POST", path, Json{{"permission", level}}}, options);
}

Result<void> Permissions::SetForTeam(ManagedResource resource, std::int64_t id, std::int64_t team_id,
                                     const std::string& level, const CallOptions& options) const {
  const std::string path = PermissionsPath(resource, std::to_string(id) + "/teams/" + std::to_string(team_id));
  return SendAndConfirm(*transport_, {"POST", path, Json{{"permission", level}}}, options);
}

}  // namespace grafake
