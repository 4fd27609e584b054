#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace grafake::server {

// An action that may be done, on what. An empty scope: the action has no object.
struct Permission {
  std::string_view action;
  std::string_view scope;
};

// What the fixed roles of a release grant: to each basic role beside all that is below it, and to a Grafana Admin.
struct BasicRoles {
  std::span<const Permission> viewer;
  std::span<const Permission> editor;
  std::span<const Permission> editor_as_team_admin;  // with [users] editors_can_admin
  std::span<const Permission> admin;
  std::span<const Permission> admin_of_accounts;  // where there are service accounts
  std::span<const Permission> grafana_admin;
  std::span<const Permission> grafana_admin_of_plugins;  // where he may install some
  bool grafana_admin_in_any_org = true;                  // he holds his also while he asks for an org that he is not in
};

// The permissions of a release that calls some actions otherwise.
struct ActionRename {
  std::string_view from;
  std::string_view to;
};
template <std::size_t kCount>
[[nodiscard]] constexpr std::array<Permission, kCount> Renamed(std::array<Permission, kCount> permissions,
                                                               std::span<const ActionRename> renames) {
  for (Permission& permission : permissions) {
    for (const auto& [from, to] : renames) {
      if (permission.action != from) continue;
      permission.action = to;
      break;
    }
  }
  return permissions;
}

// The permissions of a release that has all of another's, and more.
template <std::size_t kBefore, std::size_t kMore>
[[nodiscard]] constexpr std::array<Permission, kBefore + kMore> Joined(const std::array<Permission, kBefore>& before,
                                                                       const std::array<Permission, kMore>& more) {
  std::array<Permission, kBefore + kMore> all;
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i < kBefore ? before[i] : more[i - kBefore];
  return all;
}

}  // namespace grafake::server
