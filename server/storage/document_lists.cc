// What is read of many documents at once: lists, tags, versions, stars.
#include <map>

#include "server/storage/document_acl.h"
#include "server/storage/document_rows.h"
#include "server/storage/document_store.h"
#include "server/storage/json_list.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

// One text of SQL for every list: the parameters are in the order of ListOf.
const string kDocumentListFilter =
    " WHERE d.org_id = ?1 AND ((d.is_folder = TRUE AND ?2) OR (d.is_folder = FALSE AND ?3))"
    " AND ((d.is_folder = TRUE AND (?4 OR d.uid IN (SELECT value FROM json_each(?5))))"
    "   OR (d.is_folder = FALSE AND (?6 OR (d.folder_id = 0 AND ?7) OR d.uid IN (SELECT value FROM json_each(?8))"
    "     OR f.uid IN (SELECT value FROM json_each(?9)))))"
    " AND (?10 = '[]' OR d.id IN (SELECT CAST(value AS BIGINT) FROM json_each(?10)))"
    " AND (?11 = '[]' OR d.uid IN (SELECT value FROM json_each(?11)))"
    " AND (?12 = '[]' OR d.folder_id IN (SELECT CAST(value AS BIGINT) FROM json_each(?12)))"
    " AND (?13 = '[]' OR (SELECT COUNT(DISTINCT term) FROM dashboard_tag WHERE dashboard_id = d.id AND term IN"
    "     (SELECT value FROM json_each(?13))) = ?14)"
    " AND (?15 = '' OR (NOT ?22 AND d.title LIKE '%' || ?15 || '%')"
    "   OR (?22 AND (instr(lower(d.title), lower(?15)) > 0 OR f.uid = lower(?15))))"
    " AND (CAST(?16 AS BIGINT) = 0 OR d.id IN (SELECT dashboard_id FROM star WHERE user_id = ?16))"
    " AND (CAST(?17 AS BIGINT) = 0 OR (CAST(?21 AS BIGINT) >= ?17 AND COALESCE(f.has_acl, d.has_acl) = FALSE)"
    "   OR EXISTS (SELECT 1 FROM dashboard_acl a WHERE a.org_id = d.org_id AND a.permission >= ?17"
    "     AND (a.dashboard_id = d.id OR a.dashboard_id = f.id) AND ((a.user_id = ?18 AND ?18 <> 0) OR a.role = ?19"
    "       OR a.team_id IN (SELECT CAST(value AS BIGINT) FROM json_each(?20)))))"
    " AND (?23 = '[]' OR COALESCE(f.uid, 'general') IN (SELECT value FROM json_each(?23)))";

std::vector<DocumentRow> ListRows(sql::Session& session, const DocumentQuery& query) {
  const DocumentQuery::Visible& may = query.visible;
  const std::optional<AclReader>& reader = may.reader;
  const string order = string(query.any_case ? " ORDER BY lower(d.title) " : " ORDER BY d.title ") +
                       (query.descending ? "DESC" : "ASC") + ", d.id LIMIT ?24 OFFSET ?25";
  return document_rows::SelectDocuments(
      session, kDocumentListFilter + order, query.org_id, query.folders, query.dashboards, may.all_folders,
      JsonListOf(may.folder_uids), may.all_dashboards, may.dashboards_in_none, JsonListOf(may.dashboard_uids),
      JsonListOf(may.dashboards_in), JsonListOf(query.ids), JsonListOf(query.uids), JsonListOf(query.folder_ids),
      JsonListOf(query.tags), static_cast<int64_t>(query.tags.size()), query.text, query.starred_by,
      reader ? may.level : 0, reader ? reader->user_id : 0, reader ? reader->role : "",
      JsonListOf(reader ? reader->team_ids : std::vector<int64_t>()),
      reader ? document_acl::UsualLevel(reader->role) : 0, query.wide, JsonListOf(query.folder_uids),
      sql::Limit(query.limit), query.offset);
}

std::map<int64_t, std::vector<string>> TagsOf(sql::Session& session, const string& ids) {
  std::map<int64_t, std::vector<string>> tags;
  for (auto& [id, term] :
       sql::Select<int64_t, string>(session,
                                    "SELECT dashboard_id, term FROM dashboard_tag WHERE "
                                    "dashboard_id IN (SELECT CAST(value AS BIGINT) FROM json_each(?)) ORDER BY id",
                                    ids))
    tags[id].push_back(std::move(term));
  return tags;
}

const string kVersionColumns =
    "SELECT v.id, v.dashboard_id, v.parent_version, v.restored_from, v.version, v.created,"
    " COALESCE((SELECT login FROM \"user\" WHERE id = v.created_by), ''),"
    " COALESCE((SELECT COALESCE(NULLIF(name, ''), login) FROM \"user\" WHERE id = v.created_by), ''), v.message"
    " FROM dashboard_version v"
    " WHERE v.dashboard_id = ?";

template <class... Args>
std::vector<DocumentVersionRow> SelectVersions(sql::Session& session, const string& where, const Args&... args) {
  std::vector<DocumentVersionRow> rows;
  for (auto& [id, document, parent, restored, version, created, creator, name, message] :
       sql::Select<int64_t, int64_t, int64_t, int64_t, int64_t, Timestamp, string, string, string>(
           session, kVersionColumns + where, args...))
    rows.push_back(
        {id, document, parent, restored, version, created, std::move(creator), std::move(name), std::move(message)});
  return rows;
}

std::vector<string> FirstColumn(std::vector<std::tuple<string>> rows) {
  std::vector<string> values;
  for (auto& [value] : rows) values.push_back(std::move(value));
  return values;
}

}  // namespace

std::vector<FoundDocument> DocumentStore::List(const DocumentQuery& query, int64_t reader) {
  return database_.Read([&](sql::Session& session) {
    std::vector<FoundDocument> found;
    std::vector<int64_t> ids;
    for (DocumentRow& row : ListRows(session, query)) {
      ids.push_back(row.id);
      found.push_back({.row = std::move(row), .tags = {}});
    }
    const string all = JsonListOf(ids);
    auto tags = TagsOf(session, all);
    std::map<int64_t, bool> stars;
    for (const auto& [id] : sql::Select<int64_t>(session,
                                                 "SELECT dashboard_id FROM star WHERE user_id = ? AND dashboard_id IN"
                                                 " (SELECT CAST(value AS BIGINT) FROM json_each(?))",
                                                 reader, all))
      stars[id] = true;
    for (FoundDocument& document : found) {
      document.tags = std::move(tags[document.row.id]);
      document.is_starred = stars.contains(document.row.id);
    }
    return found;
  });
}

std::vector<TagCount> DocumentStore::Tags(int64_t org_id) {
  return database_.Read([&](sql::Session& session) {
    std::vector<TagCount> tags;
    for (auto& [term, count] : sql::Select<string, int64_t>(
             session,
             "SELECT t.term, COUNT(*) FROM dashboard_tag t JOIN dashboard d ON d.id = t.dashboard_id WHERE d.org_id = ?"
             " GROUP BY t.term ORDER BY t.term",
             org_id))
      tags.push_back({std::move(term), count});
    return tags;
  });
}

std::vector<string> DocumentStore::UidsOf(int64_t org_id, const std::vector<int64_t>& ids) {
  return database_.Read([&](sql::Session& session) {
    return FirstColumn(sql::Select<string>(session,
                                           "SELECT uid FROM dashboard WHERE org_id = ? AND id IN (SELECT CAST(value AS "
                                           "BIGINT) FROM json_each(?)) ORDER BY id",
                                           org_id, JsonListOf(ids)));
  });
}

std::vector<DocumentVersionRow> DocumentStore::Versions(int64_t id, int64_t offset, int64_t limit) {
  return database_.Read([&](sql::Session& session) {
    return SelectVersions(session, " ORDER BY v.version DESC LIMIT ? OFFSET ?", id, sql::Limit(limit), offset);
  });
}

std::optional<DocumentStore::VersionText> DocumentStore::FindVersion(int64_t id, int64_t version) {
  return database_.Read([&](sql::Session& session) -> std::optional<VersionText> {
    auto rows = SelectVersions(session, " AND v.version = ?", id, version);
    if (rows.empty()) return std::nullopt;
    auto text = sql::SelectOne<string>(session, "SELECT data FROM dashboard_version WHERE id = ?", rows.front().id);
    if (!text) return std::nullopt;  // it went meanwhile
    return VersionText{std::move(rows.front()), *std::move(text)};
  });
}

Result<Done> DocumentStore::Star(int64_t user_id, int64_t id) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    if (sql::Execute(session, "INSERT INTO star (user_id, dashboard_id) VALUES (?, ?) ON CONFLICT DO NOTHING", user_id,
                     id) == 0)
      return Fail(ErrorCode::kTaken, "starred already",
                  TakenAlready{Noun::kDashboard, "star of id", std::to_string(id)});
    return Written(Done(), NothingKept());
  });
}

Result<Done> DocumentStore::Unstar(int64_t user_id, int64_t id) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    sql::Execute(session, "DELETE FROM star WHERE user_id = ? AND dashboard_id = ?", user_id, id);
    return Written(Done(), NothingKept());
  });
}

bool DocumentStore::IsStarred(int64_t user_id, int64_t id) {
  return database_.Read([&](sql::Session& session) {
    return sql::SelectOne<int64_t>(session, "SELECT id FROM star WHERE user_id = ? AND dashboard_id = ?", user_id, id)
        .has_value();
  });
}

std::vector<string> DocumentStore::Stars(int64_t org_id, int64_t user_id) {
  return database_.Read([&](sql::Session& session) {
    return FirstColumn(sql::Select<string>(
        session,
        "SELECT d.uid FROM star s JOIN dashboard d ON d.id = s.dashboard_id WHERE s.user_id = ? AND d.org_id = ?"
        " ORDER BY s.id",
        user_id, org_id));
  });
}

}  // namespace grafake::server
