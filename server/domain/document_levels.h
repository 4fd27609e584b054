#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace grafake::server {

// What can be given on a folder or a dashboard, by Grafana's numbers. Each holds what stands before it.
enum class DocumentLevel : std::int64_t { kView = 1, kEdit = 2, kAdmin = 4 };

namespace document_actions {

// In the order in which each level adds some.
inline constexpr auto kOfFolders = std::to_array<std::string_view>(
    {"dashboards:read", "folders:read", "alert.rules:read", "folders:write", "folders:delete", "dashboards:create",
     "dashboards:write", "dashboards:delete", "alert.rules:create", "alert.rules:write", "alert.rules:delete",
     "folders.permissions:read", "folders.permissions:write", "dashboards.permissions:read",
     "dashboards.permissions:write"});
inline constexpr auto kOfDashboards =
    std::to_array<std::string_view>({"dashboards:read", "dashboards:write", "dashboards:delete",
                                     "dashboards.permissions:read", "dashboards.permissions:write"});
// The same where annotations, silences, library elements and folders in folders are among it.
inline constexpr auto kOfFoldersInDetail = std::to_array<std::string_view>({"dashboards:read",
                                                                            "annotations:read",
                                                                            "folders:read",
                                                                            "alert.rules:read",
                                                                            "library.panels:read",
                                                                            "alert.silences:read",
                                                                            "dashboards:write",
                                                                            "dashboards:delete",
                                                                            "annotations:write",
                                                                            "annotations:delete",
                                                                            "annotations:create",
                                                                            "folders:write",
                                                                            "folders:delete",
                                                                            "dashboards:create",
                                                                            "alert.rules:create",
                                                                            "alert.rules:write",
                                                                            "alert.rules:delete",
                                                                            "alert.silences:create",
                                                                            "alert.silences:write",
                                                                            "library.panels:create",
                                                                            "library.panels:write",
                                                                            "library.panels:delete",
                                                                            "folders:create",
                                                                            "dashboards.permissions:read",
                                                                            "dashboards.permissions:write",
                                                                            "folders.permissions:read",
                                                                            "folders.permissions:write"});
inline constexpr auto kOfDashboardsInDetail = std::to_array<std::string_view>(
    {"dashboards:read", "annotations:read", "dashboards:write", "dashboards:delete", "annotations:write",
     "annotations:delete", "annotations:create", "dashboards.permissions:read", "dashboards.permissions:write"});
inline constexpr std::size_t kFolderView = 3;
inline constexpr std::size_t kFolderEdit = 11;
inline constexpr std::size_t kDashboardView = 1;
inline constexpr std::size_t kDashboardEdit = 3;
inline constexpr std::size_t kDetailedFolderView = 6;
inline constexpr std::size_t kDetailedFolderEdit = 23;
inline constexpr std::size_t kDetailedDashboardView = 2;
inline constexpr std::size_t kDetailedDashboardEdit = 7;

}  // namespace document_actions

// What one who has the level may do.
[[nodiscard]] constexpr std::span<const std::string_view> ActionsOfLevel(bool is_folder, DocumentLevel level) {
  using namespace document_actions;
  const std::span<const std::string_view> all =
      is_folder ? std::span<const std::string_view>(kOfFolders) : std::span<const std::string_view>(kOfDashboards);
  if (level == DocumentLevel::kAdmin) return all;
  if (level == DocumentLevel::kEdit) return all.first(is_folder ? kFolderEdit : kDashboardEdit);
  return all.first(is_folder ? kFolderView : kDashboardView);
}

// The same; `in_detail`: see PermissionRules::documents_in_detail.
[[nodiscard]] constexpr std::span<const std::string_view> ActionsOfLevel(bool is_folder, DocumentLevel level,
                                                                         bool in_detail) {
  using namespace document_actions;
  if (!in_detail) return ActionsOfLevel(is_folder, level);
  const std::span<const std::string_view> all = is_folder ? std::span<const std::string_view>(kOfFoldersInDetail)
                                                          : std::span<const std::string_view>(kOfDashboardsInDetail);
  if (level == DocumentLevel::kAdmin) return all;
  if (level == DocumentLevel::kEdit) return all.first(is_folder ? kDetailedFolderEdit : kDetailedDashboardEdit);
  return all.first(is_folder ? kDetailedFolderView : kDetailedDashboardView);
}

// Of Grafana's number; nothing for one that is none.
[[nodiscard]] constexpr std::optional<DocumentLevel> DocumentLevelNumbered(std::int64_t number) {
  for (const DocumentLevel level : {DocumentLevel::kView, DocumentLevel::kEdit, DocumentLevel::kAdmin}) {
    if (static_cast<std::int64_t>(level) == number) return level;
  }
  return std::nullopt;
}

// "View", "Edit", "Admin".
[[nodiscard]] constexpr std::string_view NameOfLevel(DocumentLevel level) {
  return level == DocumentLevel::kAdmin ? "Admin" : level == DocumentLevel::kEdit ? "Edit" : "View";
}

// Of exactly such a name; nothing for any other.
[[nodiscard]] constexpr std::optional<DocumentLevel> DocumentLevelNamed(std::string_view name) {
  for (const DocumentLevel level : {DocumentLevel::kView, DocumentLevel::kEdit, DocumentLevel::kAdmin}) {
    if (NameOfLevel(level) == name) return level;
  }
  return std::nullopt;
}

}  // namespace grafake::server
