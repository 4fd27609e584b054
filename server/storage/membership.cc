#include "server/storage/membership.h"

#include "server/storage/not_found.h"

namespace grafake::server::membership {

using std::int64_t;
using std::string;

void Add(sql::Session& session, const NewMember& member) {
  sql::Execute(session, "INSERT INTO org_user (org_id, user_id, role, created, updated) VALUES (?, ?, ?, ?, ?)",
               member.org_id, member.user_id, member.role, member.now, member.now);
}

tl::unexpected<Error> OrgTaken(const string& name) {
  return Fail(ErrorCode::kOrgTaken, "organization name taken", TakenAlready{Noun::kOrg, "name", name});
}

Result<int64_t> InsertOrg(sql::Session& session, const string& name, Timestamp now) {
  if (sql::SelectOne<int64_t>(session, "SELECT id FROM org WHERE name = ?", name)) {
    return OrgTaken(name);
  }
  return sql::Insert(
      session,
      "INSERT INTO org (version, name, address1, address2, city, state, zip_code, country, billing_email,"
      " created, updated) VALUES (0, ?, '', '', '', '', '', '', '', ?, ?)",
      name, now, now);
}

Result<int64_t> ExistingOrg(sql::Session& session, int64_t org_id) {
  const auto id = sql::SelectOne<int64_t>(session, "SELECT id FROM org WHERE id = ?", org_id);
  if (!id) return OrgNotFound(org_id);
  return *id;
}

Changes EraseUser(sql::Session& session, int64_t user_id) {
  for (const char* table :
       {"star", "org_user", "dashboard_acl", "preferences", "team_member", "user_auth", "user_auth_token", "quota"}) {
    sql::Execute(session, string("DELETE FROM ") + table + " WHERE user_id = ?", user_id);
  }
  sql::Execute(session, "DELETE FROM user_role WHERE user_id = ?", user_id);
  const string id = std::to_string(user_id);
  auto held = sql::Execute(session, "DELETE FROM permission WHERE scope = ? OR scope = ?", "users:id:" + id,
                           "global.users:id:" + id);
  const string managed = "managed:users:" + id + ":permissions";
  held +=
      sql::Execute(session, "DELETE FROM permission WHERE role_id IN (SELECT id FROM role WHERE name = ?)", managed);
  sql::Execute(session, "DELETE FROM role WHERE name = ?", managed);
  sql::Execute(session, "DELETE FROM \"user\" WHERE id = ?", user_id);
  const Changes user(Changes::Kind::kUser, user_id);
  return held == 0 ? user : user + Changes(Changes::Kind::kPermissions);
}

}  // namespace grafake::server::membership
