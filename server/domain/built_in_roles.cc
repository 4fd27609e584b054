#include "server/domain/built_in_roles.h"

#include <array>

namespace grafake::server {
namespace {

constexpr auto kViewer = std::to_array<Permission>({
    {"alert.instances:read", ""},
    {"alert.instances.external:read", "datasources:*"},
    {"alert.notifications:read", ""},
    {"alert.notifications.external:read", "datasources:*"},
    {"alert.rules:read", "folders:*"},
    {"alert.rules.external:read", "datasources:*"},
    {"annotations:create", "annotations:type:dashboard"},
    {"annotations:delete", "annotations:type:dashboard"},
    {"annotations:read", "annotations:*"},
    {"annotations:write", "annotations:type:dashboard"},
    {"datasources.id:read", "datasources:*"},
    {"datasources:query", "datasources:*"},
    {"datasources:read", "datasources:*"},
    {"orgs:read", ""},
    {"orgs.quotas:read", ""},
});

constexpr auto kEditor = std::to_array<Permission>({
    {"alert.instances:create", ""},
    {"alert.instances:write", ""},
    {"alert.instances.external:write", "datasources:*"},
    {"alert.notifications:write", ""},
    {"alert.notifications.external:write", "datasources:*"},
    {"alert.rules:create", "folders:*"},
    {"alert.rules:delete", "folders:*"},
    {"alert.rules:write", "folders:*"},
    {"alert.rules.external:write", "datasources:*"},
    {"dashboards:create", "folders:id:0"},
    {"datasources:explore", ""},
    {"folders:create", ""},
    {"folders:read", "folders:id:0"},
});

// With [users] editors_can_admin.
constexpr auto kEditorAsTeamAdmin = std::to_array<Permission>({
    {"teams:create", ""},
    {"org.users:read", "users:*"},
});

constexpr auto kAdmin = std::to_array<Permission>({
    {"alert.provisioning:read", ""},
    {"alert.provisioning:write", ""},
    {"apikeys:create", ""},
    {"apikeys:delete", "apikeys:*"},
    {"apikeys:read", "apikeys:*"},
    {"dashboards:create", "folders:*"},
    {"dashboards:delete", "dashboards:*"},
    {"dashboards:read", "dashboards:*"},
    {"dashboards:write", "dashboards:*"},
    {"dashboards.permissions:read", "dashboards:*"},
    {"dashboards.permissions:write", "dashboards:*"},
    {"datasources:create", ""},
    {"datasources:delete", "datasources:*"},
    {"datasources:write", "datasources:*"},
    {"folders:delete", "folders:*"},
    {"folders:read", "folders:*"},
    {"folders:write", "folders:*"},
    {"folders.permissions:read", "folders:*"},
    {"folders.permissions:write", "folders:*"},
    {"org.users:add", "users:*"},
    {"org.users:read", "users:*"},
    {"org.users:remove", "users:*"},
    {"org.users:write", "users:*"},
    {"orgs:write", ""},
    {"orgs.preferences:read", ""},
    {"orgs.preferences:write", ""},
    {"teams:create", ""},
    {"teams:delete", "teams:*"},
    {"teams:read", "teams:*"},
    {"teams:write", "teams:*"},
    {"teams.permissions:read", "teams:*"},
    {"teams.permissions:write", "teams:*"},
});

// With the feature toggle serviceAccounts.
constexpr auto kAdminOfAccounts = std::to_array<Permission>({
    {"serviceaccounts:create", ""},
    {"serviceaccounts:delete", "serviceaccounts:*"},
    {"serviceaccounts:read", "serviceaccounts:*"},
    {"serviceaccounts:write", "serviceaccounts:*"},
});

constexpr auto kGrafanaAdmin = std::to_array<Permission>({
    {"ldap.config:reload", ""},
    {"ldap.status:read", ""},
    {"ldap.user:read", ""},
    {"ldap.user:sync", ""},
    {"org.users:add", "users:*"},
    {"org.users:read", "users:*"},
    {"org.users:remove", "users:*"},
    {"org.users:write", "users:*"},
    {"orgs:create", ""},
    {"orgs:delete", ""},
    {"orgs:read", ""},
    {"orgs:write", ""},
    {"orgs.quotas:read", ""},
    {"orgs.quotas:write", ""},
    {"provisioning:reload", "provisioners:*"},
    {"server.stats:read", ""},
    {"settings:read", "settings:*"},
    {"users:create", ""},
    {"users:delete", "global.users:*"},
    {"users:disable", "global.users:*"},
    {"users:enable", "global.users:*"},
    {"users:logout", "global.users:*"},
    {"users:read", "global.users:*"},
    {"users:write", "global.users:*"},
    {"users.authtoken:read", "global.users:*"},
    {"users.authtoken:write", "global.users:*"},
    {"users.password:write", "global.users:*"},
    {"users.permissions:write", "global.users:*"},
    {"users.quotas:read", "global.users:*"},
    {"users.quotas:write", "global.users:*"},
});

void AddAll(PermissionSet& set, std::span<const Permission> permissions, bool alerting = true) {
  for (const Permission& permission : permissions) {
    if (alerting || !permission.action.starts_with("alert.")) set.Add(permission);
  }
}

}  // namespace

void AddBasicRole(PermissionSet& set, Role role, const RoleSettings& settings) {
  if (role >= Role::kViewer) AddAll(set, kViewer, settings.alerting);
  if (role >= Role::kEditor) AddAll(set, kEditor, settings.alerting);
  if (role >= Role::kEditor && settings.editors_can_admin) AddAll(set, kEditorAsTeamAdmin);
  if (role >= Role::kAdmin) AddAll(set, kAdmin, settings.alerting);
  if (role >= Role::kAdmin && settings.service_accounts) AddAll(set, kAdminOfAccounts);
}

void AddGrafanaAdmin(PermissionSet& set) { AddAll(set, kGrafanaAdmin); }

}  // namespace grafake::server
