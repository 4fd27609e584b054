#include "server/storage/thing_store.h"

#include "server/storage/sql.h"
#include "server/storage/user_rows.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

std::vector<ThingRow> SelectThings(sql::Session& session, const string& text, int64_t org_id) {
  std::vector<ThingRow> rows;
  for (auto& [id, uid, name, login, email, role, admin, disabled, created, updated, seen] :
       sql::Select<int64_t, string, string, string, string, string, bool, bool, Timestamp, Timestamp, Timestamp>(
           session, text, org_id)) {
    rows.push_back({id, std::move(uid), std::move(name), std::move(login), std::move(email), std::move(role), admin,
                    disabled, created, updated, seen});
  }
  return rows;
}

string OfMembers(ThingKind kind) {
  return string("SELECT u.id, ") + user_rows::kUid +
         ", u.name, u.login, u.email, m.role, u.is_admin, u.is_disabled, u.created, u.updated, u.last_seen_at"
         " FROM \"user\" u JOIN org_user m ON m.user_id = u.id WHERE m.org_id = ? AND u.is_service_account = " +
         (kind == ThingKind::kAccount ? "TRUE" : "FALSE") + " ORDER BY u.id";
}

const string kOfTeams =
    "SELECT t.id, COALESCE(t.uid, printf('t%09d', t.id)), t.name, '', COALESCE(t.email, ''), '', FALSE, FALSE, "
    "t.created,"
    " t.updated, t.updated FROM team t WHERE t.org_id = ? ORDER BY t.id";

}  // namespace

std::vector<ThingRow> ThingStore::List(ThingKind kind, int64_t org_id) {
  return database_.Read([&](sql::Session& session) {
    return SelectThings(session, kind == ThingKind::kTeam ? kOfTeams : OfMembers(kind), org_id);
  });
}

}  // namespace grafake::server
