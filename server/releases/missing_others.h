#pragma once

#include "server/releases/missing_route.h"

// The routes of alerting and of what a server's admin does.
namespace grafake::server {

inline constexpr auto kAlertingRoutes = std::to_array<MissingRoute>({
    {"GET", "/api/v1/provisioning/contact-points", {{{"alert.provisioning:read"}}}},
    {"POST", "/api/v1/provisioning/contact-points", {{{"alert.provisioning:write"}}}},
    {"PUT", "/api/v1/provisioning/contact-points/:UID", {{{"alert.provisioning:write"}}}},
    {"DELETE", "/api/v1/provisioning/contact-points/:UID", {{{"alert.provisioning:write"}}}},
    {"GET", "/api/v1/provisioning/policies", {{{"alert.provisioning:read"}}}},
    {"PUT", "/api/v1/provisioning/policies", {{{"alert.provisioning:write"}}}},
    {"GET", "/api/v1/provisioning/templates", {{{"alert.provisioning:read"}}}},
    {"GET", "/api/v1/provisioning/templates/:name", {{{"alert.provisioning:read"}}}},
    {"PUT", "/api/v1/provisioning/templates/:name", {{{"alert.provisioning:write"}}}},
    {"DELETE", "/api/v1/provisioning/templates/:name", {{{"alert.provisioning:write"}}}},
    {"GET", "/api/v1/provisioning/mute-timings", {{{"alert.provisioning:read"}}}},
    {"POST", "/api/v1/provisioning/mute-timings", {{{"alert.provisioning:write"}}}},
    {"GET", "/api/v1/provisioning/mute-timings/:name", {{{"alert.provisioning:read"}}}},
    {"PUT", "/api/v1/provisioning/mute-timings/:name", {{{"alert.provisioning:write"}}}},
    {"DELETE", "/api/v1/provisioning/mute-timings/:name", {{{"alert.provisioning:write"}}}},
    {"POST", "/api/v1/provisioning/alert-rules", {{{"alert.provisioning:write"}}}},
    {"GET", "/api/v1/provisioning/alert-rules/:UID", {{{"alert.provisioning:read"}}}},
    {"PUT", "/api/v1/provisioning/alert-rules/:UID", {{{"alert.provisioning:write"}}}},
    {"DELETE", "/api/v1/provisioning/alert-rules/:UID", {{{"alert.provisioning:write"}}}},
    {"GET", "/api/ruler/grafana/api/v1/rules", {{{"alert.rules:read"}}}},
    {"GET", "/api/ruler/grafana/api/v1/rules/:Namespace", {{{"alert.rules:read"}}}},
    {"POST",
     "/api/ruler/grafana/api/v1/rules/:Namespace",
     {{{"alert.rules:read"}, {"alert.rules:write"}}},
     LetsPass::kEditor},
    {"DELETE", "/api/ruler/grafana/api/v1/rules/:Namespace", {{{"alert.rules:delete"}}}, LetsPass::kEditor},
    {"GET", "/api/ruler/grafana/api/v1/rules/:Namespace/:Groupname", {{{"alert.rules:read"}}}},
    {"DELETE", "/api/ruler/grafana/api/v1/rules/:Namespace/:Groupname", {{{"alert.rules:delete"}}}, LetsPass::kEditor},
    {"GET", "/api/prometheus/grafana/api/v1/rules", {{{"alert.rules:read"}}}},
    {"GET", "/api/prometheus/grafana/api/v1/alerts", {{{"alert.instances:read"}}}},
    {"GET", "/api/alertmanager/grafana/config/api/v1/alerts", {{{"alert.notifications:read"}}}, LetsPass::kEditor},
    {"POST", "/api/alertmanager/grafana/config/api/v1/alerts", {{{"alert.notifications:write"}}}, LetsPass::kEditor},
    {"DELETE", "/api/alertmanager/grafana/config/api/v1/alerts", {{{"alert.notifications:write"}}}, LetsPass::kEditor},
    {"POST",
     "/api/alertmanager/grafana/config/api/v1/receivers/test",
     {{{"alert.notifications:read"}}},
     LetsPass::kEditor},
    {"GET", "/api/alertmanager/grafana/api/v2/status", {{{"alert.notifications:read"}}}},
    {"GET", "/api/alertmanager/grafana/api/v2/alerts", {{{"alert.instances:read"}}}},
    {"GET", "/api/alertmanager/grafana/api/v2/alerts/groups", {{{"alert.instances:read"}}}},
    {"GET", "/api/alertmanager/grafana/api/v2/silences", {{{"alert.instances:read"}}}},
    {"POST",
     "/api/alertmanager/grafana/api/v2/silences",
     {{{"alert.instances:create"}, {"alert.instances:write"}}},
     LetsPass::kEditor},
    {"GET", "/api/alertmanager/grafana/api/v2/silence/:SilenceId", {{{"alert.instances:read"}}}},
    {"DELETE", "/api/alertmanager/grafana/api/v2/silence/:SilenceId", {{{"alert.instances:write"}}}, LetsPass::kEditor},
    {"GET", "/api/v1/ngalert/admin_config", {}, LetsPass::kAdmin},
    {"POST", "/api/v1/ngalert/admin_config", {}, LetsPass::kAdmin},
    {"DELETE", "/api/v1/ngalert/admin_config", {}, LetsPass::kAdmin},
    {"GET", "/api/v1/ngalert/alertmanagers", {}, LetsPass::kAdmin},
    {"GET", "/api/alert-notifiers", {}, LetsPass::kEditor},
});

// What is listed and exported besides, since rules can be provisioned as a whole.
inline constexpr auto kLaterAlertingRoutes = std::to_array<MissingRoute>({
    {"GET", "/api/v1/provisioning/alert-rules", {{{"alert.provisioning:read"}}}},
    {"GET", "/api/v1/provisioning/alert-rules/export", {{{"alert.provisioning:read"}}}},
    {"GET", "/api/v1/provisioning/alert-rules/:UID/export", {{{"alert.provisioning:read"}}}},
    {"GET", "/api/v1/provisioning/folder/:FolderUID/rule-groups/:Group", {{{"alert.provisioning:read"}}}},
    {"PUT", "/api/v1/provisioning/folder/:FolderUID/rule-groups/:Group", {{{"alert.provisioning:write"}}}},
    {"GET", "/api/v1/provisioning/folder/:FolderUID/rule-groups/:Group/export", {{{"alert.provisioning:read"}}}},
    {"DELETE", "/api/v1/provisioning/policies", {{{"alert.provisioning:write"}}}},
});

// Of the alerting that was before.
inline constexpr auto kOldAlertingRoutes = std::to_array<MissingRoute>({
    {"GET", "/api/alerts/"},
    {"GET", "/api/alert-notifications/", {}, LetsPass::kEditor},
    {"GET", "/api/alert-notifications/lookup"},
});

inline constexpr auto kReloadRoutes = std::to_array<MissingRoute>({
    {"POST",
     "/api/admin/provisioning/dashboards/reload",
     {{{"provisioning:reload", "provisioners:dashboards"}}},
     LetsPass::kGrafanaAdmin,
     false},
    {"POST",
     "/api/admin/provisioning/plugins/reload",
     {{{"provisioning:reload", "provisioners:plugins"}}},
     LetsPass::kGrafanaAdmin,
     false},
    {"POST",
     "/api/admin/provisioning/datasources/reload",
     {{{"provisioning:reload", "provisioners:datasources"}}},
     LetsPass::kGrafanaAdmin,
     false},
});

inline constexpr auto kNotifierReloadRoutes = std::to_array<MissingRoute>({
    {"POST",
     "/api/admin/provisioning/notifications/reload",
     {{{"provisioning:reload", "provisioners:notifications"}}},
     LetsPass::kGrafanaAdmin,
     false},
});

inline constexpr auto kAlertingReloadRoutes = std::to_array<MissingRoute>({
    {"POST",
     "/api/admin/provisioning/alerting/reload",
     {{{"provisioning:reload", "provisioners:alerting"}}},
     LetsPass::kGrafanaAdmin,
     false},
});

inline constexpr auto kAdminRoutes = std::to_array<MissingRoute>({
    {"POST", "/api/admin/encryption/rotate-data-keys", {}, LetsPass::kGrafanaAdmin},
    {"POST", "/api/admin/encryption/reencrypt-data-keys", {}, LetsPass::kGrafanaAdmin},
    {"POST", "/api/admin/encryption/reencrypt-secrets", {}, LetsPass::kGrafanaAdmin},
});

inline constexpr auto kPauseRoutes = std::to_array<MissingRoute>({
    {"POST", "/api/admin/pause-all-alerts", {}, LetsPass::kGrafanaAdmin},
});

// Of this and that in the front end.
inline constexpr auto kFrontEndRoutes = std::to_array<MissingRoute>({
    {"POST", "/api/short-urls"},
    {"POST", "/api/frontend-metrics"},
    {"GET", "/api/query-history"},
    {"POST", "/api/query-history"},
    {"PATCH", "/api/query-history/:uid"},
    {"DELETE", "/api/query-history/:uid"},
    {"POST", "/api/query-history/star/:uid"},
    {"DELETE", "/api/query-history/star/:uid"},
    {"GET", "/api/live/ws"},
    {"POST", "/api/live/publish"},
    {"GET", "/api/live/list"},
});

inline constexpr auto kSingleSignOnRoutes = std::to_array<MissingRoute>({
    {"GET", "/api/v1/sso-settings", {{{"settings:read"}}}, LetsPass::kGrafanaAdmin},
    {"GET", "/api/v1/sso-settings/:key", {{{"settings:read", "settings:auth.{key}:*"}}}, LetsPass::kGrafanaAdmin},
    {"PUT", "/api/v1/sso-settings/:key", {{{"settings:write", "settings:auth.{key}:*"}}}, LetsPass::kGrafanaAdmin},
    {"DELETE", "/api/v1/sso-settings/:key", {{{"settings:write", "settings:auth.{key}:*"}}}, LetsPass::kGrafanaAdmin},
});

inline constexpr auto kPublicDashboardRoutes = std::to_array<MissingRoute>({
    {"GET", "/api/dashboards/public-dashboards"},
    {"GET",
     "/api/dashboards/uid/:dashboardUid/public-dashboards",
     {{{"dashboards:read", "dashboards:uid:{dashboardUid}"}}}},
    {"POST",
     "/api/dashboards/uid/:dashboardUid/public-dashboards",
     {{{"dashboards.public:write", "dashboards:uid:{dashboardUid}"}}},
     LetsPass::kAdmin},
    {"PATCH",
     "/api/dashboards/uid/:dashboardUid/public-dashboards/:uid",
     {{{"dashboards.public:write", "dashboards:uid:{dashboardUid}"}}},
     LetsPass::kAdmin},
    {"DELETE",
     "/api/dashboards/uid/:dashboardUid/public-dashboards/:uid",
     {{{"dashboards.public:write", "dashboards:uid:{dashboardUid}"}}},
     LetsPass::kAdmin},
    {"GET", "/api/public/dashboards/:accessToken", {}, LetsPass::kAnyone, false},
});

}  // namespace grafake::server
