#pragma once

#include "server/releases/apis_11_5.h"
#include "server/releases/data_11_5.h"
#include "server/releases/front_end_11_5.h"
#include "server/releases/grafana_10_1.h"
#include "server/releases/grafana_admins_11_5.h"
#include "server/releases/roles_11_5.h"

// Grafana 11.5.1, by what it does otherwise than 10.1.
namespace grafake::server {

// Of variables that hold a secret, beside those whose names always say it.
inline constexpr auto kSecretEndingsOf115 =
    std::to_array<std::string_view>({"API_TOKEN", "AUTHENTICATION_TOKEN", "ENTERPRISE_LICENSE_PATH", "INSTALL_TOKEN",
                                     "RENDERER_TOKEN", "WEBHOOK_TOKEN"});

constexpr void SetSignInRefusalsOf115(Refusals& r) {
  r.form.causes_shown = false;
  r.form.handlers_traced = false;
  r.form.handlers_code_first = true;
  r.wrong_password = r.no_password =
      r.too_many_passwords = {401, "Invalid username or password", true, "password-auth.failed"};
  r.login_failed = r.login_too_often = r.wrong_password;
}

constexpr void SetAccountRefusalsOf115(Refusals& r) {
  r.account_zero = {500, "Failed to retrieve service account", true};
  r.managed_list_unreadable = {400, "Bad request data: {}"};
}

constexpr void SetPeopleRefusalsOf115(Refusals& r) {
  r.user_unnamed =
      r.new_user_unnamed = {400, "Need to specify either username or email", false, "user.empty-username-and-email"};
  r.own_password_short =
      r.new_user_password_short = {400, "New password is too short", false, "password.password-policy-too-short"};
  r.own_password_wrong = {400, "Invalid old password", false, "user.password-missmatch"};
  r.password_short = r.password_user_unknown = r.password_failed;
  r.quota_id_invalid = r.org_quota_id_invalid = r.quota_body_invalid = {400, "BadRequest", true, "quota.bad-request"};
  r.quota_target_unknown = {500, "InternalError", true, "quota.invalid-target-table"};
  r.team_zero = {500, "Failed to get Team", true};
}

constexpr void SetPermissionRefusalsOf115(Refusals& r) {
  r.managed_permissions_unread = {500, "Failed to get permissions", true};
}

constexpr Refusals RefusalsOf115() {
  Refusals r = kGrafana101.refusals;
  SetSignInRefusalsOf115(r);
  SetAccountRefusalsOf115(r);
  SetPeopleRefusalsOf115(r);
  SetPermissionRefusalsOf115(r);
  return r;
}

// Who may sign in and what follows from it.
constexpr void SetSignInOf115(Release& r) {
  r.remembered_pages = RememberedPages::kInAddress;
  r.address_toggle = "useSessionStorageForRedirection";
  r.org_switch_target = OrgSwitchTarget::kRelativePath;
  r.own_org = OwnOrg::kCountsIfNamed;
  r.sessions = {.replaced_on_demand = true, .lists_name_module = true, .answers_tell_next_page = true};
  r.machines = {.keep_to_their_org = true, .are_no_users = true};
  r.kubernetes_health = true;
  r.metrics.devices = true;
  r.health_begins_with_state = true;
  r.permissions_kept = std::chrono::seconds(60);
}

// Service accounts, their tokens, API keys.
constexpr void SetAccountsOf115(Release& r) {
  r.account_logins = AccountLogins::kOfOrgAndName;
  r.account_answers.last_use_is_kept = true;
  r.account_answers.last_use_stays = std::chrono::minutes(5);
  r.api_keys.can_be_made = false;
  r.external_accounts_toggle = "externalServiceAccounts";
  r.account_permissions.end_with_account = true;
}

// Users, organisations, teams.
constexpr void SetPeopleOf115(Release& r) {
  r.case_insensitive = LoginCase::kAllLowered;
  r.always_case_insensitive = true;
  r.user_answers.with_uid = true;
  r.user_changes = {.unknown_fail = true, .shortest_own_password = 4, .policy_exists = true};
  r.lists_are_sorted = true;
  r.teams.short_uids = true;
  r.drawn_uids = DrawnUids::kShort;
  r.teams.any_level_is_one = true;
  r.teams.members_set_together = true;
  r.teams.found_by_ids = true;
}

// Settings, feature toggles, roles and what they may.
constexpr void SetPermissionsOf115(Release& r) {
  r.front_end_members = kRareFrontEndOf115;
  r.front_end = {.order = kFrontEndOf115,
                 .hidden_plugins_are_words = true,
                 .only_enabled_skip_role_sync = true,
                 .azure_leaves_out_what_is_off = true,
                 .files_digest = "fd40ada0ddfa9f206265634faec0ce6e1ac1738937936f690c18ba1ddff8d9e9",
                 .plugins_digest = "6f9d2450fc746c94ccba4625d3dc30a091a75e67479f4ab3e371d8847e00df4f"};
  r.roles = {.granted = kGrantedIn115,
             .editor_as_team_admin = kEditorAsTeamAdminOf90,
             .grafana_admin = kGrafanaAdminOf115,
             .grafana_admin_of_plugins = kGrafanaAdminOfPluginsOf93,
             .everybody = kEverybodyOf115,
             .grafana_admin_in_any_org = false};
  r.permissions = {.are_searched = true,
                   .tell_accounts = true,
                   .of_receivers = true,
                   .folders_must_be_there = true,
                   .set_together = true,
                   .refused_by_reason = true,
                   .told_by_uid = true};
  r.apis = {.groups = kApiGroupsOf115, .paths = kApiPathsOf115, .features = data_11_5::kFeatures, .no_flag = "topnav"};
  r.provisioning.notifiers = false;
  r.neighbours = {.shared_folder = true, .playlists_from_apis = true, .home = HomeTold::kPlainly};
}

constexpr Release MakeGrafana115() {
  Release r = kGrafana101;
  r.name = "11.5";
  r.version = "11.5.1";
  r.missing = "support bundles";
  r.missing_routes = kMissingOf115;
  r.defaults = data_11_5::kDefaults;
  r.pages.words = data_11_5::kWords;
  r.pages.sections[1] = "Users and access";
  r.reads = data_11_5::kReads;
  r.toggles = data_11_5::kToggles;
  r.not_served = data_11_5::kNotServed;
  r.masking.secret_endings = kSecretEndingsOf115;
  r.files = {.known_by = {"user", "uid"}, .account_logins_name_org = true, .logins_in_lower_case = true};
  r.built = 1738000000;
  SetSignInOf115(r);
  SetAccountsOf115(r);
  SetPeopleOf115(r);
  SetPermissionsOf115(r);
  r.refusals = RefusalsOf115();
  return r;
}

inline constexpr Release kGrafana115 = MakeGrafana115();

}  // namespace grafake::server
