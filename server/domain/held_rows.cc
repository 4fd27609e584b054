#include "server/domain/held_rows.h"

#include <algorithm>
#include <functional>

#include "server/domain/permissions.h"

namespace grafake::server {
namespace {

bool Names(const std::vector<std::pair<std::int64_t, std::string>>& rows, std::string_view action) {
  return std::ranges::any_of(rows, [&](const auto& row) { return row.second == action; });
}

}  // namespace

HeldRows::HeldRows(std::vector<PermissionRow> rows, bool dashboards_first) : dashboards_first_(dashboards_first) {
  std::map<std::string, OnScope, std::less<>> by_scope;
  for (PermissionRow& row : rows) by_scope[std::move(row.scope)].emplace_back(row.id, std::move(row.action));
  Put(std::move(by_scope));
}

HeldRows HeldRows::With(const std::set<std::string>& scopes, std::vector<PermissionRow> rows) const {
  HeldRows changed = *this;
  std::map<std::string, OnScope, std::less<>> by_scope;
  for (const std::string& scope : scopes) by_scope[scope];
  for (PermissionRow& row : rows) by_scope[std::move(row.scope)].emplace_back(row.id, std::move(row.action));
  changed.Put(std::move(by_scope));
  return changed;
}

void HeldRows::Put(std::map<std::string, OnScope, std::less<>> by_scope) {
  std::map<std::size_t, Place> written;
  for (auto& [scope, rows] : by_scope) {
    const std::size_t at = PlaceOf(scope);
    const auto [place, is_first] = written.try_emplace(at);
    if (is_first && places_[at]) place->second = *places_[at];
    if (const auto old = place->second.find(scope); old != place->second.end()) {
      Count(*old->second, -1);
      place->second.erase(old);
    }
    Count(rows, 1);
    if (!rows.empty()) place->second.emplace(scope, std::make_shared<const OnScope>(std::move(rows)));
  }
  for (auto& [at, place] : written) places_[at] = std::make_shared<const Place>(std::move(place));
}

void HeldRows::Count(const OnScope& rows, int by) {
  for (const auto& [id, action] : rows) {
    const auto counted = actions_.try_emplace(action, 0).first;
    counted->second += by;
    if (counted->second == 0) actions_.erase(counted);
  }
}

std::size_t HeldRows::PlaceOf(std::string_view scope) {
  return scope.ends_with('*') ? kHashed : std::hash<std::string_view>()(scope) % kHashed;
}

const HeldRows::OnScope* HeldRows::On(std::string_view scope) const {
  const auto& place = places_[PlaceOf(scope)];
  if (!place) return nullptr;
  const auto found = place->find(scope);
  return found == place->end() ? nullptr : found->second.get();
}

bool HeldRows::Covers(std::string_view action, std::string_view target) const {
  if (const OnScope* exactly = On(target); exactly != nullptr && Names(*exactly, action)) return true;
  return CoversAll(action, target);
}

bool HeldRows::CoversAll(std::string_view action, std::string_view prefix) const {
  const auto& wide = places_[kHashed];
  return wide && std::ranges::any_of(*wide, [&](const auto& held) {
           return Names(*held.second, action) && CoversEverything(held.first, prefix);
         });
}

std::vector<std::string_view> HeldRows::Actions() const {
  std::vector<std::string_view> actions;
  for (const auto& [action, rows] : actions_) actions.push_back(action);
  return actions;
}

std::vector<std::string_view> HeldRows::ActionsOn(std::string_view target) const {
  std::vector<std::string_view> actions;
  const auto add = [&](const OnScope& rows) {
    for (const auto& [id, action] : rows) actions.push_back(action);
  };
  const OnScope* exactly = target.empty() ? nullptr : On(target);
  if (exactly != nullptr) add(*exactly);
  if (!places_[kHashed]) return actions;
  for (const auto& [scope, rows] : *places_[kHashed]) {
    if (rows.get() != exactly && ScopeCovers(scope, target)) add(*rows);
  }
  return actions;
}

std::vector<std::string> HeldRows::Scopes(std::string_view action) const {
  Ordered found;
  if (!Has(action)) return {};
  for (const auto& place : places_) {
    if (!place) continue;
    for (const auto& [scope, rows] : *place) {
      for (const auto& [id, held] : *rows) {
        if (held == action) found.emplace_back(id, scope);
      }
    }
  }
  std::ranges::sort(found);
  if (dashboards_first_)
    std::stable_partition(found.begin(), found.end(),
                          [](const auto& row) { return row.second.starts_with("dashboards:"); });
  std::vector<std::string> scopes;
  scopes.reserve(found.size());
  for (auto& [id, scope] : found) scopes.push_back(std::move(scope));
  return scopes;
}

}  // namespace grafake::server
