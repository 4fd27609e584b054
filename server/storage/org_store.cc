#include "server/storage/org_store.h"

#include "server/storage/membership.h"
#include "server/storage/sql.h"

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
  for (auto& [org, user, email, name, login, role, seen] :
       sql::Select<int64_t, int64_t, string, string, string, string, Timestamp>(
           session,
           "SELECT m.org_id, m.user_id, u.email, u.name, u.login, m.role, u.last_seen_at " + filter +
               " ORDER BY u.email, u.login LIMIT ? OFFSET ?",
           query.org_id, pattern, pattern, pattern, query.limit, query.offset)) {
    rows.push_back({org, user, std::move(email), std::move(name), std::move(login), std::move(role), seen});
  }
  return rows;
}

}  // namespace

Result<int64_t> OrgStore::Insert(const string& name, Timestamp now) {
  return database_.Write([&](sql::Session& session) { return membership::InsertOrg(session, name, now); });
}

std::optional<OrgRow> OrgStore::Find(int64_t id) {
  return database_.Read([&](sql::Session& session) { return FindWhere(session, "id = ?", id); });
}

std::optional<OrgRow> OrgStore::FindByName(const string& name) {
  return database_.Read([&](sql::Session& session) { return FindWhere(session, "name = ?", name); });
}

MemberPage OrgStore::ListMembers(const MemberQuery& query) {
  const string filter =
      "FROM org_user m JOIN user u ON u.id = m.user_id WHERE m.org_id = ? AND u.is_service_account = 0"
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
