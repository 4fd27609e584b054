#include "server/domain/document_rights.h"

#include <algorithm>
#include <string_view>

#include "server/domain/document_levels.h"
#include "server/domain/permissions.h"

namespace grafake::server {
namespace {

// What is in no folder is as if it were in one of this name.
constexpr std::string_view kNoFolder = "general";

DocumentLevel LevelNeededFor(DocumentDeed deed) {
  switch (deed) {
    case DocumentDeed::kRead:
      return DocumentLevel::kView;
    case DocumentDeed::kWrite:
    case DocumentDeed::kDelete:
      return DocumentLevel::kEdit;
    case DocumentDeed::kReadPermissions:
    case DocumentDeed::kWritePermissions:
      return DocumentLevel::kAdmin;
  }
  return DocumentLevel::kAdmin;
}

bool Suffices(const Principal& caller, DocumentDeed deed, std::int64_t level) {
  return caller.role == Role::kAdmin || level >= static_cast<std::int64_t>(LevelNeededFor(deed));
}

std::vector<std::string> FolderScopes(std::string_view uid, std::int64_t id) {
  return {"folders:uid:" + std::string(uid.empty() ? kNoFolder : uid), "folders:id:" + std::to_string(id)};
}

void AddFoldersAbove(std::vector<std::string>& scopes, const DocumentRow& document) {
  for (const std::string& uid : document.above) scopes.push_back("folders:uid:" + uid);
}

// The uids that scopes name behind that prefix; `all`: one of them covers everything.
std::vector<std::string> UidsIn(const std::vector<std::string>& scopes, std::string_view prefix, bool& all) {
  std::vector<std::string> uids;
  for (const std::string& scope : scopes) {
    if (scope.ends_with('*') && ScopeCovers(scope, std::string(prefix) + "x")) {
      all = true;
    } else if (scope.starts_with(prefix)) {
      uids.push_back(scope.substr(prefix.size()));
    }
  }
  return uids;
}

// Only what both name, if the second is asked for.
std::vector<std::string> Both(std::vector<std::string> uids, bool all, const std::vector<std::string>& others,
                              bool all_others) {
  if (all_others) return uids;
  if (all) return others;
  std::erase_if(uids, [&](const std::string& uid) { return std::ranges::find(others, uid) == others.end(); });
  return uids;
}

DocumentQuery::Visible VisibleBy(const PermissionSet& may, std::string_view on_folders,
                                 std::string_view on_dashboards) {
  DocumentQuery::Visible visible;
  const auto& dashboards = may.Scopes(on_dashboards);
  visible.folder_uids = UidsIn(may.Scopes(on_folders), "folders:uid:", visible.all_folders);
  visible.dashboard_uids = UidsIn(dashboards, "dashboards:uid:", visible.all_dashboards);
  visible.dashboards_in = UidsIn(dashboards, "folders:uid:", visible.all_dashboards);
  visible.dashboards_in_none =
      may.Covers(on_dashboards, std::vector<std::string>{"folders:uid:general", "folders:id:0"});
  return visible;
}

DocumentQuery::Visible Intersected(const DocumentQuery::Visible& a, const DocumentQuery::Visible& b) {
  return {.all_dashboards = a.all_dashboards && b.all_dashboards,
          .all_folders = a.all_folders && b.all_folders,
          .dashboards_in_none = a.dashboards_in_none && b.dashboards_in_none,
          .dashboard_uids = Both(a.dashboard_uids, a.all_dashboards, b.dashboard_uids, b.all_dashboards),
          .dashboards_in = Both(a.dashboards_in, a.all_dashboards, b.dashboards_in, b.all_dashboards),
          .folder_uids = Both(a.folder_uids, a.all_folders, b.folder_uids, b.all_folders)};
}

}  // namespace

std::vector<std::string> ScopesOfDocument(const DocumentRow& document) {
  auto scopes = document.is_folder ? FolderScopes(document.uid, document.id)
                                   : FolderScopes(document.folder_uid, document.folder_id);
  if (document.is_folder && !document.folder_uid.empty()) scopes.push_back("folders:uid:" + document.folder_uid);
  AddFoldersAbove(scopes, document);
  if (document.is_folder) return scopes;
  scopes.push_back("dashboards:uid:" + document.uid);
  scopes.push_back("dashboards:id:" + std::to_string(document.id));
  return scopes;
}

std::string_view DocumentAction(DocumentDeed deed, bool is_folder) {
  switch (deed) {
    case DocumentDeed::kRead:
      return is_folder ? "folders:read" : "dashboards:read";
    case DocumentDeed::kWrite:
      return is_folder ? "folders:write" : "dashboards:write";
    case DocumentDeed::kDelete:
      return is_folder ? "folders:delete" : "dashboards:delete";
    case DocumentDeed::kReadPermissions:
      return is_folder ? "folders.permissions:read" : "dashboards.permissions:read";
    case DocumentDeed::kWritePermissions:
      return is_folder ? "folders.permissions:write" : "dashboards.permissions:write";
  }
  return "";
}

bool DocumentRights::May(const Principal& caller, DocumentDeed deed, const DocumentRow& document) const {
  const auto reader = caller.role == Role::kAdmin ? std::nullopt : ReaderOf(caller);
  return MayAt(caller, deed, document, reader ? store_.LevelOf(document, *reader) : 0);
}

bool DocumentRights::MayAt(const Principal& caller, DocumentDeed deed, const DocumentRow& document,
                           std::int64_t level) const {
  if (!rbac_) return Suffices(caller, deed, level);
  return caller.permissions->Covers(DocumentAction(deed, document.is_folder), ScopesOfDocument(document));
}

std::optional<AclReader> DocumentRights::ReaderOf(const Principal& caller) const {
  if (rbac_) return std::nullopt;
  return AclReader{caller.user_id, caller.team_ids, std::string(RoleName(caller.role))};
}

bool DocumentRights::MayCreateIn(const Principal& caller, const DocumentRow* folder) const {
  if (!rbac_) return folder == nullptr ? caller.role >= Role::kEditor : May(caller, DocumentDeed::kWrite, *folder);
  return caller.permissions->Covers("dashboards:create",
                                    folder == nullptr ? FolderScopes("", 0) : ScopesOfDocument(*folder));
}

bool DocumentRights::MayCreateFolders(const Principal& caller, const DocumentRow* parent) const {
  if (!rbac_) return caller.role >= Role::kEditor;
  if (!nested_) return caller.permissions->Has("folders:create");
  return caller.permissions->Covers("folders:create",
                                    parent == nullptr ? FolderScopes("", 0) : ScopesOfDocument(*parent));
}

DocumentQuery::Visible DocumentRights::WithFoldersBelow(const Principal& caller, DocumentQuery::Visible visible) const {
  if (!nested_) return visible;
  for (auto* const uids : {&visible.folder_uids, &visible.dashboards_in}) {
    if (!uids->empty()) *uids = store_.WithFoldersBelow(caller.org_id, *uids);
  }
  return visible;
}

DocumentQuery::Visible DocumentRights::VisibleTo(const Principal& caller, bool to_edit) const {
  if (!rbac_) {
    DocumentQuery::Visible visible{.all_dashboards = true, .all_folders = true};
    if (caller.role == Role::kAdmin) return visible;
    visible.reader = ReaderOf(caller);
    visible.level = static_cast<std::int64_t>(to_edit ? DocumentLevel::kEdit : DocumentLevel::kView);
    return visible;
  }
  const auto seen = [&](std::string_view folders, std::string_view dashboards) {
    return WithFoldersBelow(caller, VisibleBy(*caller.permissions, folders, dashboards));
  };
  const auto read = seen("folders:read", "dashboards:read");
  return to_edit ? Intersected(read, seen("folders:write", "dashboards:write")) : read;
}

}  // namespace grafake::server
