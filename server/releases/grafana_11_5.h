#pragma once

#include "server/releases/data_11_5.h"
#include "server/releases/grafana_10_1.h"

// Grafana 11.5.1, by what it does otherwise than 10.1.
namespace grafake::server {

constexpr void SetSignInRefusalsOf115(Refusals& r) {
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

constexpr void SetPeopleRefusalsOf115([[maybe_unused]] Refusals& r) {}

constexpr void SetPermissionRefusalsOf115([[maybe_unused]] Refusals& r) {}

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
constexpr void SetAccountsOf115(Release& r) {
  r.users_have_uids = true;
  r.account_logins = AccountLogins::kOfOrgAndName;
  r.account_answers.last_use_is_kept = true;
  r.account_answers.last_use_stays = std::chrono::minutes(5);
  r.account_permissions.refused_by_reason = true;
  r.account_permissions.told_by_uid = true;
  r.api_keys.can_be_made = false;
  r.account_permissions.end_with_account = true;
}

// Users, organisations, teams.
constexpr void SetPeopleOf115([[maybe_unused]] Release& r) {}

// Settings, feature toggles, roles and what they may.
constexpr void SetPermissionsOf115([[maybe_unused]] Release& r) {}

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
