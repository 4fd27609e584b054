#pragma once

#include "server/releases/data_9_1.h"
#include "server/releases/grafana_9_0.h"

// Grafana 9.1.8, by what it does otherwise than 9.0.
namespace grafake::server {

inline constexpr auto kViewerOf91 =
    Joined(kViewerOf90, std::to_array<Permission>({{"plugins.app:access", "plugins:*"}}));

inline constexpr auto kAdminOfAccountsOf91 =
    Joined(kAdminOfAccountsOf90, std::to_array<Permission>({
                                     {"serviceaccounts.permissions:read", "serviceaccounts:*"},
                                     {"serviceaccounts.permissions:write", "serviceaccounts:*"},
                                 }));

inline constexpr auto kFrontEndOf91 = std::to_array<std::string_view>(
    {"auth", "azureAuthEnabled", "grafanaJavascriptAgent", "jwtHeaderName", "jwtUrlLogin",
     "rbacBuiltInRoleAssignmentEnabled", "rbacEnabled", "secretsManagerPluginEnabled", "unifiedAlerting"});

constexpr Refusals RefusalsOf91() {
  Refusals r = kGrafana90.refusals;
  r.account_role_too_high = {403, "can not assign a role higher than user's role", true};
  r.account_duplicate = {400, "Failed to create service account", true};
  r.account_delete_id_invalid = {400, "Service account ID is invalid", true};
  r.token_name_taken = {409, "service account token with given name already exists in the organization"};
  r.token_lifetime_negative = {400, "invalid SecondsToLive value"};
  r.token_create_failed = {500, "Failed to add service account token", true};
  r.token_not_found = r.token_zero = r.token_delete_failed = {500, "Failed to delete service account token", true};
  return r;
}

constexpr Release MakeGrafana91() {
  Release r = kGrafana90;
  r.name = "9.1";
  r.version = "9.1.8";
  r.missing = "";
  r.missing_routes = kMissingOf91;
  r.defaults = data_9_1::kDefaults;
  r.reads = data_9_1::kReads;
  r.pages.words = data_9_1::kWords;
  r.toggles = data_9_1::kToggles;
  r.files.known_by = {"api_key", "last_used_at"};
  r.accounts_toggle = "";
  r.log.other_form_toggle = "";
  r.account_creation = AccountCreation::kAsAsked;
  r.accounts_found_by_state = true;
  r.account_answers = {.made_with_role = true,
                       .made_with_org = false,
                       .changed_in_message = true,
                       .tokens_with_last_use = true,
                       .read_with_tokens = true,
                       .token_deleted = "Service account token deleted"};
  r.account_permissions = {.exist = true};
  r.key_migration.exist = true;
  r.follows_traces = true;
  r.preferences.with_locale = true;
  r.user_lookup = UserLookup::kEmailFirst;
  r.accounts_found_by_email = false;
  r.case_insensitive = LoginCase::kIgnored;
  r.metrics.accounts = r.metrics.slow_requests = true;
  r.front_end_members = kFrontEndOf91;
  r.roles.viewer = kViewerOf91;
  r.roles.admin_of_accounts = kAdminOfAccountsOf91;
  r.refusals = RefusalsOf91();
  r.provisioning.alerting = true;
  return r;
}

inline constexpr Release kGrafana91 = MakeGrafana91();

}  // namespace grafake::server
