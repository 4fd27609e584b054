#include "server/domain/built_in_roles.h"

namespace grafake::server {
namespace {

void AddAll(PermissionSet& set, std::span<const Permission> permissions, bool alerting = true) {
  for (const Permission& permission : permissions) {
    if (alerting || !permission.action.starts_with("alert.")) set.Add(permission);
  }
}

Role LowestRole(HeldFrom from) {
  switch (from) {
    case HeldFrom::kViewer:
      return Role::kViewer;
    case HeldFrom::kEditor:
      return Role::kEditor;
    case HeldFrom::kAdmin:
      return Role::kAdmin;
  }
  return Role::kAdmin;
}

void AddGranted(PermissionSet& set, Role role, std::span<const Grant> granted, bool alerting) {
  for (const Grant& grant : granted) {
    if (role >= LowestRole(grant.from)) AddAll(set, {&grant.permission, 1}, alerting);
  }
}

}  // namespace

void AddBasicRole(PermissionSet& set, Role role, const BasicRoles& roles, const RoleSettings& settings) {
  AddGranted(set, role, roles.granted, settings.alerting);
  if (role >= Role::kViewer) AddAll(set, roles.viewer, settings.alerting);
  if (role >= Role::kEditor) AddAll(set, roles.editor, settings.alerting);
  if (role >= Role::kEditor && settings.editors_can_admin) AddAll(set, roles.editor_as_team_admin);
  if (role >= Role::kAdmin) AddAll(set, roles.admin, settings.alerting);
  if (role >= Role::kAdmin && settings.service_accounts) AddAll(set, roles.admin_of_accounts);
}

void AddGrafanaAdmin(PermissionSet& set, const BasicRoles& roles, const RoleSettings& settings) {
  AddAll(set, roles.grafana_admin);
  if (settings.plugin_admin) AddAll(set, roles.grafana_admin_of_plugins);
}

}  // namespace grafake::server
