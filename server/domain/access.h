#pragma once

#include <array>
#include <memory>

#include "server/domain/built_in_roles.h"
#include "server/domain/principal.h"
#include "server/domain/stored_permissions.h"
#include "server/storage/permission_store.h"

namespace grafake::server {

// Turns roles and stored permissions into what a caller may do. Thread-safe.
class Access {
 public:
  Access(PermissionStore& stored, const BasicRoles& roles, const RoleSettings& settings);

  // What the basic role alone gives. Shared, no look-up.
  [[nodiscard]] std::shared_ptr<const PermissionSet> OfRole(Role role) const;

  // For one without a role: what a Grafana Admin may do anyway, or nothing.
  [[nodiscard]] std::shared_ptr<const PermissionSet> OfGrafanaAdmin(bool grafana_admin) const;

  // For a caller in an org: role, Grafana Admin, and the permissions stored for it, its teams and its role. An API key
  // and an anonymous caller have those of their role.
  [[nodiscard]] std::shared_ptr<const PermissionSet> OfMember(const Principal& principal);

  // What is stored on a scope, or at all, has changed. Called after the change is committed.
  void Forget(const std::string& scope) { stored_.Forget(scope); }
  void ForgetAll() { stored_.ForgetAll(); }

 private:
  StoredPermissions stored_;
  bool grafana_admin_in_any_org_;
  // By role, then by being Grafana Admin.
  std::array<std::array<std::shared_ptr<const PermissionSet>, 2>, 4> built_in_;
};

}  // namespace grafake::server
