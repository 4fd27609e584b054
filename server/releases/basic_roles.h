#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace grafake::server {

// An action that may be done, on what. An empty scope: the action has no object.
struct Permission {
  std::string_view action;
  std::string_view scope;
  bool operator==(const Permission&) const = default;
};

// The lowest basic role that holds a permission.
enum class HeldFrom { kViewer, kEditor, kAdmin };

struct Grant {
  HeldFrom from;
  Permission permission;
  bool operator==(const Grant&) const = default;
};

// What the fixed roles of a release grant: to each basic role beside all that is below it, and to a Grafana Admin.
struct BasicRoles {
  std::span<const Grant> granted;  // by all basic roles, in the place of the lists of each: in the order of its answers
  std::span<const Permission> viewer;
  std::span<const Permission> editor;
  std::span<const Permission> editor_as_team_admin;  // with [users] editors_can_admin
  std::span<const Permission> admin;
  std::span<const Permission> admin_of_accounts;  // where there are service accounts
  std::span<const Permission> grafana_admin;
  std::span<const Permission> grafana_admin_of_plugins;  // where he may install some
  std::span<const Permission> everybody;                 // whoever asks holds it, whatever his roles grant
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
template <class T, std::size_t kBefore, std::size_t kMore>
[[nodiscard]] constexpr std::array<T, kBefore + kMore> Joined(const std::array<T, kBefore>& before,
                                                              const std::array<T, kMore>& more) {
  std::array<T, kBefore + kMore> all;
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i < kBefore ? before[i] : more[i - kBefore];
  return all;
}

// The permissions of a release that lacks some of another's: all of `gone` are among those before.
template <class T, std::size_t kBefore, std::size_t kGone>
[[nodiscard]] constexpr std::array<T, kBefore - kGone> Without(const std::array<T, kBefore>& before,
                                                               const std::array<T, kGone>& gone) {
  std::array<T, kBefore - kGone> left;
  std::size_t count = 0;
  for (const T& each : before) {
    if (std::ranges::find(gone, each) == gone.end()) left.at(count++) = each;
  }
  return left;
}

}  // namespace grafake::server
