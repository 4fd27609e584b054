#include "server/domain/permissions.h"

#include <algorithm>

#include "server/domain/held_rows.h"

namespace grafake::server {
namespace {

// A star counts only at the end and only behind ':' or '/', or alone.
bool EndsInWildcard(std::string_view scope) { return scope == "*" || scope.ends_with(":*") || scope.ends_with("/*"); }

void SortOnce(std::vector<std::string_view>& actions) {
  std::ranges::sort(actions);
  actions.erase(std::unique(actions.begin(), actions.end()), actions.end());
}

void Append(std::vector<std::string_view>& actions, const std::vector<std::string_view>& more) {
  actions.insert(actions.end(), more.begin(), more.end());
}

}  // namespace

bool ScopeCovers(std::string_view owned, std::string_view target) {
  return EndsInWildcard(owned) ? CoversEverything(owned, target) : owned == target;
}

bool CoversEverything(std::string_view owned, std::string_view prefix) {
  return EndsInWildcard(owned) && prefix.starts_with(owned.substr(0, owned.size() - 1));
}

void PermissionSet::Add(const Permission& permission) {
  scopes_[std::string(permission.action)].emplace_back(permission.scope);
}

bool PermissionSet::Has(std::string_view action) const {
  return scopes_.contains(action) || (base_ && base_->Has(action)) ||
         std::ranges::any_of(stored_, [&](const auto& held) { return held->Has(action); });
}

std::vector<std::string> PermissionSet::Scopes(std::string_view action) const {
  std::vector<std::string> scopes;
  if (base_) scopes = base_->Scopes(action);
  for (const auto& held : stored_) {
    auto more = held->Scopes(action);
    scopes.insert(scopes.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  const auto own = scopes_.find(action);
  if (own != scopes_.end()) scopes.insert(scopes.end(), own->second.begin(), own->second.end());
  return scopes;
}

bool PermissionSet::CoversOne(std::string_view action, const std::string& target) const {
  const auto own = scopes_.find(action);
  const auto covers = [&](const std::string& scope) { return ScopeCovers(scope, target); };
  return (own != scopes_.end() && std::ranges::any_of(own->second, covers)) ||
         (base_ && base_->CoversOne(action, target)) ||
         std::ranges::any_of(stored_, [&](const auto& held) { return held->Covers(action, target); });
}

bool PermissionSet::Covers(std::string_view action, std::span<const std::string> targets) const {
  return std::ranges::any_of(targets, [&](const std::string& target) { return CoversOne(action, target); });
}

bool PermissionSet::CoversAll(std::string_view action, std::string_view prefix) const {
  const auto own = scopes_.find(action);
  const auto covers = [&](const std::string& scope) { return CoversEverything(scope, prefix); };
  return (own != scopes_.end() && std::ranges::any_of(own->second, covers)) ||
         (base_ && base_->CoversAll(action, prefix)) ||
         std::ranges::any_of(stored_, [&](const auto& held) { return held->CoversAll(action, prefix); });
}

std::vector<std::string_view> PermissionSet::Actions() const {
  std::vector<std::string_view> actions;
  if (base_) actions = base_->Actions();
  for (const auto& held : stored_) Append(actions, held->Actions());
  for (const auto& [action, scopes] : scopes_) actions.push_back(action);
  SortOnce(actions);
  return actions;
}

std::vector<std::string_view> PermissionSet::ActionsOn(std::string_view target) const {
  std::vector<std::string_view> actions;
  if (base_) actions = base_->ActionsOn(target);
  for (const auto& held : stored_) Append(actions, held->ActionsOn(target));
  for (const auto& [action, scopes] : scopes_) {
    const auto covers = [&](const std::string& scope) { return !scope.empty() && ScopeCovers(scope, target); };
    if (std::ranges::any_of(scopes, covers)) actions.push_back(action);
  }
  SortOnce(actions);
  return actions;
}

}  // namespace grafake::server
