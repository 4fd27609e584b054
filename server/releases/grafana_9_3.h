#pragma once

#include "server/releases/data_9_3.h"
#include "server/releases/grafana_9_1.h"

// Grafana 9.3.2, by what it does otherwise than 9.1. It shows the scopes of each action, so what several of its fixed
// roles grant stands here several times, in their order.
namespace grafake::server {

inline constexpr auto kViewerOf93 = std::to_array<Permission>({
    {"alert.instances.external:read", "datasources:*"},
    {"alert.instances:read", "folders:*"},
    {"alert.notifications.external:read", "datasources:*"},
    {"alert.notifications:read", ""},
    {"alert.rules.external:read", "datasources:*"},
    {"alert.rules:read", "folders:*"},
    {"annotations:create", "annotations:type:dashboard"},
    {"annotations:delete", "annotations:type:dashboard"},
    {"annotations:read", "annotations:*"},
    {"annotations:write", "annotations:type:dashboard"},
    {"datasources.id:read", "datasources:*"},
    {"datasources:query", "datasources:*"},
    {"datasources:query", "datasources:uid:grafana"},
    {"datasources:read", "datasources:*"},
    {"datasources:read", "datasources:uid:grafana"},
    {"orgs.quotas:read", ""},
    {"orgs:read", ""},
    {"plugins.app:access", "plugins:*"},
});

inline constexpr auto kEditorOf93 = std::to_array<Permission>({
    {"alert.instances.external:read", "datasources:*"},
    {"alert.instances.external:write", "datasources:*"},
    {"alert.instances:create", ""},
    {"alert.instances:read", "folders:*"},
    {"alert.instances:write", ""},
    {"alert.notifications.external:read", "datasources:*"},
    {"alert.notifications.external:write", "datasources:*"},
    {"alert.notifications:read", ""},
    {"alert.notifications:write", ""},
    {"alert.rules.external:read", "datasources:*"},
    {"alert.rules.external:write", "datasources:*"},
    {"alert.rules:create", "folders:*"},
    {"alert.rules:delete", "folders:*"},
    {"alert.rules:read", "folders:*"},
    {"alert.rules:write", "folders:*"},
    {"annotations:create", "annotations:*"},
    {"annotations:delete", "annotations:*"},
    {"annotations:write", "annotations:*"},
    {"dashboards:create", "folders:uid:general"},
    {"datasources:explore", ""},
    {"folders:create", ""},
    {"folders:read", "folders:uid:general"},
});

inline constexpr auto kAdminOf93 = std::to_array<Permission>({
    {"alert.provisioning:read", ""},
    {"alert.provisioning:write", ""},
    {"apikeys:create", ""},
    {"apikeys:delete", "apikeys:*"},
    {"apikeys:read", "apikeys:*"},
    {"apikeys:read", "apikeys:*"},
    {"dashboards.permissions:read", "dashboards:*"},
    {"dashboards.permissions:read", "dashboards:*"},
    {"dashboards.permissions:read", "dashboards:*"},
    {"dashboards.permissions:read", "folders:*"},
    {"dashboards.permissions:write", "dashboards:*"},
    {"dashboards.permissions:write", "dashboards:*"},
    {"dashboards.permissions:write", "folders:*"},
    {"dashboards.public:write", "dashboards:*"},
    {"dashboards:create", "folders:*"},
    {"dashboards:create", "folders:*"},
    {"dashboards:delete", "dashboards:*"},
    {"dashboards:delete", "folders:*"},
    {"dashboards:read", "dashboards:*"},
    {"dashboards:read", "dashboards:*"},
    {"dashboards:read", "folders:*"},
    {"dashboards:read", "folders:*"},
    {"dashboards:write", "dashboards:*"},
    {"dashboards:write", "folders:*"},
    {"datasources:create", ""},
    {"datasources:delete", "datasources:*"},
    {"datasources:query", "datasources:*"},
    {"datasources:read", "datasources:*"},
    {"datasources:write", "datasources:*"},
    {"folders.permissions:read", "folders:*"},
    {"folders.permissions:read", "folders:*"},
    {"folders.permissions:write", "folders:*"},
    {"folders:create", ""},
    {"folders:delete", "folders:*"},
    {"folders:read", "folders:*"},
    {"folders:read", "folders:*"},
    {"folders:write", "folders:*"},
    {"org.users:add", "users:*"},
    {"org.users:read", "users:*"},
    {"org.users:read", "users:*"},
    {"org.users:read", "users:*"},
    {"org.users:remove", "users:*"},
    {"org.users:write", "users:*"},
    {"orgs.preferences:read", ""},
    {"orgs.preferences:write", ""},
    {"orgs.quotas:read", ""},
    {"orgs:read", ""},
    {"orgs:write", ""},
    {"plugins:write", "plugins:*"},
    {"teams.permissions:read", "teams:*"},
    {"teams.permissions:read", "teams:*"},
    {"teams.permissions:read", "teams:*"},
    {"teams.permissions:write", "teams:*"},
    {"teams.permissions:write", "teams:*"},
    {"teams:create", ""},
    {"teams:create", ""},
    {"teams:delete", "teams:*"},
    {"teams:read", "teams:*"},
    {"teams:write", "teams:*"},
});

inline constexpr auto kAdminOfAccountsOf93 = std::to_array<Permission>({
    {"serviceaccounts.permissions:read", "serviceaccounts:*"},
    {"serviceaccounts.permissions:read", "serviceaccounts:*"},
    {"serviceaccounts.permissions:read", "serviceaccounts:*"},
    {"serviceaccounts.permissions:write", "serviceaccounts:*"},
    {"serviceaccounts.permissions:write", "serviceaccounts:*"},
    {"serviceaccounts:create", ""},
    {"serviceaccounts:create", ""},
    {"serviceaccounts:delete", "serviceaccounts:*"},
    {"serviceaccounts:read", "serviceaccounts:*"},
    {"serviceaccounts:read", "serviceaccounts:*"},
    {"serviceaccounts:write", "serviceaccounts:*"},
});

inline constexpr auto kGrafanaAdminOf93 = std::to_array<Permission>({
    {"ldap.config:reload", ""},
    {"ldap.status:read", ""},
    {"ldap.status:read", ""},
    {"ldap.user:read", ""},
    {"ldap.user:read", ""},
    {"ldap.user:sync", ""},
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
    {"settings:read", "settings:*"},
    {"users.authtoken:read", "global.users:*"},
    {"users.authtoken:read", "global.users:*"},
    {"users.authtoken:write", "global.users:*"},
    {"users.password:write", "global.users:*"},
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

inline constexpr auto kGrafanaAdminOfPluginsOf93 = std::to_array<Permission>({
    {"plugins:install", ""},
});

inline constexpr auto kFrontEndOf93 = std::to_array<std::string_view>(
    {"GoogleAnalytics4SendManualPageViews", "auth", "auth.LDAPSkipOrgRoleSync", "azureAuthEnabled",
     "googleAnalytics4Id", "grafanaJavascriptAgent", "jwtHeaderName", "jwtUrlLogin", "oauth", "rbacEnabled",
     "samlEnabled", "samlName", "secretsManagerPluginEnabled", "unifiedAlerting"});

constexpr Refusals RefusalsOf93() {
  Refusals r = kGrafana91.refusals;
  r.form.trace_id = "";
  r.reset_user_unknown = {200, "Email sent"};
  r.org_quotas_off = {500, "failed to get quota", true};
  r.user_quotas_off = {500, "Failed to get org quotas", true};
  r.quota_setting_off = r.quota_update_failed;
  r.quota_id_invalid = r.org_quota_id_invalid = {400, "Bad request", true, "quota.bad-request"};
  r.quota_target_unknown = {500, "Internal server error", true, "quota.invalid-target-table"};
  return r;
}

// Who may sign in and what follows from it.
constexpr void SetSignInOf93(Release& r) {
  r.worthless_cookie = WorthlessCookie::kEnds;
  r.remembered_pages = RememberedPages::kOfAllRefusedButHome;
  r.forced_sign_in = ForcedSignIn::kWherePermissionsAreToo;
  r.orgless_found_by_no_org = false;
  r.passwords_can_end = true;
  r.logins_trimmed = true;
  r.case_insensitive = LoginCase::kLowered;
  r.caller_toggle = "returnUnameHeader";
  r.admin_has_email_setting = true;
  r.disabled_are_never_mailed = true;
}

constexpr Release MakeGrafana93() {
  Release r = kGrafana91;
  r.name = "9.3";
  r.version = "9.3.2";
  r.missing = "";
  r.missing_routes = kMissingOf93;
  r.defaults = data_9_3::kDefaults;
  r.reads = data_9_3::kReads;
  r.toggles = data_9_3::kToggles;
  r.files.known_by = {"api_key", "is_revoked"};
  r.not_served = data_9_3::kNotServed;
  r.front_end_members = kFrontEndOf93;
  r.account_permissions = {.exist = true, .given_to_accounts = false, .count = true};
  r.permissions.set_together = true;
  r.permissions.scopes_are_looked_up_first = false;
  r.account_answers.tokens_with_revocation = true;
  r.account_answers.most_tokens = 300;
  r.metrics.build_time = true;
  r.user_answers.members_with_state = true;
  r.invitations.mail_must_match = true;
  r.quotas = {.ids_first = true, .accounts_count = false, .orgs_count_members = true, .sessions = "auth"};
  r.dashboards_sought_first = false;
  r.teams = {.accounts_join_what_they_make = false, .last_admin_stays = false};
  r.leavers_keep_permissions = false;
  r.preferences.no_dashboard_is_ok = true;
  r.permissions_with_scopes = true;
  r.permissions_kept = std::chrono::seconds(10);
  r.roles = {.viewer = kViewerOf93,
             .editor = kEditorOf93,
             .editor_as_team_admin = kEditorAsTeamAdminOf90,
             .admin = kAdminOf93,
             .admin_of_accounts = kAdminOfAccountsOf93,
             .grafana_admin = kGrafanaAdminOf93,
             .grafana_admin_of_plugins = kGrafanaAdminOfPluginsOf93};
  SetSignInOf93(r);
  r.refusals = RefusalsOf93();
  return r;
}

inline constexpr Release kGrafana93 = MakeGrafana93();

}  // namespace grafake::server
