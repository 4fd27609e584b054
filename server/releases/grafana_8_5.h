#pragma once

#include "server/releases/data_8_5.h"
#include "server/releases/grafana_9_0.h"

// Grafana 8.5.15, by what it does otherwise than 9.0.
namespace grafake::server {

inline constexpr auto kRenamesOf85 = std::to_array<ActionRename>({
    {"users.authtoken:read", "users.authtoken:list"},
    {"users.authtoken:write", "users.authtoken:update"},
    {"users.password:write", "users.password:update"},
    {"users.permissions:write", "users.permissions:update"},
    {"users.quotas:read", "users.quotas:list"},
    {"users.quotas:write", "users.quotas:update"},
    {"org.users:write", "org.users.role:update"},
});

inline constexpr auto kAdminOf85 = Renamed(kAdminOf90, kRenamesOf85);
inline constexpr auto kGrafanaAdminOf85 = Joined(Renamed(kGrafanaAdminOf90, kRenamesOf85),
                                                 std::to_array<Permission>({{"users.teams:read", "global.users:*"}}));

inline constexpr auto kNeedsOf85 = std::to_array<RouteNeed>({
    {"GET", "/api/auth/keys/", "apikeys:read", "apikeys:*"},
    {"GET", "/api/users/", "users:read", "global.users:*"},
    {"GET", "/api/users/search", "users:read", "global.users:*"},
    {"GET", "/api/users/:id/teams", "users.teams:read", "global.users:id:{id}"},
    {"GET", "/api/org/users/lookup", "org.users:read"},
    {"PATCH", "/api/org/users/:userId", "org.users.role:update", "users:id:{userId}"},
    {"GET", "/api/orgs/:orgId/users", "org.users:read", "users:*"},
    {"PATCH", "/api/orgs/:orgId/users/:userId", "org.users.role:update", "users:id:{userId}"},
    {"PUT", "/api/admin/users/:id/password", "users.password:update", "global.users:id:{id}"},
    {"PUT", "/api/admin/users/:id/permissions", "users.permissions:update", "global.users:id:{id}"},
    {"GET", "/api/admin/users/:id/quotas", "users.quotas:list", "global.users:id:{id}"},
    {"PUT", "/api/admin/users/:id/quotas/:target", "users.quotas:update", "global.users:id:{id}"},
    {"GET", "/api/admin/users/:id/auth-tokens", "users.authtoken:list", "global.users:id:{id}"},
    {"POST", "/api/admin/users/:id/revoke-auth-token", "users.authtoken:update", "global.users:id:{id}"},
});

constexpr Refusals RefusalsOf85() {
  Refusals r = kGrafana90.refusals;
  r.unknown_key = r.invalid_key;
  r.wrong_secret.traced = false;
  r.reset_user_unknown.traced = false;
  return r;
}

constexpr Release MakeGrafana85() {
  Release r = kGrafana90;
  r.name = "8.5";
  r.version = "8.5.15";
  r.missing = "its own grants of alerting with the toggle accesscontrol, its own metrics of requests";
  r.missing_routes = kMissingOf85;
  r.defaults = data_8_5::kDefaults;
  r.reads = data_8_5::kReads;
  r.toggles = data_8_5::kToggles;
  r.roles.admin = kAdminOf85;
  r.roles.grafana_admin = kGrafanaAdminOf85;
  r.needs = kNeedsOf85;
  r.breaks_at_unreadable_orgs = true;
  r.rbac_toggle = "accesscontrol";
  r.invitations.mail_must_match = true;
  r.account_answers.with_team_names = true;
  r.front_end_members = {};
  r.refusals = RefusalsOf85();
  r.alerting = {.unfit_is_unset = true,
                .legacy_decided = true,
                .both_on = "both legacy and Grafana 8 Alerts are enabled. Disable one of them and restart"};
  r.log = {.form = LogForm::kShortLevels, .other_form_toggle = "newlog", .can_be_off = false};
  r.role_names = {.any_first_letter = false, .null_is_viewer = true, .unknown = "JSON validation error: "};
  r.user_lookup = UserLookup::kEmailFirst;
  r.prefixed_tokens = false;
  r.keys_with_access = false;
  r.logins_trimmed = true;
  r.teams_list_accounts = true;
  r.preferences.with_history = false;
  r.csrf_headers_hold_origins = true;
  r.lifetimes_in_days = true;
  r.metrics.doubles = false;
  r.gated_toggles_counted = true;
  return r;
}

inline constexpr Release kGrafana85 = MakeGrafana85();

}  // namespace grafake::server
