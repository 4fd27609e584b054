#include "server/storage/team_store.h"

#include "server/json/writer.h"
#include "server/storage/json_list.h"
#include "server/storage/managed_roles.h"
#include "server/storage/not_found.h"
#include "server/storage/sql.h"
#include "server/storage/team_members.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

string JsonOf(const std::vector<string>& texts) {
  JsonWriter json;
  json.BeginArray();
  for (const string& text : texts) json.Value(text);
  json.EndArray();
  return json.Take();
}

// A team of an older file has no uid of its own.
constexpr const char* kTeamColumns =
    "SELECT t.id, t.org_id, COALESCE(t.uid, printf('t%09d', t.id)), t.name, COALESCE(t.email, ''),"
    " (SELECT COUNT(*) FROM team_member m JOIN \"user\" u ON u.id = m.user_id WHERE m.team_id = t.id"
    " AND u.login NOT IN (SELECT value FROM json_each(?))) AS members FROM team t ";

template <class... Args>
std::vector<TeamRow> SelectTeams(sql::Session& session, const string& rest, const Args&... args) {
  std::vector<TeamRow> rows;
  for (auto& [id, org, uid, name, email, members] :
       sql::Select<int64_t, int64_t, string, string, string, int64_t>(session, kTeamColumns + rest, args...)) {
    rows.push_back({id, org, std::move(uid), std::move(name), std::move(email), members});
  }
  return rows;
}

bool NameTaken(sql::Session& session, int64_t org_id, const string& name, int64_t but) {
  return sql::SelectOne<int64_t>(session, "SELECT id FROM team WHERE org_id = ? AND name = ? AND id <> ?", org_id, name,
                                 but)
      .has_value();
}

tl::unexpected<Error> Taken(int64_t org_id, const string& name) {
  return Fail(ErrorCode::kTaken, "team name taken",
              TakenAlready{Noun::kTeam, "name", name, Within{Noun::kOrg, org_id}});
}

}  // namespace

Result<int64_t> TeamStore::Insert(const TeamRow& team, int64_t creator, Timestamp now) {
  return database_.Write([&](sql::Session& session) -> Result<Written<int64_t>> {
    if (NameTaken(session, team.org_id, team.name, 0)) return Taken(team.org_id, team.name);
    const int64_t id =
        sql::Insert(session, "INSERT INTO team (name, org_id, created, updated, email, uid) VALUES (?, ?, ?, ?, ?, ?)",
                    team.name, team.org_id, now, now, team.email, team.uid);
    if (creator == 0) return Written(id, NothingKept());
    return Written(id, team_members::Put(session, {team.org_id, id, creator}, TeamLevel::kAdmin, {DrawUid(), now}));
  });
}

std::optional<TeamRow> TeamStore::Find(int64_t org_id, int64_t id, const std::vector<string>& hidden_logins) {
  return database_.Read([&](sql::Session& session) -> std::optional<TeamRow> {
    auto rows = SelectTeams(session, "WHERE t.org_id = ? AND t.id = ?", JsonOf(hidden_logins), org_id, id);
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
  });
}

std::optional<int64_t> TeamStore::FindIdByUid(int64_t org_id, const string& uid) {
  return database_.Read([&](sql::Session& session) {
    return sql::SelectOne<int64_t>(
        session, "SELECT id FROM team WHERE org_id = ? AND COALESCE(uid, printf('t%09d', id)) = ?", org_id, uid);
  });
}

TeamPage TeamStore::List(const TeamQuery& query) {
  const string filter =
      "WHERE t.org_id = ? AND t.name LIKE ? AND (? = '' OR t.name = ?)"
      " AND (? = 'null' OR t.id IN (SELECT CAST(value AS BIGINT) FROM json_each(?)))"
      " AND (CAST(? AS BIGINT) = 0 OR t.id IN (SELECT team_id FROM team_member WHERE user_id = ?))";
  const string pattern = "%" + query.text + "%";
  const string ids = query.ids ? JsonListOf(*query.ids) : "null";
  const int64_t user = query.of_user.value_or(0);
  return database_.Read([&](sql::Session& session) {
    TeamPage page;
    page.total = *sql::SelectOne<int64_t>(session, "SELECT COUNT(*) FROM team t " + filter, query.org_id, pattern,
                                          query.name, query.name, ids, ids, user, user);
    const string order = OrderClause(query.order, kTeamOrders, "t.id", query.ignore_case ? "lower(t.name)" : "t.name");
    const string picked = query.picked.empty() ? "null" : JsonListOf(query.picked);
    page.rows = SelectTeams(session,
                            filter + " AND (? = 'null' OR t.id IN (SELECT CAST(value AS BIGINT) FROM json_each(?)))" +
                                order + " LIMIT ? OFFSET ?",
                            JsonOf(query.hidden_logins), query.org_id, pattern, query.name, query.name, ids, ids, user,
                            user, picked, picked, sql::Limit(query.limit), query.offset);
    return page;
  });
}

Result<Done> TeamStore::Update(int64_t org_id, int64_t id, const string& name, const string& email, Timestamp now) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    if (NameTaken(session, org_id, name, id)) return Taken(org_id, name);
    const auto changed = sql::Execute(session,
                                      "UPDATE team SET name = COALESCE(NULLIF(?, ''), name), email = ?, updated = ?"
                                      " WHERE id = ? AND org_id = ?",
                                      name, email, now, id, org_id);
    // Grafana would change a team of another org; the answer is its own, the team stays.
    const bool elsewhere =
        changed == 0 && sql::SelectOne<int64_t>(session, "SELECT id FROM team WHERE id = ?", id).has_value();
    if (changed == 0 && !elsewhere) return TeamNotFound(org_id, id);
    return Written(Done(), NothingKept());
  });
}

Result<Done> TeamStore::Erase(int64_t org_id, int64_t id) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    if (sql::Execute(session, "DELETE FROM team WHERE org_id = ? AND id = ?", org_id, id) == 0) {
      return TeamNotFound(org_id, id);
    }
    sql::Execute(session, "DELETE FROM team_member WHERE team_id = ?", id);
    sql::Execute(session, "DELETE FROM team_role WHERE team_id = ?", id);
    return Written(Done(),
                   Changes(Changes::Kind::kMemberships) + managed_roles::EraseScope(session, team_members::Scope(id)));
  });
}

}  // namespace grafake::server
