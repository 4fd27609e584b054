#include "server/storage/annotation_store.h"

#include <utility>

#include "server/json/reader.h"
#include "server/json/writer.h"
#include "server/storage/grounds.h"
#include "server/storage/sql.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

string TagsAsJson(const std::vector<string>& tags) {
  JsonWriter json;
  json.BeginArray();
  for (const string& tag : tags) json.Value(tag);
  return json.EndArray().Take();
}

std::vector<string> TagsFromJson(const string& text) {
  std::vector<string> tags;
  const auto list = ReadJson(text);
  if (!list) return tags;
  JsonItems items(*list);
  while (const auto item = items.Next()) tags.push_back(item->Text());
  return tags;
}

const string kAnnotationColumns =
    "SELECT a.id, a.org_id, COALESCE(a.user_id, 0), COALESCE(a.dashboard_id, 0), COALESCE(d.uid, ''),"
    " COALESCE(a.panel_id, 0), a.text, COALESCE(a.tags, '[]'), a.data, a.epoch, a.epoch_end, a.created, a.updated,"
    " COALESCE(u.login, ''), COALESCE(u.email, '') FROM annotation a LEFT JOIN dashboard d ON d.id = a.dashboard_id"
    " LEFT JOIN \"user\" u ON u.id = a.user_id";

template <class... Args>
std::vector<AnnotationRow> SelectAnnotations(sql::Session& session, const string& where, const Args&... args) {
  std::vector<AnnotationRow> rows;
  for (auto& [id, org, user, dashboard, uid, panel, text, tags, data, time, end, created, updated, login, email] :
       sql::Select<int64_t, int64_t, int64_t, int64_t, string, int64_t, string, string, string, int64_t, int64_t,
                   int64_t, int64_t, string, string>(session, kAnnotationColumns + where, args...)) {
    rows.push_back({id, org, user, dashboard, std::move(uid), panel, std::move(text), TagsFromJson(tags),
                    std::move(data), time, end, created, updated, std::move(login), std::move(email)});
  }
  return rows;
}

tl::unexpected<Error> AnnotationNotFound(int64_t org_id, int64_t id) {
  return Fail(ErrorCode::kNotFound, "annotation not found",
              NotThere{Noun::kAnnotation, "id", std::to_string(id), Within{Noun::kOrg, org_id}});
}

const string kAnnotationFilter =
    " WHERE a.org_id = ?1 AND (CAST(?2 AS BIGINT) = 0 AND CAST(?3 AS BIGINT) = 0 OR a.epoch <= ?3 AND a.epoch_end >= "
    "?2)"
    " AND (CAST(?4 AS BIGINT) = 0 OR a.user_id = ?4) AND (CAST(?5 AS BIGINT) = 0 OR a.dashboard_id = ?5) AND (CAST(?6 "
    "AS BIGINT) = 0 OR a.panel_id = ?6)"
    " AND (?7 = '[]' OR (SELECT COUNT(DISTINCT value) FROM json_each(COALESCE(a.tags, '[]')) WHERE value IN"
    "   (SELECT value FROM json_each(?7))) >= CASE WHEN ?8 THEN 1 ELSE (SELECT COUNT(DISTINCT value) FROM "
    "json_each(?7))"
    "   END)"
    " AND (NOT ?9 OR a.alert_id > 0) AND (?10 OR a.dashboard_id <> 0) AND (?11 OR COALESCE(a.dashboard_id, 0) = 0)"
    " ORDER BY a.epoch_end DESC, a.epoch DESC, a.id LIMIT ?12 OFFSET ?13";

}  // namespace

Result<int64_t> AnnotationStore::Insert(const AnnotationRow& row) {
  return database_.Write([&](sql::Session& session) -> Result<Written<int64_t>> {
    const int64_t id =
        sql::Insert(session,
                    "INSERT INTO annotation (org_id, alert_id, user_id, dashboard_id, panel_id, text, data, epoch,"
                    " epoch_end, tags, created, updated) VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    row.org_id, row.user_id, row.dashboard_id, row.panel_id, row.text, row.data, row.time, row.time_end,
                    TagsAsJson(row.tags), row.created, row.updated);
    return Written(id, NothingKept());
  });
}

Result<Done> AnnotationStore::Update(const AnnotationRow& row) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    const auto changed =
        sql::Execute(session,
                     "UPDATE annotation SET text = ?, tags = ?, data = ?, epoch = ?, epoch_end = ?,"
                     " updated = ? WHERE org_id = ? AND id = ?",
                     row.text, TagsAsJson(row.tags), row.data, row.time, row.time_end, row.updated, row.org_id, row.id);
    if (changed == 0) return AnnotationNotFound(row.org_id, row.id);
    return Written(Done(), NothingKept());
  });
}

Result<Done> AnnotationStore::Erase(int64_t org_id, int64_t id) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    if (sql::Execute(session, "DELETE FROM annotation WHERE org_id = ? AND id = ?", org_id, id) == 0)
      return AnnotationNotFound(org_id, id);
    return Written(Done(), NothingKept());
  });
}

Result<Done> AnnotationStore::EraseOfPanel(int64_t org_id, int64_t dashboard_id, int64_t panel_id) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    sql::Execute(session, "DELETE FROM annotation WHERE org_id = ? AND dashboard_id = ? AND panel_id = ?", org_id,
                 dashboard_id, panel_id);
    return Written(Done(), NothingKept());
  });
}

std::optional<AnnotationRow> AnnotationStore::Find(int64_t org_id, int64_t id) {
  return database_.Read([&](sql::Session& session) -> std::optional<AnnotationRow> {
    auto rows = SelectAnnotations(session, " WHERE a.org_id = ? AND a.id = ?", org_id, id);
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
  });
}

std::vector<AnnotationRow> AnnotationStore::List(const AnnotationQuery& query) {
  return database_.Read([&](sql::Session& session) {
    return SelectAnnotations(session, kAnnotationFilter, query.org_id, query.from, query.to, query.user_id,
                             query.dashboard_id, query.panel_id, TagsAsJson(query.tags), query.any_tag, query.alerts,
                             query.of_org, query.of_dashboards, sql::Limit(query.limit), query.offset);
  });
}

std::vector<AnnotationTag> AnnotationStore::Tags(int64_t org_id, const string& text, int64_t limit) {
  return database_.Read([&](sql::Session& session) {
    std::vector<AnnotationTag> tags;
    for (auto& [tag, count] : sql::Select<string, int64_t>(
             session,
             "SELECT t.value, COUNT(*) FROM annotation a, json_each(COALESCE(a.tags, '[]')) t WHERE a.org_id = ?"
             " AND t.value LIKE '%' || ? || '%' GROUP BY t.value ORDER BY t.value LIMIT ?",
             org_id, text, sql::Limit(limit)))
      tags.push_back({std::move(tag), count});
    return tags;
  });
}

}  // namespace grafake::server
