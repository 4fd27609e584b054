#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/storage/permission_store.h"

namespace grafake::server {

// What is stored for one user, team or role, by the scope that it is held on. A value: copies share what they have in
// common, so one that differs by a few scopes of many costs little, and no copy sees what becomes of another.
class HeldRows {
 public:
  using Ordered = std::vector<std::pair<std::int64_t, std::string>>;  // rows' ids, and a scope each

  HeldRows() = default;
  explicit HeldRows(std::vector<PermissionRow> rows);

  // With these rows on those scopes, and no others there.
  [[nodiscard]] HeldRows With(const std::set<std::string>& scopes, std::vector<PermissionRow> rows) const;

  [[nodiscard]] bool IsEmpty() const { return actions_.empty(); }
  [[nodiscard]] bool Has(std::string_view action) const { return actions_.contains(action); }
  [[nodiscard]] bool Covers(std::string_view action, std::string_view target) const;
  // On everything that has that prefix.
  [[nodiscard]] bool CoversAll(std::string_view action, std::string_view prefix) const;
  [[nodiscard]] std::vector<std::string_view> Actions() const;
  // Those that have a scope and cover the target.
  [[nodiscard]] std::vector<std::string_view> ActionsOn(std::string_view target) const;
  // The scopes of an action in the order of their rows.
  [[nodiscard]] std::vector<std::string> Scopes(std::string_view action) const;

 private:
  using OnScope = std::vector<std::pair<std::int64_t, std::string>>;  // rows' ids, and an action each
  using Place = std::map<std::string, std::shared_ptr<const OnScope>, std::less<>>;
  // Scopes by their hash, of which a change copies one place; those that end in a star have the last.
  static constexpr std::size_t kHashed = 64;
  using Places = std::array<std::shared_ptr<const Place>, kHashed + 1>;

  [[nodiscard]] static std::size_t PlaceOf(std::string_view scope);
  [[nodiscard]] const OnScope* On(std::string_view scope) const;
  void Put(std::map<std::string, OnScope, std::less<>> by_scope);
  void Count(const OnScope& rows, int by);

  Places places_;
  std::map<std::string, std::int64_t, std::less<>> actions_;  // how many rows have it
};

using HeldRowsPtr = std::shared_ptr<const HeldRows>;

}  // namespace grafake::server
