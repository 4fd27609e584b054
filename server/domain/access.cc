#include "server/domain/access.h"

namespace grafake::server {
namespace {

std::shared_ptr<const PermissionSet> BuiltIn(Role role, bool grafana_admin, const BasicRoles& roles,
                                             const RoleSettings& settings) {
  PermissionSet set;
  AddBasicRole(set, role, roles, settings);
  if (grafana_admin) AddGrafanaAdmin(set, roles, settings);
  for (const Permission& permission : roles.everybody) set.Add(permission);
  return std::make_shared<const PermissionSet>(std::move(set));
}

// Himself, his teams, and all who have his role.
std::vector<PermissionHolder> HoldersOf(const Principal& principal) {
  std::vector<PermissionHolder> holders{{.org_id = principal.org_id, .by = HeldBy::kUser, .id = principal.user_id}};
  for (const std::int64_t team : principal.team_ids)
    holders.push_back({.org_id = principal.org_id, .by = HeldBy::kTeam, .id = team});
  holders.push_back({.org_id = principal.org_id, .by = HeldBy::kRole, .role = std::string(RoleName(principal.role))});
  return holders;
}

}  // namespace

Access::Access(PermissionStore& stored, const BasicRoles& roles, const RoleSettings& settings)
    : stored_(stored), grafana_admin_in_any_org_(roles.grafana_admin_in_any_org) {
  for (const Role role : {Role::kNone, Role::kViewer, Role::kEditor, Role::kAdmin}) {
    for (const bool admin : {false, true}) {
      built_in_[static_cast<std::size_t>(role)][admin ? 1 : 0] = BuiltIn(role, admin, roles, settings);
    }
  }
}

std::shared_ptr<const PermissionSet> Access::OfRole(Role role) const {
  return built_in_[static_cast<std::size_t>(role)][0];
}

std::shared_ptr<const PermissionSet> Access::OfGrafanaAdmin(bool grafana_admin) const {
  return built_in_[static_cast<std::size_t>(Role::kNone)][grafana_admin ? 1 : 0];
}

std::shared_ptr<const PermissionSet> Access::OfMember(const Principal& principal) {
  if (principal.org_id < 0 && !grafana_admin_in_any_org_) return OfRole(Role::kNone);
  const auto& built_in = built_in_[static_cast<std::size_t>(principal.role)][principal.is_grafana_admin ? 1 : 0];
  auto stored = stored_.Of(HoldersOf(principal));
  if (stored.empty()) return built_in;
  return std::make_shared<const PermissionSet>(built_in, std::move(stored));
}

}  // namespace grafake::server
