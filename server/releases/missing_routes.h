#pragma once

#include "server/releases/missing_data_sources.h"
#include "server/releases/missing_documents.h"
#include "server/releases/missing_others.h"

// Which families of routes each release has, beside those that are its own subject here.
namespace grafake::server {

inline constexpr auto kMissingOf85 = std::to_array<MissingRoutes>(
    {kFolderRoutes, kDashboardRoutes, kDashboardIdRoutes, kSnapshotRoutes, kAnnotationRoutes, kLibraryElementRoutes,
     kPlaylistRoutes, kPlaylistDashboardRoutes, kDataSourceRoutes, kPluginRoutes, kAlertingRoutes, kOldAlertingRoutes,
     kInvitationRoutes, kReloadRoutes, kNotifierReloadRoutes, kPauseRoutes, kFrontEndRoutes});

inline constexpr auto kMissingOf90 = std::to_array<MissingRoutes>(
    {kFolderRoutes, kDashboardRoutes, kDashboardIdRoutes, kDocumentPermissionRoutes, kSnapshotRoutes, kAnnotationRoutes,
     kLibraryElementRoutes, kPlaylistRoutes, kPlaylistDashboardRoutes, kDataSourceRoutes, kPluginRoutes,
     kAlertingRoutes, kOldAlertingRoutes, kInvitationRoutes, kReloadRoutes, kNotifierReloadRoutes, kAdminRoutes,
     kPauseRoutes, kFrontEndRoutes});

inline constexpr auto kMissingOf91 = std::to_array<MissingRoutes>(
    {kFolderRoutes, kDashboardRoutes, kDashboardIdRoutes, kDocumentPermissionRoutes, kSnapshotRoutes, kAnnotationRoutes,
     kLibraryElementRoutes, kPlaylistRoutes, kPlaylistDashboardRoutes, kDataSourceRoutes, kPluginRoutes,
     kAlertingRoutes, kLaterAlertingRoutes, kOldAlertingRoutes, kInvitationRoutes, kReloadRoutes, kNotifierReloadRoutes,
     kAlertingReloadRoutes, kAdminRoutes, kPauseRoutes, kFrontEndRoutes});

inline constexpr auto kMissingOf93 = std::to_array<MissingRoutes>(
    {kFolderRoutes, kDashboardRoutes, kDashboardIdRoutes, kStarUidRoutes, kDocumentPermissionRoutes,
     kDocumentPermissionsTogether, kSnapshotRoutes, kAnnotationRoutes, kLibraryElementRoutes, kPlaylistRoutes,
     kDataSourceRoutes, kCorrelationRoutes, kPluginRoutes, kAlertingRoutes, kLaterAlertingRoutes, kOldAlertingRoutes,
     kInvitationRoutes, kReloadRoutes, kNotifierReloadRoutes, kAlertingReloadRoutes, kAdminRoutes, kPauseRoutes,
     kFrontEndRoutes});

inline constexpr auto kMissingOf101 = std::to_array<MissingRoutes>(
    {kFolderRoutes, kNestedFolderRoutes, kDashboardRoutes, kDashboardIdRoutes, kStarUidRoutes,
     kDocumentPermissionRoutes, kDocumentPermissionsTogether, kPublicDashboardRoutes, kSnapshotRoutes,
     kAnnotationRoutes, kLibraryElementRoutes, kPlaylistRoutes, kDataSourceRoutes, kCorrelationRoutes, kPluginRoutes,
     kAlertingRoutes, kLaterAlertingRoutes, kOldAlertingRoutes, kInvitationRoutes, kReloadRoutes, kNotifierReloadRoutes,
     kAlertingReloadRoutes, kAdminRoutes, kPauseRoutes, kFrontEndRoutes});

inline constexpr auto kMissingOf115 = std::to_array<MissingRoutes>(
    {kFolderRoutes, kNestedFolderRoutes, kDashboardRoutes, kDashboardIdRoutes, kStarUidRoutes,
     kDocumentPermissionRoutes, kDocumentPermissionsTogether, kPublicDashboardRoutes, kSnapshotRoutes,
     kAnnotationRoutes, kLibraryElementRoutes, kPlaylistRoutes, kDataSourceRoutes, kCorrelationRoutes, kPluginRoutes,
     kAlertingRoutes, kLaterAlertingRoutes, kInvitationRoutes, kReloadRoutes, kAlertingReloadRoutes, kAdminRoutes,
     kSingleSignOnRoutes, kFrontEndRoutes});

inline constexpr auto kMissingOf124 = std::to_array<MissingRoutes>(
    {kFolderRoutes, kNestedFolderRoutes, kDashboardRoutes, kStarUidRoutes, kDocumentPermissionRoutes,
     kDocumentPermissionsTogether, kPublicDashboardRoutes, kSnapshotRoutes, kAnnotationRoutes, kLibraryElementRoutes,
     kPlaylistRoutes, kDataSourceRoutes, kCorrelationRoutes, kPluginRoutes, kAlertingRoutes, kLaterAlertingRoutes,
     kInvitationRoutes, kReloadRoutes, kAlertingReloadRoutes, kAdminRoutes, kSingleSignOnRoutes, kFrontEndRoutes});

}  // namespace grafake::server
