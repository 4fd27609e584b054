#pragma once

#include "server/releases/data_9_0.h"
#include "server/releases/missing_routes.h"
#include "server/releases/release.h"
#include "server/releases/source_types.h"

// Grafana 9.0.9, the first that was served: what refusals.h and release.h say initially is said of it.
namespace grafake::server {

inline constexpr auto kViewerOf90 = std::to_array<Permission>({
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

inline constexpr auto kEditorOf90 = std::to_array<Permission>({
    {"alert.instances:create", ""},
    {"alert.instances:write", ""},
    {"alert.instances.external:write", "datasources:*"},
    {"alert.notifications:write", ""},
    {"alert.notifications.external:write", "datasources:*"},
    {"alert.rules:create", "folders:*"},
    {"alert.rules:delete", "folders:*"},
    {"alert.rules:write", "folders:*"},
    {"alert.rules.external:write", "datasources:*"},
    {"annotations:create", "annotations:*"},
    {"annotations:delete", "annotations:*"},
    {"annotations:write", "annotations:*"},
    {"dashboards:create", "folders:id:0"},
    {"datasources:explore", ""},
    {"folders:create", ""},
    {"folders:read", "folders:id:0"},
});

// With [users] editors_can_admin.
inline constexpr auto kEditorAsTeamAdminOf90 = std::to_array<Permission>({
    {"teams:create", ""},
    {"org.users:read", "users:*"},
});

inline constexpr auto kAdminOf90 = std::to_array<Permission>({
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

// Where there are service accounts.
inline constexpr auto kAdminOfAccountsOf90 = std::to_array<Permission>({
    {"serviceaccounts:create", ""},
    {"serviceaccounts:delete", "serviceaccounts:*"},
    {"serviceaccounts:read", "serviceaccounts:*"},
    {"serviceaccounts:write", "serviceaccounts:*"},
});

inline constexpr auto kGrafanaAdminOf90 = std::to_array<Permission>({
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

inline constexpr auto kFrontEndOf90 =
    std::to_array<std::string_view>({"rbacBuiltInRoleAssignmentEnabled", "rbacEnabled"});

inline constexpr Release kGrafana90{
    .name = "9.0",
    .version = "9.0.9",
    .missing_routes = kMissingOf90,
    .defaults = data_9_0::kDefaults,
    .reads = data_9_0::kReads,
    .not_served = data_9_0::kNotServed,
    .variables = data_9_0::kVariables,
    .toggles = data_9_0::kToggles,
    .accounts_toggle = "serviceAccounts",
    .front_end_members = kFrontEndOf90,
    .pages = {.words = data_9_0::kWords},
    .data_sources = {.types = kDataSourceTypesOf90},
    .permissions = {.scopes_are_looked_up_first = true},
    .roles = {.viewer = kViewerOf90,
              .editor = kEditorOf90,
              .editor_as_team_admin = kEditorAsTeamAdminOf90,
              .admin = kAdminOf90,
              .admin_of_accounts = kAdminOfAccountsOf90,
              .grafana_admin = kGrafanaAdminOf90},
};

}  // namespace grafake::server
