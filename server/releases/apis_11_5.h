#pragma once

#include <array>
#include <string_view>

namespace grafake::server {

inline constexpr auto kApiGroupsOf115 = std::to_array<std::string_view>({
    "dashboard.grafana.app/v0alpha1",
    "dashboard.grafana.app/v1alpha1",
    "dashboard.grafana.app/v2alpha1",
    "featuretoggle.grafana.app/v0alpha1",
    "iam.grafana.app/v0alpha1",
    "notifications.alerting.grafana.app/v0alpha1",
    "playlist.grafana.app/v0alpha1",
    "userstorage.grafana.app/v0alpha1",
});

// What its server for /apis says that it serves.
inline constexpr auto kApiPathsOf115 = std::to_array<std::string_view>({
    "/apis",
    "/apis/dashboard.grafana.app",
    "/apis/dashboard.grafana.app/v0alpha1",
    "/apis/dashboard.grafana.app/v1alpha1",
    "/apis/dashboard.grafana.app/v2alpha1",
    "/apis/featuretoggle.grafana.app",
    "/apis/featuretoggle.grafana.app/v0alpha1",
    "/apis/iam.grafana.app",
    "/apis/iam.grafana.app/v0alpha1",
    "/apis/notifications.alerting.grafana.app",
    "/apis/notifications.alerting.grafana.app/v0alpha1",
    "/apis/playlist.grafana.app",
    "/apis/playlist.grafana.app/v0alpha1",
    "/apis/userstorage.grafana.app",
    "/apis/userstorage.grafana.app/v0alpha1",
    "/healthz",
    "/healthz/log",
    "/healthz/ping",
    "/healthz/poststarthook/max-in-flight-filter",
    "/healthz/poststarthook/storage-object-count-tracker-hook",
    "/livez",
    "/livez/log",
    "/livez/ping",
    "/livez/poststarthook/max-in-flight-filter",
    "/livez/poststarthook/storage-object-count-tracker-hook",
    "/metrics",
    "/metrics/slis",
    "/openapi/v2",
    "/openapi/v3",
    "/openapi/v3/",
    "/readyz",
    "/readyz/log",
    "/readyz/ping",
    "/readyz/poststarthook/max-in-flight-filter",
    "/readyz/poststarthook/storage-object-count-tracker-hook",
    "/readyz/shutdown",
    "/version",
});

}  // namespace grafake::server
