#pragma once

#include "server/releases/basic_roles.h"

// What a Grafana Admin of Grafana 11.5.1 may do beside what his basic role grants, in the form of roles_11_5.h.
namespace grafake::server {

// All but the settings.
inline constexpr auto kGrafanaAdminButSettingsOf115 = std::to_array<Permission>({
    {"ldap.config:reload", ""},
    {"ldap.status:read", ""},
    {"ldap.status:read", ""},
    {"ldap.user:read", ""},
    {"ldap.user:read", ""},
    {"ldap.user:sync", ""},
    {"migrationassistant:migrate", ""},
    {"org.users:add", "users:*"},
    {"org.users:read", "users:*"},
    {"org.users:read", "users:*"},
    {"org.users:remove", "users:*"},
    {"org.users:write", "users:*"},
    {"orgs.quotas:read", ""},
    {"orgs.quotas:read", ""},
    {"orgs.quotas:write", ""},
    {"orgs:create", ""},
    {"orgs:delete", ""},
    {"orgs:read", ""},
    {"orgs:read", ""},
    {"orgs:write", ""},
    {"provisioning:reload", "provisioners:*"},
    {"server.stats:read", ""},
    {"server.usagestats.report:read", ""},
    {"support.bundles:create", ""},
    {"support.bundles:delete", ""},
    {"support.bundles:read", ""},
    {"support.bundles:read", ""},
    {"users.authtoken:read", "global.users:*"},
    {"users.authtoken:read", "global.users:*"},
    {"users.authtoken:write", "global.users:*"},
    {"users.password:write", "global.users:*"},
    {"users.permissions:read", "users:*"},
    {"users.permissions:read", "users:*"},
    {"users.permissions:write", "global.users:*"},
    {"users.quotas:read", "global.users:*"},
    {"users.quotas:read", "global.users:*"},
    {"users.quotas:write", "global.users:*"},
    {"users:create", ""},
    {"users:delete", "global.users:*"},
    {"users:disable", "global.users:*"},
    {"users:enable", "global.users:*"},
    {"users:logout", "global.users:*"},
    {"users:read", "global.users:*"},
    {"users:read", "global.users:*"},
    {"users:write", "global.users:*"},
});

inline constexpr auto kSettingsOfGrafanaAdmin115 = std::to_array<Permission>({
    {"settings:read", "settings:*"},
    {"settings:read", "settings:auth.saml:*"},
    {"settings:read", "settings:auth.azuread:*"},
    {"settings:read", "settings:auth.okta:*"},
    {"settings:read", "settings:auth.github:*"},
    {"settings:read", "settings:auth.gitlab:*"},
    {"settings:read", "settings:auth.google:*"},
    {"settings:read", "settings:auth.generic_oauth:*"},
    {"settings:read", "settings:auth.ldap:*"},
    {"settings:read", "settings:auth:oauth_allow_insecure_email_lookup"},
    {"settings:write", "settings:auth.saml:*"},
    {"settings:write", "settings:auth.azuread:*"},
    {"settings:write", "settings:auth.okta:*"},
    {"settings:write", "settings:auth.github:*"},
    {"settings:write", "settings:auth.gitlab:*"},
    {"settings:write", "settings:auth.google:*"},
    {"settings:write", "settings:auth.generic_oauth:*"},
    {"settings:write", "settings:auth.ldap:*"},
    {"settings:write", "settings:auth:oauth_allow_insecure_email_lookup"},
});

inline constexpr auto kGrafanaAdminOf115 = Joined(kGrafanaAdminButSettingsOf115, kSettingsOfGrafanaAdmin115);

}  // namespace grafake::server
