#pragma once

#include "server/releases/missing_route.h"

// The routes of folders, dashboards and of what is made of them.
namespace grafake::server {

inline constexpr auto kFolderRoutes = std::to_array<MissingRoute>({
    {"GET", "/api/folders/", {{{"folders:read"}}}},
    {"POST", "/api/folders/", {{{"folders:create"}}}, LetsPass::kEditor},
    {"GET", "/api/folders/id/:id", {{{"folders:read", "folders:id:{id}"}}}},
    {"GET", "/api/folders/:uid", {{{"folders:read", "folders:uid:{uid}"}}}},
    {"PUT", "/api/folders/:uid", {{{"folders:write", "folders:uid:{uid}"}}}},
    {"DELETE", "/api/folders/:uid", {{{"folders:delete", "folders:uid:{uid}"}}}},
    {"GET", "/api/folders/:uid/permissions", {{{"folders.permissions:read", "folders:uid:{uid}"}}}},
    {"POST", "/api/folders/:uid/permissions", {{{"folders.permissions:write", "folders:uid:{uid}"}}}},
});

inline constexpr auto kNestedFolderRoutes = std::to_array<MissingRoute>({
    {"GET", "/api/folders/:uid/counts", {{{"folders:read", "folders:uid:{uid}"}}}},
    {"POST", "/api/folders/:uid/move", {{{"folders:write", "folders:uid:{uid}"}}}},
});

inline constexpr auto kDashboardRoutes = std::to_array<MissingRoute>({
    {"POST", "/api/dashboards/db", {{{"dashboards:create"}, {"dashboards:write"}}}},
    {"POST", "/api/dashboards/import", {{{"dashboards:create"}, {"dashboards:write"}}}},
    {"GET", "/api/dashboards/home"},
    {"GET", "/api/dashboards/tags"},
    {"GET", "/api/dashboards/uid/:uid", {{{"dashboards:read"}}}},
    {"DELETE", "/api/dashboards/uid/:uid", {{{"dashboards:delete", "dashboards:uid:{uid}"}}}},
    {"GET", "/api/dashboards/uid/:uid/versions", {{{"dashboards:write", "dashboards:uid:{uid}"}}}},
    {"GET", "/api/dashboards/uid/:uid/versions/:id", {{{"dashboards:write", "dashboards:uid:{uid}"}}}},
    {"POST", "/api/dashboards/uid/:uid/restore", {{{"dashboards:write", "dashboards:uid:{uid}"}}}},
    {"GET", "/api/dashboards/uid/:uid/permissions", {{{"dashboards.permissions:read", "dashboards:uid:{uid}"}}}},
    {"POST", "/api/dashboards/uid/:uid/permissions", {{{"dashboards.permissions:write", "dashboards:uid:{uid}"}}}},
    {"GET", "/api/search/"},
    {"GET", "/api/search/sorting"},
    {"GET", "/api/user/stars"},
});

// Of dashboards by their numbers, and what else went with them.
inline constexpr auto kDashboardIdRoutes = std::to_array<MissingRoute>({
    {"POST", "/api/dashboards/calculate-diff", {{{"dashboards:write"}}}},
    {"POST", "/api/dashboards/trim"},
    {"GET", "/api/dashboards/ids/:ids"},
    {"GET", "/api/dashboards/id/:dashboardId/versions", {{{"dashboards:write", "dashboards:id:{dashboardId}"}}}},
    {"GET", "/api/dashboards/id/:dashboardId/versions/:id", {{{"dashboards:write", "dashboards:id:{dashboardId}"}}}},
    {"POST", "/api/dashboards/id/:dashboardId/restore", {{{"dashboards:write", "dashboards:id:{dashboardId}"}}}},
    {"GET",
     "/api/dashboards/id/:dashboardId/permissions",
     {{{"dashboards.permissions:read", "dashboards:id:{dashboardId}"}}}},
    {"POST",
     "/api/dashboards/id/:dashboardId/permissions",
     {{{"dashboards.permissions:write", "dashboards:id:{dashboardId}"}}}},
    {"POST", "/api/user/stars/dashboard/:id"},
    {"DELETE", "/api/user/stars/dashboard/:id"},
    {"POST", "/api/preferences/set-home-dash"},
});

inline constexpr auto kStarUidRoutes = std::to_array<MissingRoute>({
    {"POST", "/api/user/stars/dashboard/uid/:uid"},
    {"DELETE", "/api/user/stars/dashboard/uid/:uid"},
});

// Permissions on single folders and dashboards. Nobody need have signed in to be refused.
inline constexpr auto kDocumentPermissionRoutes = std::to_array<MissingRoute>({
    {"POST",
     "/api/access-control/folders/:resourceID/users/:userID",
     {{{"folders.permissions:write", "folders:uid:{resourceID}"}}},
     LetsPass::kAnyone,
     false},
    {"POST",
     "/api/access-control/folders/:resourceID/teams/:teamID",
     {{{"folders.permissions:write", "folders:uid:{resourceID}"}}},
     LetsPass::kAnyone,
     false},
    {"POST",
     "/api/access-control/folders/:resourceID/builtInRoles/:builtInRole",
     {{{"folders.permissions:write", "folders:uid:{resourceID}"}}},
     LetsPass::kAnyone,
     false},
    {"POST",
     "/api/access-control/dashboards/:resourceID/users/:userID",
     {{{"dashboards.permissions:write", "dashboards:uid:{resourceID}"}}},
     LetsPass::kAnyone,
     false},
    {"POST",
     "/api/access-control/dashboards/:resourceID/teams/:teamID",
     {{{"dashboards.permissions:write", "dashboards:uid:{resourceID}"}}},
     LetsPass::kAnyone,
     false},
    {"POST",
     "/api/access-control/dashboards/:resourceID/builtInRoles/:builtInRole",
     {{{"dashboards.permissions:write", "dashboards:uid:{resourceID}"}}},
     LetsPass::kAnyone,
     false},
});

// Many at once.
inline constexpr auto kDocumentPermissionsTogether = std::to_array<MissingRoute>({
    {"POST",
     "/api/access-control/folders/:resourceID",
     {{{"folders.permissions:write", "folders:uid:{resourceID}"}}},
     LetsPass::kAnyone,
     false},
    {"POST",
     "/api/access-control/dashboards/:resourceID",
     {{{"dashboards.permissions:write", "dashboards:uid:{resourceID}"}}},
     LetsPass::kAnyone,
     false},
});

inline constexpr auto kSnapshotRoutes = std::to_array<MissingRoute>({
    {"GET", "/api/snapshot/shared-options/"},
    {"POST", "/api/snapshots/"},
    {"GET", "/api/snapshots/:key", {}, LetsPass::kAnyone, false},
    {"DELETE", "/api/snapshots/:key", {}, LetsPass::kEditor},
    {"GET", "/api/snapshots-delete/:deleteKey"},
    {"GET", "/api/dashboard/snapshots"},
});

inline constexpr auto kAnnotationRoutes = std::to_array<MissingRoute>({
    {"GET", "/api/annotations/", {{{"annotations:read"}}}},
    {"POST", "/api/annotations/", {{{"annotations:create"}}}},
    {"GET", "/api/annotations/tags", {{{"annotations:read"}}}},
    {"GET", "/api/annotations/:annotationId", {{{"annotations:read", "annotations:id:{annotationId}"}}}},
    {"PUT", "/api/annotations/:annotationId", {{{"annotations:write", "annotations:id:{annotationId}"}}}},
    {"PATCH", "/api/annotations/:annotationId", {{{"annotations:write", "annotations:id:{annotationId}"}}}},
    {"DELETE", "/api/annotations/:annotationId", {{{"annotations:delete", "annotations:id:{annotationId}"}}}},
    {"POST", "/api/annotations/mass-delete", {{{"annotations:delete"}}}, LetsPass::kAdmin},
    {"POST",
     "/api/annotations/graphite",
     {{{"annotations:create", "annotations:type:organization"}}},
     LetsPass::kEditor},
});

inline constexpr auto kLibraryElementRoutes = std::to_array<MissingRoute>({
    {"GET", "/api/library-elements/"},
    {"POST", "/api/library-elements/"},
    {"GET", "/api/library-elements/:uid"},
    {"PATCH", "/api/library-elements/:uid"},
    {"DELETE", "/api/library-elements/:uid"},
    {"GET", "/api/library-elements/:uid/connections/"},
    {"GET", "/api/library-elements/name/:name"},
});

inline constexpr auto kPlaylistRoutes = std::to_array<MissingRoute>({
    {"GET", "/api/playlists/"},
    {"POST", "/api/playlists/", {}, LetsPass::kEditor},
    {"GET", "/api/playlists/:uid"},
    {"PUT", "/api/playlists/:uid", {}, LetsPass::kEditor},
    {"DELETE", "/api/playlists/:uid", {}, LetsPass::kEditor},
    {"GET", "/api/playlists/:uid/items"},
});

inline constexpr auto kPlaylistDashboardRoutes = std::to_array<MissingRoute>({
    {"GET", "/api/playlists/:uid/dashboards"},
});

}  // namespace grafake::server
