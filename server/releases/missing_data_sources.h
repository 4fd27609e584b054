#pragma once

#include "server/releases/missing_route.h"

// The routes of data sources, plugins and queries.
namespace grafake::server {

inline constexpr auto kDataSourceRoutes = std::to_array<MissingRoute>({
    {"GET", "/api/datasources/", {{{"datasources:read"}}}, LetsPass::kAdmin},
    {"POST", "/api/datasources/", {{{"datasources:create"}}}, LetsPass::kAdmin},
    {"GET", "/api/datasources/:id", {{{"datasources:read", "datasources:id:{id}"}}}, LetsPass::kAdmin},
    {"PUT", "/api/datasources/:id", {{{"datasources:write", "datasources:id:{id}"}}}, LetsPass::kAdmin},
    {"DELETE", "/api/datasources/:id", {{{"datasources:delete", "datasources:id:{id}"}}}, LetsPass::kAdmin},
    {"GET", "/api/datasources/uid/:uid", {{{"datasources:read", "datasources:uid:{uid}"}}}, LetsPass::kAdmin},
    {"PUT", "/api/datasources/uid/:uid", {{{"datasources:write", "datasources:uid:{uid}"}}}, LetsPass::kAdmin},
    {"DELETE", "/api/datasources/uid/:uid", {{{"datasources:delete", "datasources:uid:{uid}"}}}, LetsPass::kAdmin},
    {"GET", "/api/datasources/name/:name", {{{"datasources:read", "datasources:name:{name}"}}}, LetsPass::kAdmin},
    {"DELETE", "/api/datasources/name/:name", {{{"datasources:delete", "datasources:name:{name}"}}}, LetsPass::kAdmin},
    {"GET", "/api/datasources/id/:name", {{{"datasources.id:read", "datasources:name:{name}"}}}},
    {"GET", "/api/datasources/:id/health", {{{"datasources:query"}}}},
    {"GET", "/api/datasources/uid/:uid/health", {{{"datasources:query"}}}},
    {"POST", "/api/ds/query", {{{"datasources:query"}}}},
});

inline constexpr auto kCorrelationRoutes = std::to_array<MissingRoute>({
    {"GET", "/api/datasources/correlations", {{{"datasources:read"}}}},
    {"GET", "/api/datasources/uid/:uid/correlations/", {{{"datasources:read", "datasources:uid:{uid}"}}}},
    {"POST",
     "/api/datasources/uid/:uid/correlations/",
     {{{"datasources:write", "datasources:uid:{uid}"}}},
     LetsPass::kAdmin},
    {"GET",
     "/api/datasources/uid/:uid/correlations/:correlationUID",
     {{{"datasources:read", "datasources:uid:{uid}"}}}},
    {"PATCH",
     "/api/datasources/uid/:uid/correlations/:correlationUID",
     {{{"datasources:write", "datasources:uid:{uid}"}}},
     LetsPass::kAdmin},
    {"DELETE",
     "/api/datasources/uid/:uid/correlations/:correlationUID",
     {{{"datasources:write", "datasources:uid:{uid}"}}},
     LetsPass::kAdmin},
});

inline constexpr auto kPluginRoutes = std::to_array<MissingRoute>({
    {"GET", "/api/plugins"},
    {"GET", "/api/plugins/:pluginId/settings"},
    {"POST", "/api/plugins/:pluginId/settings", {}, LetsPass::kAdmin},
    {"GET", "/api/plugins/:pluginId/markdown/:name"},
    {"GET", "/api/plugins/:pluginId/health"},
    {"", "/api/plugins/:pluginId/resources/*"},
    {"GET", "/api/plugins/:pluginId/dashboards/", {}, LetsPass::kAdmin},
    {"GET", "/api/plugins/:pluginId/metrics"},
    {"GET", "/api/plugins/errors"},
    {"", "/api/plugin-proxy/*"},
    {"", "/api/gnet/*"},
});

}  // namespace grafake::server
