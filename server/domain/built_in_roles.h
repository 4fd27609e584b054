#pragma once

#include "server/domain/permissions.h"
#include "server/domain/roles.h"

namespace grafake::server {

// What decides which permissions the built-in roles have.
struct RoleSettings {
  bool service_accounts = false;   // the feature toggle: without it nobody holds serviceaccounts:*
  bool editors_can_admin = false;  // [users] editors_can_admin
  bool alerting = true;            // the unified one: without it nobody holds alert.*
};

// Adds what Grafana 9.0's fixed roles grant to a basic role, with everything below it.
void AddBasicRole(PermissionSet& set, Role role, const RoleSettings& settings);

// Adds what they grant to a Grafana Admin.
void AddGrafanaAdmin(PermissionSet& set);

}  // namespace grafake::server
