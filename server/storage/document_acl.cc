#include "server/storage/document_acl.h"

#include <algorithm>

#include "server/storage/json_list.h"

namespace grafake::server {
namespace document_acl {
namespace {

using std::int64_t;
using std::string;

// The default counts for what is in a folder when the folder says nothing, else when the document itself does not.
bool DefaultCounts(sql::Session& session, const DocumentRow& document) {
  if (document.folder_id == 0) return !document.has_acl;
  return sql::SelectOne<int64_t>(session, "SELECT has_acl FROM dashboard WHERE id = ?", document.folder_id) == 0;
}

}  // namespace

int64_t UsualLevel(const string& role) { return role == "Editor" ? 2 : role == "Viewer" ? 1 : 0; }

int64_t LevelOn(sql::Session& session, const DocumentRow& document, const AclReader& reader) {
  const int64_t given =
      sql::SelectOne<int64_t>(session,
                              "SELECT COALESCE(MAX(permission), 0) FROM dashboard_acl WHERE org_id = ?"
                              " AND dashboard_id IN (?, ?) AND ((user_id = ? AND user_id <> 0) OR role = ?"
                              " OR team_id IN (SELECT CAST(value AS BIGINT) FROM json_each(?)))",
                              document.org_id, document.id, document.folder_id == 0 ? document.id : document.folder_id,
                              reader.user_id, reader.role, JsonListOf(reader.team_ids))
          .value_or(0);
  return std::max(given, DefaultCounts(session, document) ? UsualLevel(reader.role) : 0);
}

void WriteAcl(sql::Session& session, int64_t org_id, int64_t document_id, const std::vector<AclRow>& rows,
              Timestamp now) {
  sql::Execute(session, "DELETE FROM dashboard_acl WHERE dashboard_id = ?", document_id);
  for (const AclRow& row : rows) {
    sql::Execute(
        session,
        "INSERT INTO dashboard_acl (org_id, dashboard_id, user_id, team_id, permission, role, created,"
        " updated) VALUES (?, ?, NULLIF(CAST(? AS BIGINT), 0), NULLIF(CAST(? AS BIGINT), 0), ?, NULLIF(?, ''), ?, ?)",
        org_id, document_id, row.user_id, row.team_id, row.permission, row.role, now, now);
  }
  sql::Execute(session, "UPDATE dashboard SET has_acl = TRUE WHERE id = ?", document_id);
}

}  // namespace document_acl

using std::int64_t;
using std::string;

namespace {

const string kAclColumns =
    "SELECT a.dashboard_id, COALESCE(a.user_id, 0), COALESCE(a.team_id, 0), COALESCE(a.role, ''), a.permission,"
    " COALESCE(u.login, ''), COALESCE(u.email, ''), COALESCE(t.name, ''), COALESCE(t.email, ''), a.created, a.updated"
    " FROM dashboard_acl a LEFT JOIN \"user\" u ON u.id = a.user_id LEFT JOIN team t ON t.id = a.team_id";

// As Grafana's own migration has put them there.
std::vector<AclRow> UsualAcl() {
  const Timestamp then = ParseTimestamp("2017-06-20 00:00:00");
  return {{.document_id = -1, .role = "Viewer", .permission = 1, .created = then, .updated = then},
          {.document_id = -1, .role = "Editor", .permission = 2, .created = then, .updated = then}};
}

}  // namespace

std::vector<AclRow> DocumentStore::AclOf(const DocumentRow& document) {
  return database_.Read([&](sql::Session& session) {
    std::vector<AclRow> rows;
    if (document_acl::DefaultCounts(session, document)) rows = UsualAcl();
    for (auto& [id, user, team, role, permission, login, email, name, address, created, updated] :
         sql::Select<int64_t, int64_t, int64_t, string, int64_t, string, string, string, string, Timestamp, Timestamp>(
             session, kAclColumns + " WHERE a.org_id = ? AND a.dashboard_id IN (?, ?) ORDER BY a.id", document.org_id,
             document.id, document.folder_id == 0 ? document.id : document.folder_id)) {
      rows.push_back({id, user, team, std::move(role), permission, std::move(login), std::move(email), std::move(name),
                      std::move(address), created, updated});
    }
    return rows;
  });
}

int64_t DocumentStore::LevelOf(const DocumentRow& document, const AclReader& reader) {
  return database_.Read([&](sql::Session& session) { return document_acl::LevelOn(session, document, reader); });
}

Result<Done> DocumentStore::ReplaceAcl(const DocumentRow& document, const std::vector<AclRow>& rows, Timestamp now) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    document_acl::WriteAcl(session, document.org_id, document.id, rows, now);
    return Written(Done(), NothingKept());
  });
}

}  // namespace grafake::server
