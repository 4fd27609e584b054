#include "server/storage/element_store.h"

#include <utility>

#include "server/storage/grounds.h"
#include "server/storage/json_list.h"
#include "server/storage/sql.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

const string kElementColumns =
    "SELECT e.id, e.org_id, e.folder_id, COALESCE(f.uid, ''), COALESCE(f.title, ''), e.uid, e.name, e.kind, e.type,"
    " e.description, e.model, e.version, e.created, e.updated,"
    " (SELECT COUNT(*) FROM library_element_connection WHERE element_id = e.id),"
    " e.created_by, COALESCE(c.login, ''), COALESCE(c.email, ''),"
    " e.updated_by, COALESCE(u.login, ''), COALESCE(u.email, '')";
const string kElementTables =
    " FROM library_element e LEFT JOIN dashboard f ON f.id = e.folder_id AND f.is_folder = TRUE"
    " LEFT JOIN \"user\" c ON c.id = e.created_by LEFT JOIN \"user\" u ON u.id = e.updated_by";

template <class... Args>
std::vector<ElementRow> SelectElements(sql::Session& session, const string& where, const Args&... args) {
  std::vector<ElementRow> rows;
  for (auto& [id, org, folder, folder_uid, folder_title, uid, name, kind, type, description, model, version, created,
              updated, uses, creator, creator_login, creator_email, updater, updater_login, updater_email] :
       sql::Select<int64_t, int64_t, int64_t, string, string, string, string, int64_t, string, string, string, int64_t,
                   Timestamp, Timestamp, int64_t, int64_t, string, string, int64_t, string, string>(
           session, kElementColumns + kElementTables + where, args...)) {
    rows.push_back({id,
                    org,
                    folder,
                    std::move(folder_uid),
                    std::move(folder_title),
                    std::move(uid),
                    std::move(name),
                    kind,
                    std::move(type),
                    std::move(description),
                    std::move(model),
                    version,
                    uses,
                    created,
                    updated,
                    {creator, std::move(creator_login), std::move(creator_email)},
                    {updater, std::move(updater_login), std::move(updater_email)}});
  }
  return rows;
}

std::optional<ElementRow> ElementWithUid(sql::Session& session, int64_t org_id, const string& uid) {
  auto rows = SelectElements(session, " WHERE e.org_id = ? AND e.uid = ?", org_id, uid);
  return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

tl::unexpected<Error> ElementNotFound(int64_t org_id, const string& uid) {
  return Fail(ErrorCode::kNotFound, "library element could not be found",
              NotThere{Noun::kElement, "uid", uid, Within{Noun::kOrg, org_id}});
}

Result<Done> IsFree(sql::Session& session, const ElementRow& row, bool names_are_unique) {
  const auto taken = [&](std::string_view by, const string& value) {
    return Fail(ErrorCode::kTaken, "library element with that name or UID already exists",
                TakenAlready{Noun::kElement, by, value, Within{Noun::kOrg, row.org_id}});
  };
  if (sql::SelectOne<int64_t>(session, "SELECT id FROM library_element WHERE org_id = ? AND uid = ? AND id <> ?",
                              row.org_id, row.uid, row.id))
    return taken("uid", row.uid);
  if (names_are_unique &&
      sql::SelectOne<int64_t>(session,
                              "SELECT id FROM library_element WHERE org_id = ? AND folder_id = ? AND name = ? AND kind"
                              " = ? AND id <> ?",
                              row.org_id, row.folder_id, row.name, row.kind, row.id))
    return taken("name", row.name);
  return Done();
}

// The parameters are in the order of ListedBy.
const string kElementFilter =
    " WHERE e.org_id = ?1 AND (CAST(?2 AS BIGINT) = 0 OR e.kind = ?2)"
    " AND (?3 = '' OR e.name LIKE '%' || ?3 || '%' OR e.description LIKE '%' || ?3 || '%')"
    " AND (?4 = '[]' OR e.type IN (SELECT value FROM json_each(?4)))"
    " AND (?5 = '[]' OR e.folder_id IN (SELECT CAST(value AS BIGINT) FROM json_each(?5)))"
    " AND e.uid <> ?6 AND (?7 = '' OR e.name = ?7)"
    " AND (e.folder_id = 0 AND ?8 OR e.folder_id <> 0 AND (?9 OR f.uid IN (SELECT value FROM json_each(?10))))";

template <class Run>
auto ListedBy(const ElementQuery& query, const Run& run) {
  return run(query.org_id, query.kind, query.text, JsonListOf(query.types), JsonListOf(query.folder_ids), query.but_uid,
             query.name, query.in_none, query.every_folder, JsonListOf(query.folder_uids));
}

}  // namespace

Result<ElementRow> ElementStore::Insert(const ElementRow& row) {
  return database_.Write([&](sql::Session& session) -> Result<Written<ElementRow>> {
    if (auto free = IsFree(session, row, names_are_unique_); !free) return tl::unexpected(free.error());
    sql::Execute(session,
                 "INSERT INTO library_element (org_id, folder_id, uid, name, kind, type, description, model, created,"
                 " created_by, updated, updated_by, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                 row.org_id, row.folder_id, row.uid, row.name, row.kind, row.type, row.description, row.model,
                 row.created, row.creator.id, row.updated, row.updater.id);
    return Written(*ElementWithUid(session, row.org_id, row.uid), NothingKept());
  });
}

Result<ElementRow> ElementStore::Update(const ElementRow& row, const string& new_uid) {
  return database_.Write([&](sql::Session& session) -> Result<Written<ElementRow>> {
    const auto there = ElementWithUid(session, row.org_id, row.uid);
    if (!there) return ElementNotFound(row.org_id, row.uid);
    if (there->version != row.version)
      return Fail(ErrorCode::kVersionMismatch, "version mismatch", ChangedSince{there->version, row.version});
    ElementRow changed = row;
    changed.id = there->id;
    changed.uid = new_uid;
    if (auto free = IsFree(session, changed, names_are_unique_); !free) return tl::unexpected(free.error());
    sql::Execute(session,
                 "UPDATE library_element SET folder_id = ?, uid = ?, name = ?, kind = ?, type = ?, description = ?,"
                 " model = ?, updated = ?, updated_by = ?, version = version + 1 WHERE id = ?",
                 changed.folder_id, changed.uid, changed.name, changed.kind, changed.type, changed.description,
                 changed.model, changed.updated, changed.updater.id, changed.id);
    return Written(*ElementWithUid(session, row.org_id, new_uid), NothingKept());
  });
}

Result<ElementRow> ElementStore::Erase(int64_t org_id, const string& uid) {
  return database_.Write([&](sql::Session& session) -> Result<Written<ElementRow>> {
    auto there = ElementWithUid(session, org_id, uid);
    if (!there) return ElementNotFound(org_id, uid);
    if (there->dashboards > 0) return Fail(ErrorCode::kFixed, "the library element has connections");
    sql::Execute(session, "DELETE FROM library_element WHERE id = ?", there->id);
    return Written(*std::move(there), NothingKept());
  });
}

std::optional<ElementRow> ElementStore::Find(int64_t org_id, const string& uid) {
  return database_.Read([&](sql::Session& session) { return ElementWithUid(session, org_id, uid); });
}

ElementList ElementStore::List(const ElementQuery& query) {
  return database_.Read([&](sql::Session& session) {
    ElementList list;
    list.total = ListedBy(query, [&](const auto&... args) {
      return *sql::SelectOne<int64_t>(session, "SELECT COUNT(*)" + kElementTables + kElementFilter, args...);
    });
    const string order =
        string(" ORDER BY LOWER(e.name) ") + (query.descending ? "DESC" : "ASC") + ", e.id LIMIT ?11 OFFSET ?12";
    list.rows = ListedBy(query, [&](const auto&... args) {
      return SelectElements(session, kElementFilter + order, args..., sql::Limit(query.limit), query.offset);
    });
    return list;
  });
}

std::vector<ElementUse> ElementStore::UsesOf(int64_t element_id) {
  return database_.Read([&](sql::Session& session) {
    std::vector<ElementUse> uses;
    for (auto& [id, dashboard, created, user, login, email] :
         sql::Select<int64_t, int64_t, Timestamp, int64_t, string, string>(
             session,
             "SELECT c.id, c.connection_id, c.created, c.created_by, COALESCE(u.login, ''), COALESCE(u.email, '')"
             " FROM library_element_connection c LEFT JOIN \"user\" u ON u.id = c.created_by WHERE c.element_id = ?"
             " ORDER BY c.id",
             element_id))
      uses.push_back({id, element_id, dashboard, created, {user, std::move(login), std::move(email)}});
    return uses;
  });
}

}  // namespace grafake::server
