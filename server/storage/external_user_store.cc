#include "server/storage/external_user_store.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "server/storage/managed_roles.h"
#include "server/storage/membership.h"
#include "server/storage/not_found.h"
#include "server/storage/sql.h"
#include "server/storage/user_rows.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

// How he is known so far.
struct KnownUser {
  UserRow user;
  bool linked = false;  // by his id there
};

std::optional<KnownUser> FindLinked(sql::Session& session, const ExternalUser& who) {
  auto user = user_rows::SelectOne(session,
                                   "WHERE u.is_service_account = FALSE AND u.id = (SELECT user_id FROM user_auth WHERE"
                                   " auth_module = ? AND auth_id = ? ORDER BY created DESC, id DESC LIMIT 1)",
                                   who.module, who.id);
  if (!user) return std::nullopt;
  return KnownUser{*std::move(user), true};
}

std::optional<KnownUser> FindBy(sql::Session& session, const char* column, const string& value,
                                const LoginComparison& same) {
  if (value.empty()) return std::nullopt;
  const string name = string("u.") + column;
  const string fits = same.ignore_case ? "lower(" + name + ") = lower(?)" : name + " = ?";
  auto user = user_rows::SelectOne(session, "WHERE u.is_service_account = FALSE AND " + fits + " LIMIT 1",
                                   same.AsSought(value));
  if (!user) return std::nullopt;
  return KnownUser{*std::move(user)};
}

std::optional<KnownUser> FindKnown(sql::Session& session, const ExternalUser& who, const LoginComparison& same) {
  if (auto linked = FindLinked(session, who)) return linked;
  if (auto by_email = FindBy(session, "email", who.email, same)) return by_email;
  return FindBy(session, "login", who.login, same);
}

bool IsTold(const string& told, const string& has) { return told.empty() || told == has; }

std::vector<RoleInOrg> RolesOf(sql::Session& session, int64_t user_id) {
  std::vector<RoleInOrg> roles;
  for (auto& [org, role] : sql::Select<int64_t, string>(
           session,
           "SELECT m.org_id, m.role FROM org_user m JOIN org o ON o.id = m.org_id WHERE m.user_id = ?"
           " ORDER BY m.org_id",
           user_id))
    roles.push_back({org, std::move(role)});
  return roles;
}

bool IsAmong(const std::vector<RoleInOrg>& roles, int64_t org_id) {
  return std::ranges::any_of(roles, [&](const RoleInOrg& one) { return one.org_id == org_id; });
}

bool OrgIsThere(sql::Session& session, int64_t id) { return membership::ExistingOrg(session, id).has_value(); }

bool HasNoAdminLeft(sql::Session& session, int64_t org_id) {
  return !sql::SelectOne<int64_t>(session, "SELECT id FROM org_user WHERE org_id = ? AND role = 'Admin' LIMIT 1",
                                  org_id);
}

bool AloneAdministers(sql::Session& session, int64_t org_id, int64_t user_id) {
  return !sql::SelectOne<int64_t>(
      session, "SELECT id FROM org_user WHERE org_id = ? AND role = 'Admin' AND user_id <> ? LIMIT 1", org_id, user_id);
}

bool IsInStep(sql::Session& session, const KnownUser& known, const ExternalUser& who) {
  const UserRow& user = known.user;
  if (!known.linked || !IsTold(who.login, user.login) || !IsTold(who.email, user.email) || !IsTold(who.name, user.name))
    return false;
  if (who.is_admin.value_or(user.is_admin) != user.is_admin) return false;
  return who.roles.empty() || (RolesOf(session, user.id) == who.roles && IsAmong(who.roles, user.org_id));
}

Result<Done> WriteProfile(sql::Session& session, const UserRow& user, const ExternalSignIn& wish) {
  const ExternalUser& who = wish.who;
  if (IsTold(who.login, user.login) && IsTold(who.email, user.email) && IsTold(who.name, user.name)) return Done();
  if (sql::SelectOne<int64_t>(
          session,
          "SELECT id FROM \"user\" WHERE id <> ? AND ((login = ? AND ? <> '') OR (email = ? AND ? <> "
          "''))",
          user.id, who.login, who.login, who.email, who.email))
    return Fail(ErrorCode::kTaken, "UNIQUE constraint failed: user.login",
                TakenAlready{Noun::kUser, "login or email", who.login.empty() ? who.email : who.login});
  sql::Execute(session,
               "UPDATE \"user\" SET login = COALESCE(NULLIF(?, ''), login), email = COALESCE(NULLIF(?, ''), email),"
               " name = COALESCE(NULLIF(?, ''), name), updated = ? WHERE id = ?",
               who.login, who.email, who.name, wish.now, user.id);
  return Done();
}

// Out of every org but those; where nobody else administers, he stays.
Changes LeaveOtherOrgs(sql::Session& session, int64_t user_id, const ExternalUser& who, bool keep_permissions) {
  Changes changes(Changes::Kind::kUser, user_id);
  for (const auto& [other, role] : RolesOf(session, user_id)) {
    if (IsAmong(who.roles, other) || (role == "Admin" && AloneAdministers(session, other, user_id))) continue;
    sql::Execute(session, "DELETE FROM org_user WHERE org_id = ? AND user_id = ?", other, user_id);
    sql::Execute(session, "DELETE FROM team_member WHERE org_id = ? AND user_id = ?", other, user_id);
    if (!keep_permissions) changes = std::move(changes) + managed_roles::EraseOfUser(session, other, user_id);
  }
  return changes;
}

// Puts him into the org with that role.
Result<Done> TakeRole(sql::Session& session, int64_t user_id, const RoleInOrg& wish, Timestamp now) {
  const auto has = sql::SelectOne<string>(session, "SELECT role FROM org_user WHERE org_id = ? AND user_id = ?",
                                          wish.org_id, user_id);
  if (!has) membership::Add(session, {wish.org_id, user_id, wish.role, now});
  if (has && *has != wish.role) {
    sql::Execute(session, "UPDATE org_user SET role = ?, updated = ? WHERE org_id = ? AND user_id = ?", wish.role, now,
                 wish.org_id, user_id);
    if (*has == "Admin" && HasNoAdminLeft(session, wish.org_id))
      return Fail(ErrorCode::kLastAdmin, "cannot remove last organization admin",
                  LastAdminOf{user_id, Within{Noun::kOrg, wish.org_id}});
  }
  return Done();
}

// Orgs that are not there get nobody; when none of them is, he stays where he is.
Result<Changes> SyncRoles(sql::Session& session, int64_t user_id, ExternalSignIn wish, bool keep_permissions) {
  std::vector<RoleInOrg>& roles = wish.who.roles;
  std::erase_if(roles, [&](const RoleInOrg& one) { return !OrgIsThere(session, one.org_id); });
  if (roles.empty()) return Changes(Changes::Kind::kUser, user_id);
  for (const RoleInOrg& one : roles) {
    if (auto taken = TakeRole(session, user_id, one, wish.now); !taken) return tl::unexpected(taken.error());
  }
  const auto current = sql::SelectOne<int64_t>(session, "SELECT org_id FROM \"user\" WHERE id = ?", user_id);
  if (!IsAmong(roles, current.value_or(0)))
    sql::Execute(session, "UPDATE \"user\" SET org_id = ? WHERE id = ?", roles.front().org_id, user_id);
  return LeaveOtherOrgs(session, user_id, wish.who, keep_permissions);
}

Result<Done> WriteAdmin(sql::Session& session, int64_t user_id, const std::optional<bool>& is_admin) {
  if (!is_admin) return Done();
  sql::Execute(session, "UPDATE \"user\" SET is_admin = ? WHERE id = ?", *is_admin, user_id);
  if (!sql::SelectOne<int64_t>(session, "SELECT id FROM \"user\" WHERE is_admin = TRUE LIMIT 1"))
    return Fail(ErrorCode::kFixed, "cannot remove last grafana admin", LastAdminOf{user_id, Within{Noun::kUser, 0}});
  return Done();
}

void Link(sql::Session& session, int64_t user_id, const ExternalSignIn& wish) {
  sql::Execute(session, "INSERT INTO user_auth (user_id, auth_module, auth_id, created) VALUES (?, ?, ?, ?)", user_id,
               wish.who.module, wish.who.id, wish.now);
}

}  // namespace

std::optional<int64_t> ExternalUserStore::Find(const ExternalUser& who) {
  return database_.Read([&](sql::Session& session) -> std::optional<int64_t> {
    const auto known = FindKnown(session, who, same_);
    if (!known) return std::nullopt;
    return known->user.id;
  });
}

Result<int64_t> ExternalUserStore::SignIn(const ExternalSignIn& wish) {
  const auto in_step = database_.Read([&](sql::Session& session) -> std::optional<int64_t> {
    const auto known = FindKnown(session, wish.who, same_);
    if (!known || !IsInStep(session, *known, wish.who)) return std::nullopt;
    return known->user.id;
  });
  if (in_step) return *in_step;
  return FindOrMake(wish).and_then([&](int64_t id) { return Sync(id, wish); });
}

Result<int64_t> ExternalUserStore::FindOrMake(const ExternalSignIn& wish) {
  return database_.Write([&](sql::Session& session) -> Result<Written<int64_t>> {
    const auto known = FindKnown(session, wish.who, same_);
    Result<int64_t> id = known ? Result<int64_t>(known->user.id) : user_rows::Insert(session, wish.fresh, same_);
    if (!id) return tl::unexpected(id.error());
    if (known) {
      if (auto written = WriteProfile(session, known->user, wish); !written) return tl::unexpected(written.error());
    }
    if (auto written = WriteAdmin(session, *id, wish.who.is_admin); !written) return tl::unexpected(written.error());
    if (!known || !known->linked) Link(session, *id, wish);
    return Written(*id, Changes(Changes::Kind::kUser, *id));
  });
}

Result<int64_t> ExternalUserStore::Sync(int64_t id, const ExternalSignIn& wish) {
  if (wish.who.roles.empty()) return id;
  return database_.Write([&](sql::Session& session) -> Result<Written<int64_t>> {
    return SyncRoles(session, id, wish, leavers_keep_permissions_).map([&](Changes changes) {
      return Written(id, std::move(changes));
    });
  });
}

string ExternalUserStore::ModuleOf(int64_t user_id) {
  return database_.Read([&](sql::Session& session) {
    return sql::SelectOne<string>(
               session, "SELECT auth_module FROM user_auth WHERE user_id = ? ORDER BY created DESC, id DESC LIMIT 1",
               user_id)
        .value_or("");
  });
}

}  // namespace grafake::server
