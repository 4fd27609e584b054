#pragma once

#include "server/releases/data_12_4.h"
#include "server/releases/grafana_11_5.h"

// Grafana 12.4.0, by what it does otherwise than 11.5.
namespace grafake::server {

constexpr void SetSignInRefusalsOf124([[maybe_unused]] Refusals& r) {}

constexpr void SetAccountRefusalsOf124(Refusals& r) {
  r.account_delete_not_found = r.account_not_found;
  r.account_delete_zero = r.account_update_zero;
}

constexpr void SetPeopleRefusalsOf124([[maybe_unused]] Refusals& r) {}

constexpr void SetPermissionRefusalsOf124([[maybe_unused]] Refusals& r) {}

constexpr Refusals RefusalsOf124() {
  Refusals r = kGrafana115.refusals;
  SetSignInRefusalsOf124(r);
  SetAccountRefusalsOf124(r);
  SetPeopleRefusalsOf124(r);
  SetPermissionRefusalsOf124(r);
  return r;
}

// Who may sign in and what follows from it.
constexpr void SetSignInOf124([[maybe_unused]] Release& r) {}

// Service accounts, their tokens, API keys.
constexpr void SetAccountsOf124(Release& r) {
  r.account_permissions.admins_are_listed = true;
  r.token_lifetimes.must_end = true;
  r.api_keys.exist = false;
  r.key_migration = {.exist = false, .at_start = true};
}

// Users, organisations, teams.
constexpr void SetPeopleOf124([[maybe_unused]] Release& r) {}

// Settings, feature toggles, roles and what they may.
constexpr void SetPermissionsOf124([[maybe_unused]] Release& r) {}

constexpr Release MakeGrafana124() {
  Release r = kGrafana115;
  r.name = "12.4";
  r.version = "12.4.0";
  r.missing = "much that is new in it";
  r.defaults = data_12_4::kDefaults;
  r.reads = data_12_4::kReads;
  r.toggles = data_12_4::kToggles;
  r.built = 1771000000;
  SetSignInOf124(r);
  SetAccountsOf124(r);
  SetPeopleOf124(r);
  SetPermissionsOf124(r);
  r.refusals = RefusalsOf124();
  return r;
}

inline constexpr Release kGrafana124 = MakeGrafana124();

}  // namespace grafake::server
