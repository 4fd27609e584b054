#include "server/storage/permission_store.h"

#include <algorithm>

#include "server/storage/managed_roles.h"
#include "server/storage/not_found.h"
#include "server/storage/sql.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

// Of those that count.
const string kCounted =
    " AND (p.action LIKE 'teams%' OR p.action LIKE 'dashboards%' OR p.action LIKE 'folders%' OR p.action LIKE "
    "'alert.%' OR p.action LIKE 'annotations%' OR p.action LIKE 'library.panels%'";
const string kOfAccountsToo = " OR p.action LIKE 'serviceaccounts%'";

template <class... Args>
void Append(std::vector<PermissionRow>& rows, sql::Session& session, const string& from, const Args&... args) {
  for (auto& [action, scope] :
       sql::Select<string, string>(session, "SELECT p.action, p.scope FROM " + from + " ORDER BY p.id", args...)) {
    rows.push_back({std::move(action), std::move(scope)});
  }
}

// The columns of HeldPermissionRow, in its order.
const string kHeldByUsers =
    "SELECT p.id, r.name, p.action, 0, u.id, u.login, u.email,"
    " COALESCE(u.uid, printf('u%09d', u.id)), u.is_service_account, p.created, p.updated FROM permission p JOIN role r "
    "ON r.id = p.role_id"
    " JOIN user_role x ON x.role_id = r.id AND x.org_id = r.org_id JOIN \"user\" u ON u.id = x.user_id"
    " WHERE r.org_id = ? AND p.scope = ?";
const string kHeldByTeams =
    "SELECT p.id, r.name, p.action, 1, t.id, t.name, COALESCE(t.email, ''),"
    " COALESCE(t.uid, printf('t%09d', t.id)), FALSE, p.created, p.updated FROM permission p JOIN role r ON r.id = "
    "p.role_id"
    " JOIN team_role x ON x.role_id = r.id AND x.org_id = r.org_id JOIN team t ON t.id = x.team_id"
    " WHERE r.org_id = ? AND p.scope = ?";
const string kHeldByRoles =
    "SELECT p.id, r.name, p.action, 2, 0, x.role, '', '', FALSE, p.created, p.updated FROM permission p"
    " JOIN role r ON r.id = p.role_id JOIN builtin_role x ON x.role_id = r.id AND x.org_id = r.org_id"
    " WHERE r.org_id = ? AND p.scope = ?";

Result<Done> AccountThere(sql::Session& session, int64_t org_id, int64_t account_id) {
  const auto found = sql::SelectOne<int64_t>(session,
                                             "SELECT u.id FROM org_user m JOIN \"user\" u ON u.id = m.user_id"
                                             " WHERE u.is_service_account = TRUE AND m.org_id = ? AND u.id = ?",
                                             org_id, account_id);
  if (!found) return AccountNotFound(org_id, account_id);
  return Done();
}

Result<Done> HolderThere(sql::Session& session, int64_t org_id, const AccountGrant& grant) {
  if (grant.to == AccountGrant::To::kNobody) return Done();
  if (grant.to == AccountGrant::To::kTeam) {
    const auto team =
        sql::SelectOne<int64_t>(session, "SELECT id FROM team WHERE org_id = ? AND id = ?", org_id, grant.holder_id);
    if (!team)
      return Fail(ErrorCode::kTeamNotFound, "team not found",
                  NotThere{Noun::kTeam, "id", std::to_string(grant.holder_id), Within{Noun::kOrg, org_id}});
    return Done();
  }
  if (!sql::SelectOne<int64_t>(session, "SELECT id FROM \"user\" WHERE id = ?", grant.holder_id))
    return UserNotFound(grant.holder_id);
  return Done();
}

}  // namespace

std::vector<PermissionRow> PermissionStore::ListOf(const PermissionHolder& holder) {
  const string counted = kCounted + (of_accounts_ ? kOfAccountsToo : "") + ")";
  return database_.Read([&](sql::Session& session) {
    std::vector<PermissionRow> rows;
    const auto of_role = [&] {
      Append(rows, session,
             "builtin_role r JOIN permission p ON p.role_id = r.role_id WHERE r.org_id = ? AND r.role = ?" + counted,
             holder.org_id, holder.role);
    };
    if (roles_first_) {
      of_role();
      std::ranges::stable_partition(rows, [](const auto& row) { return row.scope.starts_with("dashboards:"); });
    }
    Append(rows, session,
           "user_role r JOIN permission p ON p.role_id = r.role_id WHERE r.org_id = ? AND r.user_id = ?" + counted,
           holder.org_id, holder.user_id);
    for (const int64_t team : holder.team_ids) {
      Append(rows, session,
             "team_role r JOIN permission p ON p.role_id = r.role_id WHERE r.org_id = ? AND r.team_id = ?" + counted,
             holder.org_id, team);
    }
    if (!roles_first_) of_role();
    return rows;
  });
}

std::vector<HeldPermissionRow> PermissionStore::HeldOn(int64_t org_id, const string& scope) {
  return database_.Read([&](sql::Session& session) {
    std::vector<HeldPermissionRow> rows;
    for (auto& [id, role, action, by, holder, name, email, uid, account, created, updated] :
         sql::Select<int64_t, string, string, int64_t, int64_t, string, string, string, bool, Timestamp, Timestamp>(
             session,
             kHeldByUsers + " UNION ALL " + kHeldByTeams + " UNION ALL " + kHeldByRoles + " ORDER BY 4, 5, 6, 1",
             org_id, scope, org_id, scope, org_id, scope)) {
      rows.push_back({id, std::move(role), std::move(action), static_cast<HeldBy>(by), holder, std::move(name),
                      std::move(email), std::move(uid), account, created, updated});
    }
    return rows;
  });
}

Result<Done> PermissionStore::GiveOnAccount(int64_t org_id, int64_t account_id, std::span<const AccountGrant> grants,
                                            Timestamp now) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    if (auto there = AccountThere(session, org_id, account_id); !there) return tl::unexpected(there.error());
    Changes changes = NothingKept();
    for (const AccountGrant& grant : grants) {
      if (auto there = HolderThere(session, org_id, grant); !there) return tl::unexpected(there.error());
      if (!grant.actions) return tl::unexpected(grant.actions.error());
      const bool team = grant.to == AccountGrant::To::kTeam;
      changes =
          changes + managed_roles::Set(session,
                                       {.org_id = org_id,
                                        .holder_id = grant.holder_id,
                                        .scope = managed_roles::AccountScope(account_id),
                                        .holder = team ? managed_roles::Holder::kTeam : managed_roles::Holder::kUser},
                                       *grant.actions, now);
    }
    return Written(Done(), std::move(changes));
  });
}

}  // namespace grafake::server
