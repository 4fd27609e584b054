#pragma once

#include "server/releases/apis_11_5.h"
#include "server/releases/data_11_5.h"
#include "server/releases/front_end_11_5.h"
#include "server/releases/grafana_10_1.h"
#include "server/releases/grafana_admins_11_5.h"
#include "server/releases/roles_11_5.h"

// Grafana 11.5.1, by what it does otherwise than 10.1.
namespace grafake::server {

constexpr void SetSignInRefusalsOf115(Refusals& r) {
  r.form.handlers_traced = false;
  r.form.handlers_code_first = true;
  r.wrong_password = r.no_password =
      r.too_many_passwords = {401, "Invalid username or password", true, "password-auth.failed"};
  r.login_failed = r.login_too_often = r.wrong_password;
}

constexpr void SetAccountRefusalsOf115([[maybe_unused]] Refusals& r) {}

constexpr void SetPeopleRefusalsOf115([[maybe_unused]] Refusals& r) {}

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
constexpr void SetSignInOf115([[maybe_unused]] Release& r) {}

// Service accounts, their tokens, API keys.
constexpr void SetAccountsOf115(Release& r) { r.users_have_uids = true; }

// Users, organisations, teams.
constexpr void SetPeopleOf115([[maybe_unused]] Release& r) {}

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
             .everybody = kEverybodyOf115};
  r.permissions = {.are_searched = true, .tell_accounts = true, .of_receivers = true, .folders_must_be_there = true};
  r.apis = {.groups = kApiGroupsOf115, .paths = kApiPathsOf115, .no_flag = "topnav"};
  r.neighbours = {.shared_folder = true, .playlists_from_apis = true, .home = HomeTold::kPlainly};
}

constexpr Release MakeGrafana115() {
  Release r = kGrafana101;
  r.name = "11.5";
  r.version = "11.5.1";
  r.missing = "much that is new in it";
  r.defaults = data_11_5::kDefaults;
  r.reads = data_11_5::kReads;
  r.toggles = data_11_5::kToggles;
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
