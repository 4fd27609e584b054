#include "server/storage/state_store.h"

#include <map>

#include "server/storage/changes.h"
#include "server/storage/sql.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

constexpr auto kForgotten = {"user",
                             "org",
                             "org_user",
                             "api_key",
                             "team",
                             "team_member",
                             "user_auth",
                             "user_auth_token",
                             "login_attempt",
                             "role",
                             "permission",
                             "user_role",
                             "team_role",
                             "builtin_role",
                             "preferences",
                             "quota",
                             "star",
                             "data_source",
                             "playlist",
                             "playlist_item",
                             "dashboard",
                             "dashboard_version",
                             "dashboard_tag",
                             "dashboard_acl",
                             "dashboard_provisioning",
                             "library_element",
                             "library_element_connection",
                             "annotation",
                             "dashboard_snapshot",
                             "temp_user"};

// What the keys of kv_store keep that is about people; the rest is about the file.
constexpr const char* kForgetNotes = "DELETE FROM kv_store WHERE namespace = 'auth-proxy-sync-ttl'";

const char* TableName(StateStore::Table table) {
  switch (table) {
    case StateStore::Table::kOrgs:
      return "org";
    case StateStore::Table::kPeople:
      return "user";
    case StateStore::Table::kTeams:
      return "team";
    case StateStore::Table::kKeys:
      return "api_key";
  }
  return "";
}

Result<Written<Done>> Everything() { return Written(Done(), Changes(Changes::Kind::kEverything)); }

// None of these can be refused.
void Always(const Result<Done>& /*done*/) {}

}  // namespace

std::vector<OrgState> StateStore::Orgs() {
  return database_.Read([](sql::Session& session) {
    std::vector<OrgState> all;
    for (auto& [id, name, created] :
         sql::Select<int64_t, string, Timestamp>(session, "SELECT id, name, created FROM org ORDER BY id"))
      all.push_back({id, std::move(name), created});
    return all;
  });
}

std::vector<PersonState> StateStore::People() {
  return database_.Read([](sql::Session& session) {
    std::map<int64_t, std::vector<std::pair<string, string>>> orgs;
    for (auto& [user, org, role] : sql::Select<int64_t, string, string>(
             session,
             "SELECT m.user_id, o.name, m.role FROM org_user m JOIN org o ON o.id = m.org_id"
             " JOIN \"user\" u ON u.id = m.user_id ORDER BY m.user_id, m.org_id <> u.org_id, m.org_id"))
      orgs[user].emplace_back(std::move(org), std::move(role));
    std::vector<PersonState> all;
    for (auto& [id, uid, login, email, name, hash, salt, admin, disabled, account, created, seen, theme] :
         sql::Select<int64_t, string, string, string, string, string, string, int64_t, int64_t, int64_t, Timestamp,
                     Timestamp, string>(
             session,
             "SELECT id, COALESCE(uid, ''), login, email, COALESCE(name, ''),"
             " COALESCE(password, ''), COALESCE(salt, ''), is_admin, is_disabled,"
             " COALESCE(is_service_account, FALSE), created, COALESCE(last_seen_at, created),"
             " COALESCE(theme, '')"
             " FROM \"user\" ORDER BY id"))
      all.push_back({id, uid, login, email, name, hash, salt, admin != 0, disabled != 0, account != 0, created, seen,
                     std::move(orgs[id]), std::move(theme)});
    return all;
  });
}

std::vector<TeamState> StateStore::Teams() {
  return database_.Read([](sql::Session& session) {
    std::map<int64_t, std::vector<std::pair<string, int64_t>>> members;
    for (auto& [team, login, level] : sql::Select<int64_t, string, int64_t>(
             session,
             "SELECT m.team_id, u.login, COALESCE(m.permission, 0) FROM team_member m JOIN \"user\" u ON u.id = "
             "m.user_id"
             " WHERE COALESCE(u.is_service_account, FALSE) = FALSE ORDER BY m.team_id, m.user_id"))
      members[team].emplace_back(std::move(login), level);
    std::vector<TeamState> all;
    for (auto& [id, uid, name, email, org, created] : sql::Select<int64_t, string, string, string, string, Timestamp>(
             session,
             "SELECT t.id, COALESCE(t.uid, ''), t.name, COALESCE(t.email, ''), o.name, t.created"
             " FROM team t JOIN org o ON o.id = t.org_id ORDER BY t.id"))
      all.push_back({id, uid, name, email, org, created, std::move(members[id])});
    return all;
  });
}

std::vector<KeyState> StateStore::Keys() {
  return database_.Read([](sql::Session& session) {
    std::vector<KeyState> all;
    for (auto& [id, name, hash, org, role, account, created, expires, last_used] :
         sql::Select<int64_t, string, string, string, string, int64_t, Timestamp, std::optional<int64_t>,
                     std::optional<Timestamp>>(
             session,
             "SELECT k.id, k.name, k.key, o.name, k.role, COALESCE(k.service_account_id, 0),"
             " k.created, k.expires, k.last_used_at"
             " FROM api_key k JOIN org o ON o.id = k.org_id ORDER BY k.id")) {
      all.push_back({id, name, hash, org, role, account, created, expires, last_used});
    }
    return all;
  });
}

void StateStore::Clear() {
  Always(database_.Write([](sql::Session& session) {
    for (const string table : kForgotten) {
      sql::Execute(session, "DELETE FROM \"" + table + '"');
      session.connection().ForgetIds(table);
    }
    sql::Execute(session, kForgetNotes);
    return Everything();
  }));
}

void StateStore::GiveNextId(Table table, int64_t id) {
  Always(database_.Write([&](sql::Session& session) {
    session.connection().TakeId(TableName(table), id - 1);
    return Everything();
  }));
}

void StateStore::LeaveOrgs(int64_t user_id) {
  Always(database_.Write([&](sql::Session& session) {
    sql::Execute(session, "DELETE FROM org_user WHERE user_id = ?", user_id);
    sql::Execute(session, "UPDATE \"user\" SET org_id = 0 WHERE id = ?", user_id);
    return Everything();
  }));
}

void StateStore::SetTheme(int64_t user_id, const string& theme) {
  Always(database_.Write([&](sql::Session& session) {
    sql::Execute(session, "UPDATE \"user\" SET theme = ? WHERE id = ?", theme, user_id);
    return Everything();
  }));
}

void StateStore::SetLastSeen(int64_t user_id, Timestamp time) {
  Always(database_.Write([&](sql::Session& session) {
    sql::Execute(session, "UPDATE \"user\" SET last_seen_at = ? WHERE id = ?", time, user_id);
    return Everything();
  }));
}

Result<Done> StateStore::SetAccount(const PersonState& account) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    if (sql::SelectOne<int64_t>(session, "SELECT id FROM \"user\" WHERE (login = ? OR email = ?) AND id <> ?",
                                account.login, account.login, account.id))
      return Fail(ErrorCode::kTaken);
    sql::Execute(session,
                 "UPDATE \"user\" SET name = ?, login = ?, email = ?, uid = NULLIF(?, ''), created = ? WHERE id = ?",
                 account.name, account.login, account.login, account.uid, account.created, account.id);
    return Everything();
  });
}

void StateStore::SetTeam(int64_t id, const string& uid, Timestamp created) {
  Always(database_.Write([&](sql::Session& session) {
    sql::Execute(session, "UPDATE team SET uid = NULLIF(?, ''), created = ? WHERE id = ?", uid, created, id);
    return Everything();
  }));
}

}  // namespace grafake::server
