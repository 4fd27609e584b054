// Folders in folders: what is in them, and how they are moved and deleted.
#include <utility>

#include "server/storage/document_rows.h"
#include "server/storage/document_store.h"
#include "server/storage/json_list.h"
#include "server/storage/sql.h"

namespace grafake::server {
namespace {

using document_rows::DocumentNotFound;
using document_rows::SelectDocuments;
using std::int64_t;
using std::string;

// The folders of an org (?1) with those uids (?2), and those in them.
const string kFoldersBelow =
    "WITH RECURSIVE below(id, depth) AS (SELECT id, 0 FROM dashboard WHERE org_id = ?1 AND is_folder = TRUE AND uid IN"
    " (SELECT value FROM json_each(?2)) UNION SELECT d.id, below.depth + 1 FROM dashboard d JOIN below"
    " ON d.folder_id = below.id WHERE d.is_folder = TRUE AND below.depth < 16) ";

std::vector<int64_t> FoldersBelow(sql::Session& session, int64_t org_id, const string& uid) {
  std::vector<int64_t> ids;
  for (const auto& [id] : sql::Select<int64_t>(session, kFoldersBelow + "SELECT DISTINCT id FROM below", org_id,
                                               JsonListOf(std::vector<string>{uid})))
    ids.push_back(id);
  return ids;
}

// How many folders stand one in the other below it.
std::size_t HeightOf(sql::Session& session, int64_t org_id, const string& uid) {
  const auto height = sql::SelectOne<int64_t>(session, kFoldersBelow + "SELECT COALESCE(MAX(depth), 0) FROM below",
                                              org_id, JsonListOf(std::vector<string>{uid}));
  return static_cast<std::size_t>(height.value_or(0));
}

std::optional<DocumentRow> FolderWithUid(sql::Session& session, int64_t org_id, const string& uid) {
  auto rows = SelectDocuments(session, " WHERE d.org_id = ? AND d.uid = ? AND d.is_folder = TRUE", org_id, uid);
  return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

void EraseRows(sql::Session& session, const DocumentRow& row) {
  for (const char* table : {"dashboard_tag", "dashboard_version", "dashboard_acl", "star", "dashboard_provisioning"})
    sql::Execute(session, string("DELETE FROM ") + table + " WHERE dashboard_id = ?", row.id);
  sql::Execute(session, "DELETE FROM library_element_connection WHERE connection_id = ?", row.id);
  if (row.is_folder) sql::Execute(session, "DELETE FROM library_element WHERE folder_id = ?", row.id);
  sql::Execute(session, "DELETE FROM annotation WHERE dashboard_id = ?", row.id);
  sql::Execute(session, "DELETE FROM dashboard WHERE id = ?", row.id);
  sql::Execute(session, "DELETE FROM permission WHERE scope = ? AND role_id IN (SELECT id FROM role WHERE org_id = ?)",
               DocumentScope(row.is_folder, row.uid), row.org_id);
}

// A dashboard uses an element that is in one of those folders.
bool HasElementsInUse(sql::Session& session, int64_t org_id, const string& folders) {
  return sql::SelectOne<int64_t>(session,
                                 "SELECT c.id FROM library_element_connection c JOIN library_element e"
                                 " ON e.id = c.element_id WHERE e.org_id = ? AND e.folder_id IN"
                                 " (SELECT value FROM json_each(?)) LIMIT 1",
                                 org_id, folders)
      .has_value();
}

// Where it would stand.
Result<Done> MayStandIn(sql::Session& session, const DocumentRow& folder, const DocumentRow& parent,
                        std::size_t most_above) {
  for (const int64_t below : FoldersBelow(session, folder.org_id, folder.uid)) {
    if (below == parent.id) return Fail(ErrorCode::kCircular, "circular reference detected");
  }
  const std::size_t above = FoldersAbove(parent) + 1;
  if (above + HeightOf(session, folder.org_id, folder.uid) > most_above)
    return Fail(ErrorCode::kTooDeep, "maximum folder depth reached");
  return Done();
}

}  // namespace

Result<DocumentRow> DocumentStore::Erase(int64_t org_id, int64_t id) {
  return database_.Write([&](sql::Session& session) -> Result<Written<DocumentRow>> {
    auto rows = SelectDocuments(session, " WHERE d.org_id = ? AND d.id = ?", org_id, id);
    if (rows.empty()) return DocumentNotFound(org_id, false, "id", std::to_string(id));
    DocumentRow& row = rows.front();
    if (row.is_folder) {
      const string folders = JsonListOf(FoldersBelow(session, org_id, row.uid));
      if (HasElementsInUse(session, org_id, folders))
        return Fail(ErrorCode::kInUse, "folder contains library elements that are linked in use");
      for (const DocumentRow& inside : SelectDocuments(
               session, " WHERE d.org_id = ? AND d.folder_id IN (SELECT value FROM json_each(?))", org_id, folders))
        EraseRows(session, inside);
    }
    EraseRows(session, row);
    return Written(std::move(row), Changes(Changes::Kind::kPermissions));
  });
}

Result<DocumentRow> DocumentStore::MoveFolder(const Move& move) {
  return database_.Write([&](sql::Session& session) -> Result<Written<DocumentRow>> {
    const auto folder = FolderWithUid(session, move.org_id, move.uid);
    if (!folder) return DocumentNotFound(move.org_id, true, "uid", move.uid);
    const auto parent = move.parent_uid.empty() ? std::nullopt : FolderWithUid(session, move.org_id, move.parent_uid);
    if (!move.parent_uid.empty() && !parent) {
      auto missing = DocumentNotFound(move.org_id, true, "uid", move.parent_uid);
      missing.value().code = ErrorCode::kFolderNotFound;
      return missing;
    }
    if (move.may && !move.may(*folder, parent ? &*parent : nullptr)) return Fail(ErrorCode::kDenied, "access denied");
    if (parent) {
      if (auto fits = MayStandIn(session, *folder, *parent, move.most_above); !fits)
        return tl::unexpected(fits.error());
    }
    sql::Execute(session, "UPDATE dashboard SET folder_id = ? WHERE id = ?", parent ? parent->id : 0, folder->id);
    return Written(*FolderWithUid(session, move.org_id, move.uid), NothingKept());
  });
}

std::vector<string> DocumentStore::WithFoldersBelow(int64_t org_id, const std::vector<string>& uids) {
  return database_.Read([&](sql::Session& session) {
    std::vector<string> found;
    for (auto& [uid] : sql::Select<string>(
             session, kFoldersBelow + "SELECT uid FROM dashboard WHERE id IN (SELECT id FROM below) ORDER BY id",
             org_id, JsonListOf(uids)))
      found.push_back(std::move(uid));
    return found;
  });
}

DocumentStore::Contents DocumentStore::ContentsOf(int64_t org_id, const string& uid) {
  return database_.Read([&](sql::Session& session) {
    const string folders = JsonListOf(FoldersBelow(session, org_id, uid));
    const auto count = [&](const string& table, const string& which) {
      return sql::SelectOne<int64_t>(session,
                                     "SELECT COUNT(*) FROM " + table +
                                         " WHERE org_id = ? AND folder_id IN (SELECT"
                                         " value FROM json_each(?))" +
                                         which,
                                     org_id, folders)
          .value_or(0);
    };
    return Contents{.folders = count("dashboard", " AND is_folder = TRUE"),
                    .dashboards = count("dashboard", " AND is_folder = FALSE"),
                    .elements = count("library_element", "")};
  });
}

}  // namespace grafake::server
