#include "server/storage/document_state.h"

#include <map>
#include <utility>

#include "server/storage/document_acl.h"
#include "server/storage/document_rows.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

struct StoredText {
  string data;
  string message;
};

std::map<int64_t, StoredText> TextsOfDocuments(sql::Session& session) {
  std::map<int64_t, StoredText> texts;
  for (auto& [id, data, message] : sql::Select<int64_t, string, string>(
           session,
           "SELECT d.id, d.data, COALESCE(v.message, '') FROM dashboard d LEFT JOIN dashboard_version v"
           " ON v.dashboard_id = d.id AND v.version = d.version"))
    texts[id] = {std::move(data), std::move(message)};
  return texts;
}

std::map<int64_t, std::vector<int64_t>> StarsOfAll(sql::Session& session) {
  std::map<int64_t, std::vector<int64_t>> stars;
  for (const auto& [document, user] :
       sql::Select<int64_t, int64_t>(session, "SELECT dashboard_id, user_id FROM star ORDER BY dashboard_id, user_id"))
    stars[document].push_back(user);
  return stars;
}

std::map<int64_t, std::vector<AclRow>> AclsOfAll(sql::Session& session) {
  std::map<int64_t, std::vector<AclRow>> acls;
  for (auto& [document, user, team, role, permission] : sql::Select<int64_t, int64_t, int64_t, string, int64_t>(
           session,
           "SELECT dashboard_id, COALESCE(user_id, 0), COALESCE(team_id, 0), COALESCE(role, ''), permission"
           " FROM dashboard_acl ORDER BY id")) {
    acls[document].push_back(
        {.document_id = document, .user_id = user, .team_id = team, .role = std::move(role), .permission = permission});
  }
  return acls;
}

void InsertExactly(sql::Session& session, const DocumentState& document) {
  const DocumentRow& row = document.row;
  sql::Execute(session,
               "INSERT INTO dashboard (id, version, slug, title, data, org_id, created, updated, updated_by,"
               " created_by, gnet_id, plugin_id, folder_id, is_folder, uid)"
               " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', ?, ?, ?)",
               row.id, row.version, row.slug, row.title, document.text, row.org_id, row.created, row.updated,
               row.updated_by, row.created_by, row.folder_id, row.is_folder, row.uid);
  session.connection().TakeId("dashboard", row.id);
  sql::Execute(session,
               "INSERT INTO dashboard_version (dashboard_id, parent_version, restored_from, version, created,"
               " created_by, message, data) VALUES (?, ?, 0, ?, ?, ?, ?, ?)",
               row.id, row.version - 1, row.version, row.updated, row.updated_by, document.message, document.text);
  for (const string& tag : document.tags)
    sql::Execute(session, "INSERT INTO dashboard_tag (dashboard_id, term) VALUES (?, ?)", row.id, tag);
  if (row.has_acl) document_acl::WriteAcl(session, row.org_id, row.id, document.acl, row.updated);
  for (const int64_t user : document.stars)
    sql::Execute(session, "INSERT INTO star (user_id, dashboard_id) VALUES (?, ?)", user, row.id);
}

}  // namespace

std::vector<DocumentState> DocumentStateStore::List() {
  return database_.Read([](sql::Session& session) {
    auto texts = TextsOfDocuments(session);
    auto stars = StarsOfAll(session);
    auto acls = AclsOfAll(session);
    std::vector<DocumentState> all;
    for (DocumentRow& row : document_rows::SelectDocuments(session, " ORDER BY d.id")) {
      const int64_t id = row.id;
      all.push_back({.row = std::move(row),
                     .text = std::move(texts[id].data),
                     .message = std::move(texts[id].message),
                     .tags = {},
                     .acl = std::move(acls[id]),
                     .stars = std::move(stars[id])});
    }
    return all;
  });
}

Result<Done> DocumentStateStore::Place(const DocumentState& document) {
  const DocumentRow& row = document.row;
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    if (sql::SelectOne<int64_t>(session, "SELECT 1 FROM dashboard WHERE id = ?", row.id))
      return Fail(ErrorCode::kTaken, "id " + std::to_string(row.id) + " is in use");
    if (sql::SelectOne<int64_t>(session, "SELECT 1 FROM dashboard WHERE org_id = ? AND uid = ?", row.org_id, row.uid))
      return Fail(ErrorCode::kUidTaken, "uid is taken");
    InsertExactly(session, document);
    return Written(Done(), NothingKept());
  });
}

void DocumentStateStore::SetAcl(const DocumentRow& row, const std::vector<AclRow>& acl, Timestamp now) {
  (void)database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    document_acl::WriteAcl(session, row.org_id, row.id, acl, now);
    return Written(Done(), NothingKept());
  });
}

}  // namespace grafake::server
