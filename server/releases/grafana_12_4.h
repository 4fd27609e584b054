#pragma once

#include "server/releases/apis_12_4.h"
#include "server/releases/data_12_4.h"
#include "server/releases/front_end_12_4.h"
#include "server/releases/grafana_11_5.h"
#include "server/releases/roles_12_4.h"

// Grafana 12.4.0, by what it does otherwise than 11.5.
namespace grafake::server {

constexpr void SetSignInRefusalsOf124(Refusals& r) { r.only_for_users.status = 304; }

constexpr void SetAccountRefusalsOf124(Refusals& r) {
  r.account_delete_not_found = r.account_not_found;
  r.account_delete_zero = r.account_update_zero;
}

constexpr void SetPeopleRefusalsOf124(Refusals& r) {
  r.org_is_own = {400, "Cannot delete your active organization. Please switch to a different organization first."};
}

constexpr void SetPermissionRefusalsOf124(Refusals& r) {
  r.managed_folder_missing = {500, "InternalError", true, "accesscontrol.internal"};
}

constexpr auto kNeedsOf124 = std::to_array<RouteNeed>({
    {"GET", "/api/dashboards/uid/:uid", "dashboards:read", "dashboards:uid:{uid}"},
    {"DELETE", "/api/dashboards/uid/:uid", "dashboards:delete", "dashboards:uid:{uid}"},
    {"GET", "/api/dashboards/uid/:uid/versions", "dashboards:write", "dashboards:uid:{uid}"},
    {"GET", "/api/dashboards/uid/:uid/versions/:id", "dashboards:write", "dashboards:uid:{uid}"},
    {"POST", "/api/dashboards/uid/:uid/restore", "dashboards:write", "dashboards:uid:{uid}"},
    {"GET", "/api/dashboards/uid/:uid/permissions", "dashboards.permissions:read", "dashboards:uid:{uid}"},
    {"POST", "/api/dashboards/uid/:uid/permissions", "dashboards.permissions:write", "dashboards:uid:{uid}"},
    {"GET", "/api/folders/:uid/permissions", "folders.permissions:read", "folders:uid:{uid}"},
    {"POST", "/api/folders/:uid/permissions", "folders.permissions:write", "folders:uid:{uid}"},
    {"PATCH", "/api/library-elements/:uid", "library.panels:write", "library.panels:uid:{uid}"},
    {"DELETE", "/api/library-elements/:uid", "library.panels:delete", "library.panels:uid:{uid}"},
});

constexpr void SetFolderRefusalsOf124(Refusals& r) {
  r.folder_to_delete_not_found = {404, R"(folders.folder.grafana.app "{}" not found)"};
  r.folder_rename_untitled = {400, "Dashboard title cannot be empty"};
  r.folder_uid_reserved = {500, "Folder API error: invalid uid for folder provided"};
  r.folder_uid_taken = {412, "the folder has been changed by someone else"};
  r.folder_changed = {412, "The dashboard has been changed by someone else"};
  r.folder_uid_illegal = {422, R"(Folder.folder.grafana.app "{}" is invalid: metadata.name: Invalid value)"};
}

constexpr void SetDocumentRefusalsOf124(Refusals& r) {
  r.dashboard_folder_uid_unknown = r.dashboard_folder_id_unknown = {400, "folder not found"};
  r.dashboard_uid_taken = {500, "Dashboard API error: unexpected number of dashboards for id {}. found: 2. desired: 1"};
  r.dashboard_uid_unknown = r.version_not_found = r.dashboard_not_found;
  r.restored_not_found = {404, R"(dashboards.dashboard.grafana.app "{}" not found)"};
  r.element_folder_denied = {403, "insufficient permissions for creating library panel in folder with UID: '{}'"};
  r.element_folder_id_unknown = {500, "failed to get folder"};
  r.query_without_queries = {400, "No queries found", false, "query.noQueries"};
}

constexpr Refusals RefusalsOf124() {
  Refusals r = kGrafana115.refusals;
  r.invitation_login_disabled.message = "Cannot invite external user when login is disabled.";
  SetSignInRefusalsOf124(r);
  SetAccountRefusalsOf124(r);
  SetPeopleRefusalsOf124(r);
  SetPermissionRefusalsOf124(r);
  SetFolderRefusalsOf124(r);
  SetDocumentRefusalsOf124(r);
  return r;
}

// Who may sign in and what follows from it.
constexpr void SetSignInOf124(Release& r) {
  r.org_switch_target = OrgSwitchTarget::kPath;
  r.sessions.demand_may_be_early = false;
  r.machines.with_provisioning = true;
  r.roles_count_at_once = true;
  r.first_admin_in_main_org = true;
  r.external.proxy_memory = ProxyMemory::kLastHeaders;
  r.external.unfit_sync_minutes = 15;
  r.invitations = {.mail_must_match = true, .org_is_named = true, .revoked_by_org = true, .newcomers_checked = true};
  r.external.key_words = {.prefix = "go-jose/go-jose: ", .unknown_kind_named = false, .audience_named = true};
}

// Service accounts, their tokens, API keys.
constexpr void SetAccountsOf124(Release& r) {
  r.account_permissions.admins_are_listed = true;
  r.token_lifetimes.must_end = true;
  r.api_keys.exist = r.api_keys.sign_in = false;
  r.key_migration = {.exist = false, .at_start = true};
}

// Users, organisations, teams.
constexpr void SetPeopleOf124(Release& r) {
  r.user_answers.whole_look_up = true;
  r.user_answers.members_by_login = true;
  r.user_answers.with_provisioning = true;
  r.user_answers.lists_with_creation = true;
  r.teams.with_provisioning = true;
  r.teams.members_with_uids = true;
  r.teams.sought_first = true;
}

// Folders, dashboards, data sources and what belongs to them.
constexpr void SetDocumentsOf124(Release& r) {
  r.data_sources = {.types = kDataSourceTypesOf124,
                    .names_are_made = true,
                    .longest_name = 190,
                    .uids_are_checked = true,
                    .uids_stay = true,
                    .first_is_default = true,
                    .single_with_logo = true,
                    .with_api_version = true,
                    .health = DataSourceHealth::kAsked,
                    .plugin_failures_named = true};
  r.neighbours.playlist_api = "v1";
  r.neighbours.documents_are_resources = true;
  r.provisioning.failure_lines = 2;
  r.provisioning.failed_start =
      "invalid service state: Failed, expected: Terminated, failure: invalid service state: Failed, expected: Running,"
      " failure: not healthy, 0 terminated, 1 failed: [starting module provisioning: invalid service state: Failed,"
      " expected: Running, failure: {}]";
  r.provisioning.dashboards_logged = false;
  r.provisioning.dashboards_may_crash = true;
  r.provisioning.watchers_told = true;
  r.provisioning.folder_by_uid = true;
  r.provisioning.folder_is_marked = true;
  r.provisioning.keeps_folder = true;
  r.provisioning.change_releases = true;
  r.provisioning.org_missing = "[org.notFound] failed to get org by ID: {}";
}

// Settings, feature toggles, roles and what they may.
constexpr void SetPermissionsOf124(Release& r) {
  r.front_end.order = kFrontEndOf124;
  r.front_end.plugins_digest = "66b40fc8d96ae149494c45ad13676d915bddff172fb7630c3a0ad18de8fb7b2a";
  r.neighbours.elements_need_a_right = true;
  r.neighbours.dashboards_by_id = false;
  r.needs = kNeedsOf124;
  r.preferences.home_by_uid = true;
  r.permissions.documents_in_detail = true;
  r.typed_toggles = true;
  r.gated_toggles_counted = true;
  r.apis = {.groups = kApiGroupsOf124, .with_state = true, .flags = true, .no_flag = "topnav"};
  r.roles.granted = kGrantedIn124;
  r.roles.editor_as_team_admin = {};
  r.roles.grafana_admin = kGrafanaAdminOf124;
}

constexpr Release MakeGrafana124() {
  Release r = kGrafana115;
  r.name = "12.4";
  r.version = "12.4.0";
  r.missing = "support bundles";
  r.missing_routes = kMissingOf124;
  r.defaults = data_12_4::kDefaults;
  r.pages.words = data_12_4::kWords;
  r.pages.keys_have_a_page = false;
  r.pages.boot_data_is_asked_for = true;
  r.reads = data_12_4::kReads;
  r.toggles = data_12_4::kToggles;
  r.not_served = data_12_4::kNotServed;
  r.files.known_by = {"user", "is_provisioned"};
  r.built = 1770000000;
  SetSignInOf124(r);
  SetAccountsOf124(r);
  SetPeopleOf124(r);
  SetPermissionsOf124(r);
  SetDocumentsOf124(r);
  r.refusals = RefusalsOf124();
  return r;
}

inline constexpr Release kGrafana124 = MakeGrafana124();

}  // namespace grafake::server
