#include "server/storage/org_store.h"

#include <array>

#include "server/storage/gone_keys.h"
#include "server/storage/membership.h"
#include "server/storage/not_found.h"
#include "server/storage/sql.h"
#include "server/storage/user_rows.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

template <class Argument>
std::optional<OrgRow> FindWhere(sql::Session& session, const string& where, const Argument& argument) {
  auto rows = sql::Select<int64_t, string, string, string, string, string, string, string>(
      session, "SELECT id, name, address1, address2, city, zip_code, state, country FROM org WHERE " + where, argument);
  if (rows.empty()) return std::nullopt;
  auto& [id, name, address1, address2, city, zip_code, state, country] = rows.front();
  return OrgRow{id, name, {address1, address2, city, zip_code, state, country}};
}

std::vector<MemberRow> Members(sql::Session& session, const string& filter, const MemberQuery& query) {
  const string pattern = "%" + query.text + "%";
  std::vector<MemberRow> rows;
  for (auto& [org, user, uid, email, name, login, role, seen, created, disabled, module] :
       sql::Select<int64_t, int64_t, string, string, string, string, string, Timestamp, Timestamp, bool, string>(
           session,
           std::string("SELECT m.org_id, m.user_id, ") + user_rows::kUid +
               ", u.email, u.name, u.login, m.role, u.last_seen_at, u.created, u.is_disabled, " +
               user_rows::kAuthModule + " " + filter +
               OrderClause(query.order, kUserOrders, "u.id", query.by_login ? "u.login, u.email" : "u.email, u.login") +
               " LIMIT ? OFFSET ?",
           query.org_id, pattern, pattern, pattern, sql::Limit(query.limit), query.offset)) {
    rows.push_back({org, user, std::move(uid), std::move(email), std::move(name), std::move(login), std::move(role),
                    seen, created, disabled, std::move(module)});
  }
  return rows;
}

// What is an org's through a row of its own.
struct ThroughOther {
  const char* table;
  const char* column;
  const char* parent;
};
constexpr auto kThroughOthers =
    std::to_array<ThroughOther>({{"star", "dashboard_id", "dashboard"},
                                 {"dashboard_tag", "dashboard_id", "dashboard"},
                                 {"dashboard_version", "dashboard_id", "dashboard"},
                                 {"dashboard_provisioning", "dashboard_id", "dashboard"},
                                 {"playlist_item", "playlist_id", "playlist"},
                                 {"library_element_connection", "element_id", "library_element"}});

// What goes with it. Grafana leaves its teams, preferences, quotas and roles, and snapshots, which are asked for by
// their keys alone.
constexpr auto kOfOrg = std::to_array<const char*>({"org_user", "dashboard", "dashboard_acl", "library_element",
                                                    "annotation", "playlist", "data_source", "temp_user", "kv_store"});

}  // namespace

Result<int64_t> OrgStore::Insert(const string& name, Timestamp now) {
  return database_.Write([&](sql::Session& session) -> Result<Written<int64_t>> {
    return membership::InsertOrg(session, name, now).map([](int64_t id) { return Written(id, NothingKept()); });
  });
}

std::optional<OrgRow> OrgStore::Find(int64_t id) {
  return database_.Read([&](sql::Session& session) { return FindWhere(session, "id = ?", id); });
}

std::optional<OrgRow> OrgStore::FindByName(const string& name) {
  return database_.Read([&](sql::Session& session) { return FindWhere(session, "name = ?", name); });
}

std::vector<OrgRow> OrgStore::List(const OrgQuery& query) {
  return database_.Read([&](sql::Session& session) {
    std::vector<OrgRow> rows;
    for (auto& [id, name] : sql::Select<int64_t, string>(
             session,
             "SELECT id, name FROM org WHERE name LIKE ? AND (? = '' OR name = ?) ORDER BY name LIMIT ? OFFSET ?",
             query.prefix + "%", query.name, query.name, sql::Limit(query.limit), query.offset)) {
      rows.push_back({.id = id, .name = std::move(name)});
    }
    return rows;
  });
}

Result<Done> OrgStore::Rename(int64_t id, const string& name, Timestamp now) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    if (sql::SelectOne<int64_t>(session, "SELECT id FROM org WHERE name = ? AND id <> ?", name, id)) {
      return membership::OrgTaken(name);
    }
    if (sql::Execute(session, "UPDATE org SET name = ?, updated = ? WHERE id = ?", name, now, id) == 0) {
      return OrgNotFound(id);
    }
    return Written(Done(), Changes(Changes::Kind::kOrgName, id));
  });
}

void OrgStore::SetAddress(int64_t id, const Address& address, Timestamp now) {
  (void)database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    sql::Execute(
        session,
        "UPDATE org SET address1 = COALESCE(NULLIF(?, ''), address1), address2 = COALESCE(NULLIF(?, ''), address2),"
        " city = COALESCE(NULLIF(?, ''), city), zip_code = COALESCE(NULLIF(?, ''), zip_code),"
        " state = COALESCE(NULLIF(?, ''), state), country = COALESCE(NULLIF(?, ''), country), updated = ? WHERE id = ?",
        address.address1, address.address2, address.city, address.zip_code, address.state, address.country, now, id);
    return Written(Done(), Changes(Changes::Kind::kOrgAddress, id));
  });
}

Result<Done> OrgStore::Erase(int64_t id) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    if (sql::Execute(session, "DELETE FROM org WHERE id = ?", id) == 0) return OrgNotFound(id);
    auto gone = EraseKeys(session, "org_id = ?", id);
    for (const auto& [table, column, parent] : kThroughOthers)
      sql::Execute(
          session,
          string("DELETE FROM ") + table + " WHERE " + column + " IN (SELECT id FROM " + parent + " WHERE org_id = ?)",
          id);
    for (const char* table : kOfOrg) sql::Execute(session, string("DELETE FROM ") + table + " WHERE org_id = ?", id);
    return Written(Done(), Changes(Changes::Kind::kOrg, id, std::move(gone)));
  });
}

Result<int64_t> OrgStore::InsertWithAdmin(const string& name, int64_t user_id, Timestamp now) {
  return database_.Write([&](sql::Session& session) -> Result<Written<int64_t>> {
    const auto made = membership::InsertOrg(session, name, now);
    if (!made) return tl::unexpected(made.error());
    membership::Add(session, {*made, user_id, "Admin", now});
    return Written(*made, Changes(Changes::Kind::kUser, user_id));
  });
}

MemberPage OrgStore::ListMembers(const MemberQuery& query) {
  const string filter =
      "FROM org_user m JOIN \"user\" u ON u.id = m.user_id WHERE m.org_id = ? AND u.is_service_account = FALSE"
      " AND (u.email LIKE ? OR u.name LIKE ? OR u.login LIKE ?)";
  const string pattern = "%" + query.text + "%";
  return database_.Read([&](sql::Session& session) {
    MemberPage page;
    page.total =
        *sql::SelectOne<int64_t>(session, "SELECT COUNT(*) " + filter, query.org_id, pattern, pattern, pattern);
    page.rows = Members(session, filter, query);
    return page;
  });
}

}  // namespace grafake::server
