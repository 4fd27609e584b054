#pragma once

#include "server/domain/permissions.h"
#include "server/domain/roles.h"
#include "server/releases/basic_roles.h"

namespace grafake::server {

// What decides which permissions the built-in roles have.
struct RoleSettings {
  bool service_accounts = false;   // there are some: otherwise nobody holds serviceaccounts:*
  bool editors_can_admin = false;  // [users] editors_can_admin
  bool plugin_admin = true;        // a Grafana Admin may install plugins, where the release has him do so
  bool alerting = true;            // the unified one: without it nobody holds alert.*
};

// Adds what is granted to a basic role, with everything below it.
void AddBasicRole(PermissionSet& set, Role role, const BasicRoles& roles, const RoleSettings& settings);

// Adds what is granted to a Grafana Admin.
void AddGrafanaAdmin(PermissionSet& set, const BasicRoles& roles, const RoleSettings& settings);

}  // namespace grafake::server
