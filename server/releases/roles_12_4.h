#pragma once

#include "server/releases/grafana_admins_11_5.h"
#include "server/releases/roles_11_5.h"

// What the basic roles and a Grafana Admin of Grafana 12.4.0 may do otherwise than those of 11.5.
namespace grafake::server {

inline constexpr auto kNoLongerGrantedIn124 = std::to_array<Grant>({
    {HeldFrom::kViewer, {"annotations:create", "annotations:type:dashboard"}},
    {HeldFrom::kViewer, {"annotations:delete", "annotations:type:dashboard"}},
    {HeldFrom::kViewer, {"annotations:write", "annotations:type:dashboard"}},
    {HeldFrom::kAdmin, {"apikeys:create", ""}},
    {HeldFrom::kAdmin, {"apikeys:delete", "apikeys:*"}},
    {HeldFrom::kAdmin, {"apikeys:read", "apikeys:*"}},
    {HeldFrom::kAdmin, {"apikeys:read", "apikeys:*"}},
});

inline constexpr auto kNewlyGrantedIn124 = std::to_array<Grant>({
    {HeldFrom::kAdmin, {"advisor.checks:create", "advisor.checks:*"}},
    {HeldFrom::kAdmin, {"advisor.checks:delete", "advisor.checks:*"}},
    {HeldFrom::kAdmin, {"advisor.checks:read", "advisor.checks:*"}},
    {HeldFrom::kAdmin, {"advisor.checks:read", "advisor.checks:*"}},
    {HeldFrom::kAdmin, {"advisor.checks:write", "advisor.checks:*"}},
    {HeldFrom::kAdmin, {"advisor.checktypes:create", "advisor.checktypes:*"}},
    {HeldFrom::kAdmin, {"advisor.checktypes:delete", "advisor.checktypes:*"}},
    {HeldFrom::kAdmin, {"advisor.checktypes:read", "advisor.checktypes:*"}},
    {HeldFrom::kAdmin, {"advisor.checktypes:read", "advisor.checktypes:*"}},
    {HeldFrom::kAdmin, {"advisor.checktypes:write", "advisor.checktypes:*"}},
    {HeldFrom::kAdmin, {"advisor.register:create", "advisor.register:*"}},
    {HeldFrom::kAdmin, {"alert.notifications.receivers.protected:write", "receivers:*"}},
    {HeldFrom::kEditor, {"alert.notifications.receivers.test:create", "receivers:type:new"}},
    {HeldFrom::kEditor, {"alert.notifications.receivers.test:create", "receivers:*"}},
    {HeldFrom::kAdmin, {"alert.notifications.receivers.test:create", "receivers:type:new"}},
    {HeldFrom::kAdmin, {"alert.notifications.receivers.test:create", "receivers:*"}},
    {HeldFrom::kEditor, {"alert.notifications.templates.test:write", ""}},
    {HeldFrom::kAdmin, {"alert.notifications.templates.test:write", ""}},
    {HeldFrom::kAdmin, {"provisioning.connections:create", ""}},
    {HeldFrom::kAdmin, {"provisioning.connections:delete", ""}},
    {HeldFrom::kAdmin, {"provisioning.connections:read", ""}},
    {HeldFrom::kAdmin, {"provisioning.connections:read", ""}},
    {HeldFrom::kAdmin, {"provisioning.connections:write", ""}},
    {HeldFrom::kAdmin, {"provisioning.historicjobs:read", ""}},
    {HeldFrom::kAdmin, {"provisioning.jobs:create", ""}},
    {HeldFrom::kAdmin, {"provisioning.jobs:delete", ""}},
    {HeldFrom::kAdmin, {"provisioning.jobs:read", ""}},
    {HeldFrom::kAdmin, {"provisioning.jobs:read", ""}},
    {HeldFrom::kAdmin, {"provisioning.jobs:write", ""}},
    {HeldFrom::kAdmin, {"provisioning.repositories:create", ""}},
    {HeldFrom::kAdmin, {"provisioning.repositories:delete", ""}},
    {HeldFrom::kViewer, {"provisioning.repositories:read", ""}},
    {HeldFrom::kAdmin, {"provisioning.repositories:read", ""}},
    {HeldFrom::kAdmin, {"provisioning.repositories:write", ""}},
    {HeldFrom::kViewer, {"provisioning.settings:read", ""}},
    {HeldFrom::kAdmin, {"provisioning.stats:read", ""}},
    {HeldFrom::kAdmin, {"secret.keepers:create", "secret.keepers:*"}},
    {HeldFrom::kAdmin, {"secret.keepers:delete", "secret.keepers:*"}},
    {HeldFrom::kAdmin, {"secret.keepers:read", "secret.keepers:*"}},
    {HeldFrom::kAdmin, {"secret.keepers:read", "secret.keepers:*"}},
    {HeldFrom::kAdmin, {"secret.keepers:write", "secret.keepers:*"}},
    {HeldFrom::kAdmin, {"secret.securevalues:create", "secret.securevalues:*"}},
    {HeldFrom::kAdmin, {"secret.securevalues:delete", "secret.securevalues:*"}},
    {HeldFrom::kAdmin, {"secret.securevalues:read", "secret.securevalues:*"}},
    {HeldFrom::kAdmin, {"secret.securevalues:write", "secret.securevalues:*"}},
});

inline constexpr auto kGrantedIn124 = Joined(Without(kGrantedIn115, kNoLongerGrantedIn124), kNewlyGrantedIn124);

inline constexpr auto kSettingsOfGrafanaAdmin124 = std::to_array<Permission>({
    {"settings:read", "settings:*"},
    {"settings:read", "settings:auth.saml:*"},
    {"settings:read", "settings:auth.azuread:*"},
    {"settings:read", "settings:auth.okta:*"},
    {"settings:read", "settings:auth.github:*"},
    {"settings:read", "settings:auth.gitlab:*"},
    {"settings:read", "settings:auth.google:*"},
    {"settings:read", "settings:auth.generic_oauth:*"},
    {"settings:read", "settings:auth.ldap:*"},
    {"settings:read", "settings:auth.scim:*"},
    {"settings:read", "settings:auth:oauth_allow_insecure_email_lookup"},
    {"settings:write", "settings:auth.saml:*"},
    {"settings:write", "settings:auth.azuread:*"},
    {"settings:write", "settings:auth.okta:*"},
    {"settings:write", "settings:auth.github:*"},
    {"settings:write", "settings:auth.gitlab:*"},
    {"settings:write", "settings:auth.google:*"},
    {"settings:write", "settings:auth.generic_oauth:*"},
    {"settings:write", "settings:auth.ldap:*"},
    {"settings:write", "settings:auth.scim:*"},
    {"settings:write", "settings:auth:oauth_allow_insecure_email_lookup"},
});

inline constexpr auto kGrafanaAdminOf124 = Joined(kGrafanaAdminButSettingsOf115, kSettingsOfGrafanaAdmin124);

}  // namespace grafake::server
