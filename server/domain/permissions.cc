#include "server/domain/permissions.h"

#include <algorithm>

namespace grafake::server {
namespace {

// A star counts only at the end and only behind ':' or '/', or alone.
bool EndsInWildcard(std::string_view scope) { return scope == "*" || scope.ends_with(":*") || scope.ends_with("/*"); }

}  // namespace

bool ScopeCovers(std::string_view owned, std::string_view target) {
  if (EndsInWildcard(owned)) return target.starts_with(owned.substr(0, owned.size() - 1));
  return owned == target;
}

void PermissionSet::Add(const Permission& permission) {
  scopes_[std::string(permission.action)].emplace_back(permission.scope);
}

bool PermissionSet::Has(std::string_view action) const { return scopes_.contains(action); }

const std::vector<std::string>& PermissionSet::Scopes(std::string_view action) const {
  static const std::vector<std::string> kNone;
  const auto found = scopes_.find(action);
  return found == scopes_.end() ? kNone : found->second;
}

bool PermissionSet::Covers(std::string_view action, std::span<const std::string> targets) const {
  const auto& owned = Scopes(action);
  return std::ranges::any_of(targets, [&](const std::string& target) {
    return std::ranges::any_of(owned, [&](const std::string& scope) { return ScopeCovers(scope, target); });
  });
}

std::vector<std::string_view> PermissionSet::Actions() const {
  std::vector<std::string_view> actions;
  for (const auto& [action, scopes] : scopes_) actions.push_back(action);
  return actions;
}

std::vector<std::string_view> PermissionSet::ActionsOn(std::string_view target) const {
  std::vector<std::string_view> actions;
  for (const auto& [action, scopes] : scopes_) {
    const auto covers = [&](const std::string& scope) { return !scope.empty() && ScopeCovers(scope, target); };
    if (std::ranges::any_of(scopes, covers)) actions.push_back(action);
  }
  return actions;
}

}  // namespace grafake::server
