#include "server/storage/managed_roles.h"
#include "server/storage/membership.h"
#include "server/storage/not_found.h"
#include "server/storage/org_store.h"
#include "server/storage/sql.h"

// What changes the members of orgs; org_store.cc holds the orgs themselves.
namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

bool IsUser(sql::Session& session, int64_t id) {
  return sql::SelectOne<int64_t>(session, "SELECT id FROM \"user\" WHERE id = ? AND is_service_account = FALSE", id)
      .has_value();
}

bool IsMember(sql::Session& session, int64_t org_id, int64_t user_id) {
  return sql::SelectOne<int64_t>(session, "SELECT id FROM org_user WHERE org_id = ? AND user_id = ?", org_id, user_id)
      .has_value();
}

// Asked after the change, whose transaction it undoes. Service accounts count as admins.
Result<Done> SomeAdminIsLeft(sql::Session& session, int64_t org_id, int64_t user_id) {
  if (sql::SelectOne<int64_t>(session, "SELECT id FROM org_user WHERE org_id = ? AND role = 'Admin' LIMIT 1", org_id))
    return Done();
  return Fail(ErrorCode::kLastAdmin, "cannot remove last organization admin",
              LastAdminOf{user_id, Within{Noun::kOrg, org_id}});
}

void GiveCurrentOrg(sql::Session& session, int64_t user_id, int64_t org_id) {
  const auto valid =
      sql::SelectOne<int64_t>(session,
                              "SELECT m.id FROM \"user\" u JOIN org_user m ON m.user_id = u.id AND m.org_id "
                              "= u.org_id JOIN org o ON o.id = m.org_id WHERE u.id = ?",
                              user_id);
  if (!valid) sql::Execute(session, "UPDATE \"user\" SET org_id = ? WHERE id = ?", org_id, user_id);
}

// Behind a removal: whose current org is none of his orgs gets the first of them.
Written<OrgStore::Removal> MoveOn(sql::Session& session, int64_t user_id, bool delete_orphan) {
  const auto next =
      sql::SelectOne<int64_t>(session, "SELECT org_id FROM org_user WHERE user_id = ? ORDER BY id LIMIT 1", user_id);
  if (next) {
    sql::Execute(session,
                 "UPDATE \"user\" SET org_id = ? WHERE id = ? AND org_id NOT IN"
                 " (SELECT org_id FROM org_user WHERE user_id = ?)",
                 *next, user_id, user_id);
    return {{.user_deleted = false}, Changes(Changes::Kind::kUser, user_id)};
  }
  if (delete_orphan) return {{.user_deleted = true}, membership::EraseUser(session, user_id)};
  sql::Execute(session, "UPDATE \"user\" SET org_id = 0 WHERE id = ?", user_id);
  return {{.user_deleted = false}, Changes(Changes::Kind::kUser, user_id)};
}

}  // namespace

Result<Done> OrgStore::AddMember(int64_t org_id, int64_t user_id, const string& role, Timestamp now) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    if (!IsUser(session, user_id)) return UserNotFound(user_id);
    if (IsMember(session, org_id, user_id))
      return Fail(ErrorCode::kAlreadyMember, "user is already added to organization",
                  AlreadyAMember{user_id, {Noun::kOrg, org_id}});
    if (auto org = membership::ExistingOrg(session, org_id); !org) return tl::unexpected(org.error());
    membership::Add(session, {org_id, user_id, role, now});
    GiveCurrentOrg(session, user_id, org_id);
    return Written(Done(), Changes(Changes::Kind::kUser, user_id));
  });
}

Result<Done> OrgStore::SetRole(int64_t org_id, int64_t user_id, const string& role, Timestamp now) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    if (!IsMember(session, org_id, user_id))
      return Fail(ErrorCode::kNotFound, "user not found in organization", NotAMember{user_id, {Noun::kOrg, org_id}});
    sql::Execute(session, "UPDATE org_user SET role = ?, updated = ? WHERE org_id = ? AND user_id = ?", role, now,
                 org_id, user_id);
    if (auto left = SomeAdminIsLeft(session, org_id, user_id); !left) return tl::unexpected(left.error());
    return Written(Done(), Changes(Changes::Kind::kUser, user_id));
  });
}

Result<OrgStore::Removal> OrgStore::RemoveMember(int64_t org_id, int64_t user_id, bool delete_orphan) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Removal>> {
    if (!IsUser(session, user_id)) return UserNotFound(user_id);
    sql::Execute(session, "DELETE FROM org_user WHERE org_id = ? AND user_id = ?", org_id, user_id);
    for (const char* table : {"team_member", "dashboard_acl"})
      sql::Execute(session, string("DELETE FROM ") + table + " WHERE org_id = ? AND user_id = ?", org_id, user_id);
    if (auto left = SomeAdminIsLeft(session, org_id, user_id); !left) return tl::unexpected(left.error());
    if (leavers_keep_permissions_) return MoveOn(session, user_id, delete_orphan);
    const Changes erased = managed_roles::EraseOfUser(session, org_id, user_id);
    Written<Removal> moved = MoveOn(session, user_id, delete_orphan);
    moved.changes = std::move(moved.changes) + erased;
    return moved;
  });
}

}  // namespace grafake::server
