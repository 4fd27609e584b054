#pragma once

#include <array>
#include <string_view>

namespace grafake::server {

inline constexpr auto kApiGroupsOf124 = std::to_array<std::string_view>({
    "folder.grafana.app/v1beta1",
    "iam.grafana.app/v0alpha1",
    "userstorage.grafana.app/v0alpha1",
    "preferences.grafana.app/v1alpha1",
    "collections.grafana.app/v1alpha1",
    "features.grafana.app/v0alpha1",
    "dashboard.grafana.app/v1beta1",
    "dashboard.grafana.app/v0alpha1",
    "dashboard.grafana.app/v2beta1",
    "dashboard.grafana.app/v2alpha1",
    "playlist.grafana.app/v1",
    "playlist.grafana.app/v0alpha1",
    "plugins.grafana.app/v0alpha1",
    "example.grafana.app/v1alpha1",
    "example.grafana.app/v0alpha1",
    "notifications.alerting.grafana.app/v0alpha1",
});

}  // namespace grafake::server
