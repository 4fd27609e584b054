#include "server/domain/permission_search.h"

#include <algorithm>

namespace grafake::server {
namespace {

bool IsWanted(std::string_view action, const PermissionQuery& query) {
  return (query.action.empty() || action == query.action) && action.starts_with(query.prefix);
}

// Those that no other one covers; of equal ones the first.
std::vector<std::string> Widest(const std::vector<std::string>& scopes) {
  std::vector<std::string> widest;
  for (const std::string& scope : scopes) {
    const auto covers_more = [&](const std::string& other) { return other != scope && ScopeCovers(other, scope); };
    if (std::ranges::none_of(scopes, covers_more) && std::ranges::find(widest, scope) == widest.end())
      widest.push_back(scope);
  }
  return widest;
}

}  // namespace

std::vector<std::string> PermissionSearch::ScopesOf(const PermissionSet& permissions, std::string_view action,
                                                    const PermissionQuery& query) const {
  std::vector<std::string> scopes;
  for (const std::string& scope : permissions.Scopes(action)) {
    if (std::ranges::find(everybody_, Permission{action, scope}) != everybody_.end()) continue;
    if (query.scope.empty() || ScopeCovers(scope, query.scope)) scopes.push_back(scope);
  }
  return scopes;
}

HeldPermissions PermissionSearch::Matching(const PermissionSet& permissions, const PermissionQuery& query) const {
  HeldPermissions held;
  for (const std::string_view action : permissions.Actions()) {
    if (!IsWanted(action, query)) continue;
    std::vector<std::string> scopes = ScopesOf(permissions, action, query);
    if (scopes.empty()) continue;
    std::erase(scopes, "");
    held.emplace(action, Widest(scopes));
  }
  return held;
}

std::map<std::int64_t, HeldPermissions> PermissionSearch::OfAll(std::int64_t org_id, const PermissionQuery& query) {
  std::map<std::int64_t, HeldPermissions> all;
  for (const std::int64_t id : users_.IdsIn(org_id)) {
    if (auto held = OfUser(org_id, id, query); held && !held->empty()) all.emplace(id, *std::move(held));
  }
  return all;
}

std::optional<HeldPermissions> PermissionSearch::OfUser(std::int64_t org_id, std::int64_t user_id,
                                                        const PermissionQuery& query) {
  const PrincipalPtr user = identities_.Load(user_id, org_id);
  if (!user || (user->org_id != org_id && !user->is_grafana_admin)) return std::nullopt;
  return Matching(*user->permissions, query);
}

}  // namespace grafake::server
