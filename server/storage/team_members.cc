#include "server/storage/team_members.h"

#include <array>

#include "server/storage/managed_roles.h"
#include "server/storage/not_found.h"
#include "server/storage/user_rows.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;
using team_members::Making;
using team_members::Place;

constexpr auto kMemberMay = std::to_array<std::string_view>({"teams:read"});
constexpr auto kAdminMay = std::to_array<std::string_view>(
    {"teams:read", "teams:write", "teams:delete", "teams.permissions:read", "teams.permissions:write"});

TeamLevel StoredLevel(int64_t permission) { return TeamLevelOf(permission).value_or(TeamLevel::kMember); }

std::optional<TeamLevel> FindLevel(sql::Session& session, const Place& place) {
  const auto level = sql::SelectOne<int64_t>(
      session, "SELECT COALESCE(permission, 0) FROM team_member WHERE org_id = ? AND team_id = ? AND user_id = ?",
      place.org_id, place.team_id, place.user_id);
  if (!level) return std::nullopt;
  return StoredLevel(*level);
}

bool IsThere(sql::Session& session, int64_t org_id, int64_t team_id) {
  return sql::SelectOne<int64_t>(session, "SELECT id FROM team WHERE org_id = ? AND id = ?", org_id, team_id)
      .has_value();
}

// kNotFound, kUserNotFound. Service accounts may be members, and users of other orgs.
Result<Done> Exists(sql::Session& session, const Place& place) {
  if (!IsThere(session, place.org_id, place.team_id)) return TeamNotFound(place.org_id, place.team_id);
  if (!sql::SelectOne<int64_t>(session, "SELECT id FROM \"user\" WHERE id = ?", place.user_id)) {
    return UserNotFound(place.user_id);
  }
  return Done();
}

bool IsOnlyAdmin(sql::Session& session, const Place& place) {
  const auto others = sql::SelectOne<int64_t>(
      session, "SELECT COUNT(*) FROM team_member WHERE org_id = ? AND team_id = ? AND permission = ? AND user_id <> ?",
      place.org_id, place.team_id, static_cast<int64_t>(TeamLevel::kAdmin), place.user_id);
  return FindLevel(session, place) == TeamLevel::kAdmin && others == 0;
}

Within TeamOf(const Place& place) { return {Noun::kTeam, place.team_id}; }

tl::unexpected<Error> LastAdmin(const Place& place) {
  return Fail(ErrorCode::kLastAdmin, "not allowed to remove last admin", LastAdminOf{place.user_id, TeamOf(place)});
}

tl::unexpected<Error> NotMember(const Place& place) {
  return Fail(ErrorCode::kNotMember, "team member not found", NotAMember{place.user_id, TeamOf(place)});
}

Result<Written<Done>> SetLevel(sql::Session& session, const Place& place, TeamLevel level, bool last_admin_stays,
                               const Making& making) {
  if (auto exists = Exists(session, place); !exists) return tl::unexpected(exists.error());
  if (last_admin_stays && level != TeamLevel::kAdmin && IsOnlyAdmin(session, place)) return LastAdmin(place);
  return Written(Done(), team_members::Put(session, place, level, making));
}

Result<Written<Done>> Leave(sql::Session& session, const Place& place, bool last_admin_stays) {
  if (auto exists = Exists(session, place); !exists) return tl::unexpected(exists.error());
  if (!FindLevel(session, place)) return NotMember(place);
  if (last_admin_stays && IsOnlyAdmin(session, place)) return LastAdmin(place);
  return Written(Done(), team_members::Erase(session, place));
}

}  // namespace

string team_members::Scope(int64_t team_id) { return "teams:id:" + std::to_string(team_id); }

Changes team_members::Put(sql::Session& session, const Place& place, TeamLevel level, const Making& making) {
  sql::Execute(session,
               "INSERT INTO team_member (org_id, team_id, user_id, created, updated, external, permission, uid)"
               " VALUES (?, ?, ?, ?, ?, FALSE, ?, NULLIF(?, ''))"
               " ON CONFLICT (org_id, team_id, user_id) DO UPDATE SET permission = excluded.permission,"
               " updated = excluded.updated",
               place.org_id, place.team_id, place.user_id, making.now, making.now, static_cast<int64_t>(level),
               making.uid);
  const std::span<const std::string_view> actions = level == TeamLevel::kAdmin
                                                        ? std::span<const std::string_view>(kAdminMay)
                                                        : std::span<const std::string_view>(kMemberMay);
  return Changes(Changes::Kind::kUser, place.user_id) +
         managed_roles::Set(session, {place.org_id, place.user_id, Scope(place.team_id)}, actions, making.now);
}

Changes team_members::Erase(sql::Session& session, const Place& place) {
  sql::Execute(session, "DELETE FROM team_member WHERE org_id = ? AND team_id = ? AND user_id = ?", place.org_id,
               place.team_id, place.user_id);
  return Changes(Changes::Kind::kUser, place.user_id) +
         managed_roles::Set(session, {place.org_id, place.user_id, Scope(place.team_id)}, {}, Timestamp());
}

std::vector<TeamMemberRow> TeamStore::Members(int64_t org_id, int64_t id, bool with_accounts) {
  return database_.Read([&](sql::Session& session) {
    std::vector<TeamMemberRow> rows;
    for (auto& [uid, team_uid, user, user_uid, email, name, login, level] :
         sql::Select<string, string, int64_t, string, string, string, string, int64_t>(
             session,
             string("SELECT COALESCE(m.uid, printf('tm%09d', m.id)), COALESCE(t.uid, printf('t%09d', t.id)), u.id, ") +
                 user_rows::kUid +
                 ", u.email, u.name, u.login, COALESCE(m.permission, 0)"
                 " FROM team_member m JOIN team t ON t.id = m.team_id JOIN \"user\" u ON u.id = m.user_id"
                 " WHERE m.org_id = ? AND m.team_id = ? AND (? OR u.is_service_account = FALSE)"
                 " ORDER BY u.login, u.email",
             org_id, id, with_accounts)) {
      rows.push_back({std::move(uid), std::move(team_uid), user, std::move(user_uid), std::move(email), std::move(name),
                      std::move(login), StoredLevel(level)});
    }
    return rows;
  });
}

std::optional<TeamLevel> TeamStore::LevelOf(int64_t org_id, int64_t id, int64_t user_id) {
  return database_.Read([&](sql::Session& session) { return FindLevel(session, {org_id, id, user_id}); });
}

bool TeamStore::IsAdminOfAny(int64_t org_id, int64_t user_id) {
  return database_.Read([&](sql::Session& session) {
    return sql::SelectOne<int64_t>(session,
                                   "SELECT id FROM team_member WHERE org_id = ? AND user_id = ? AND permission = ?",
                                   org_id, user_id, static_cast<int64_t>(TeamLevel::kAdmin))
        .has_value();
  });
}

Result<Done> TeamStore::SetMember(int64_t org_id, int64_t id, int64_t user_id, TeamLevel level, Timestamp now) {
  return database_.Write([&](sql::Session& session) {
    return SetLevel(session, {org_id, id, user_id}, level, last_admin_stays_, {DrawUid(), now});
  });
}

Result<Done> TeamStore::AddMember(int64_t org_id, int64_t id, int64_t user_id, TeamLevel level, Timestamp now) {
  const Place place{org_id, id, user_id};
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    if (FindLevel(session, place)) return Fail(ErrorCode::kAlreadyMember, {}, AlreadyAMember{user_id, TeamOf(place)});
    return SetLevel(session, place, level, last_admin_stays_, {DrawUid(), now});
  });
}

Result<Done> TeamStore::ChangeMember(int64_t org_id, int64_t id, int64_t user_id, const Result<TeamLevel>& level,
                                     Timestamp now) {
  const Place place{org_id, id, user_id};
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    if (!FindLevel(session, place)) return NotMember(place);
    if (!level) return tl::unexpected(level.error());
    return SetLevel(session, place, *level, last_admin_stays_, {DrawUid(), now});
  });
}

Result<Done> TeamStore::RemoveMember(int64_t org_id, int64_t id, int64_t user_id) {
  return database_.Write([&](sql::Session& session) {
    return Leave(session, {org_id, id, user_id}, last_admin_stays_);
  });
}

Result<Done> TeamStore::Share(int64_t org_id, int64_t id, std::span<const TeamShare> shares, Timestamp now) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    if (!IsThere(session, org_id, id)) return TeamNotFound(org_id, id);
    for (const TeamShare& share : shares) {
      if (share.user_id) {
        if (auto there = Exists(session, {org_id, id, *share.user_id}); !there) return tl::unexpected(there.error());
      }
      if (!share.level) return tl::unexpected(share.level.error());
    }
    Changes changes = NothingKept();
    for (const TeamShare& share : shares) {
      const Place place{org_id, id, share.user_id.value_or(0)};
      const std::optional<TeamLevel>& level = *share.level;
      const auto written = level ? SetLevel(session, place, *level, last_admin_stays_, {DrawUid(), now})
                                 : Leave(session, place, last_admin_stays_);
      if (!written) return tl::unexpected(written.error());
      changes = std::move(changes) + written->changes;
    }
    return Written(Done(), std::move(changes));
  });
}

std::vector<TeamPermissionRow> TeamStore::Permissions(int64_t org_id, const string& scope) {
  return database_.Read([&](sql::Session& session) {
    std::vector<TeamPermissionRow> rows;
    for (auto& [id, user, login, email, role, action, uid, is_account] :
         sql::Select<int64_t, int64_t, string, string, string, string, string, bool>(
             session,
             string("SELECT p.id, u.id, u.login, u.email, r.name, p.action, ") + user_rows::kUid +
                 ", u.is_service_account FROM permission p JOIN role r ON r.id = p.role_id"
                 " JOIN user_role x ON x.role_id = r.id AND x.org_id = r.org_id JOIN \"user\" u ON u.id = x.user_id"
                 " WHERE r.org_id = ? AND p.scope = ? ORDER BY u.id, p.id",
             org_id, scope)) {
      rows.push_back({id, user, std::move(login), std::move(email), std::move(role), std::move(action), std::move(uid),
                      is_account});
    }
    return rows;
  });
}

}  // namespace grafake::server
