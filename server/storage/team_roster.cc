#include <map>

#include "server/storage/not_found.h"
#include "server/storage/team_members.h"

// Who belongs to a team, set for all at once; team_members.cc holds what is done for one.
namespace grafake::server {
namespace {

using std::int64_t;
using std::string;
using Levels = std::map<int64_t, TeamLevel>;  // by user

// Emails that differ by case alone are one.
Result<Done> AddAll(sql::Session& session, const std::vector<string>& emails, TeamLevel level, Levels& wanted) {
  for (const string& email : emails) {
    const auto user = sql::SelectOne<int64_t>(
        session, "SELECT id FROM \"user\" WHERE LOWER(email) = LOWER(?) AND is_service_account = FALSE", email);
    if (!user) return UserNotFound("email", email);
    wanted.emplace(*user, level);
  }
  return Done();
}

Levels LevelsNow(sql::Session& session, int64_t org_id, int64_t team_id) {
  Levels levels;
  for (const auto& [user, level] : sql::Select<int64_t, int64_t>(
           session,
           "SELECT m.user_id, COALESCE(m.permission, 0) FROM team_member m JOIN \"user\" u ON u.id = m.user_id"
           " WHERE m.org_id = ? AND m.team_id = ? AND u.is_service_account = FALSE",
           org_id, team_id))
    levels.emplace(user, TeamLevelOf(level).value_or(TeamLevel::kMember));
  return levels;
}

}  // namespace

Result<Done> TeamStore::SetMembers(int64_t org_id, int64_t id, const TeamRoster& roster, Timestamp now) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    Levels wanted;
    for (const auto& [emails, level] :
         {std::pair(&roster.admins, TeamLevel::kAdmin), {&roster.members, TeamLevel::kMember}}) {
      if (auto added = AddAll(session, *emails, level, wanted); !added) return tl::unexpected(added.error());
    }
    if (!sql::SelectOne<int64_t>(session, "SELECT id FROM team WHERE org_id = ? AND id = ?", org_id, id))
      return TeamNotFound(org_id, id);
    const Levels present = LevelsNow(session, org_id, id);
    Changes changes = NothingKept();
    for (const auto& [user, level] : wanted) {
      const auto now_at = present.find(user);
      if (now_at == present.end() || now_at->second != level)
        changes = std::move(changes) + team_members::Put(session, {org_id, id, user}, level, {DrawUid(), now});
    }
    for (const auto& [user, level] : present) {
      if (!wanted.contains(user)) changes = std::move(changes) + team_members::Erase(session, {org_id, id, user});
    }
    return Written(Done(), std::move(changes));
  });
}

}  // namespace grafake::server
