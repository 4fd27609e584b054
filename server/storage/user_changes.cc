#include "server/storage/membership.h"
#include "server/storage/not_found.h"
#include "server/storage/sql.h"
#include "server/storage/user_store.h"

// What changes users; user_store.cc holds what reads them.
namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

// kUserNotFound unless the statement changed the user.
Result<Written<Done>> Changed(int64_t id, std::size_t rows, Changes changes) {
  if (rows == 0) return UserNotFound(id);
  return Written(Done(), std::move(changes));
}

Written<Done> ChangedUser(int64_t id) { return {Done(), Changes(Changes::Kind::kUser, id)}; }

bool InUseByOther(sql::Session& session, int64_t id, const UserChange& change, bool ignore_case) {
  const string is = ignore_case ? "lower(?)" : "?";
  const string login = ignore_case ? "lower(login) = " : "login = ";
  const string email = ignore_case ? "lower(email) = " : "email = ";
  return sql::SelectOne<int64_t>(session,
                                 "SELECT id FROM \"user\" WHERE id <> ? AND ((" + login + is + " AND ? <> '') OR (" +
                                     email + is + " AND ? <> ''))",
                                 id, change.login, change.login, change.email, change.email)
      .has_value();
}

}  // namespace

Result<Done> UserStore::Update(int64_t id, const UserChange& change) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    if (!sql::SelectOne<int64_t>(session, "SELECT id FROM \"user\" WHERE id = ? AND is_service_account = FALSE", id))
      return Written(Done(), NothingKept());
    const TakenAlready taken{Noun::kUser, "login or email", change.login};
    if (InUseByOther(session, id, change, false))
      return Fail(ErrorCode::kTaken, "UNIQUE constraint failed: user.login", taken);
    if (same_.ignore_case && InUseByOther(session, id, change, true))
      return Fail(ErrorCode::kTakenButForCase, {}, taken);
    sql::Execute(
        session,
        "UPDATE \"user\" SET login = COALESCE(NULLIF(?, ''), login), email = COALESCE(NULLIF(?, ''), email),"
        " name = COALESCE(NULLIF(?, ''), name), theme = COALESCE(NULLIF(?, ''), theme), updated = ? WHERE id = ?",
        change.login, change.email, change.name, change.theme, change.now, id);
    return ChangedUser(id);
  });
}

Result<Done> UserStore::SetPassword(int64_t id, const string& hash, const string& salt, Timestamp now) {
  return database_.Write([&](sql::Session& session) {
    const auto rows = sql::Execute(
        session, "UPDATE \"user\" SET password = ?, salt = ?, updated = ? WHERE id = ? AND is_service_account = FALSE",
        hash, salt, now, id);
    return Changed(id, rows, NothingKept());
  });
}

Result<Done> UserStore::SetDisabled(int64_t id, bool disabled, Timestamp now) {
  return database_.Write([&](sql::Session& session) {
    const auto rows = sql::Execute(
        session, "UPDATE \"user\" SET is_disabled = ?, updated = ? WHERE id = ? AND is_service_account = FALSE",
        disabled, now, id);
    if (rows != 0 && disabled) sql::Execute(session, "DELETE FROM user_auth_token WHERE user_id = ?", id);
    return Changed(id, rows, Changes(Changes::Kind::kUser, id));
  });
}

Result<Done> UserStore::SetAdmin(int64_t id, bool admin, Timestamp now) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    sql::Execute(session, "UPDATE \"user\" SET is_admin = ?, updated = ? WHERE id = ? AND is_service_account = FALSE",
                 admin, now, id);
    const auto left = sql::SelectOne<int64_t>(session, "SELECT COUNT(*) FROM \"user\" WHERE is_admin = TRUE");
    if (left == 0) return Fail(ErrorCode::kLastAdmin, "cannot remove last grafana admin", LastAdminOf{id});
    return ChangedUser(id);
  });
}

Result<Done> UserStore::SetCurrentOrg(int64_t id, int64_t org_id) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    const auto member = sql::SelectOne<int64_t>(
        session,
        "SELECT m.id FROM org_user m JOIN org o ON o.id = m.org_id JOIN \"user\" u ON u.id = m.user_id"
        " WHERE m.user_id = ? AND m.org_id = ? AND u.is_service_account = FALSE",
        id, org_id);
    if (!member) return Fail(ErrorCode::kNotFound, "user does not belong to org", NotAMember{id, {Noun::kOrg, org_id}});
    sql::Execute(session, "UPDATE \"user\" SET org_id = ? WHERE id = ?", org_id, id);
    return ChangedUser(id);
  });
}

Result<Done> UserStore::Erase(int64_t id) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    if (!sql::SelectOne<int64_t>(session, "SELECT id FROM \"user\" WHERE id = ? AND is_service_account = FALSE", id)) {
      return UserNotFound(id);
    }
    return Written(Done(), membership::EraseUser(session, id));
  });
}

int64_t UserStore::AddHelpFlags(int64_t id, int64_t flags) {
  auto all = database_.Write([&](sql::Session& session) -> Result<Written<int64_t>> {
    sql::Execute(session, "UPDATE \"user\" SET help_flags1 = help_flags1 | ? WHERE id = ?", flags, id);
    const auto now = sql::SelectOne<int64_t>(session, "SELECT help_flags1 FROM \"user\" WHERE id = ?", id);
    return Written(now.value_or(flags), NothingKept());
  });
  return *all;
}

void UserStore::ClearHelpFlags(int64_t id) {
  (void)database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    sql::Execute(session, "UPDATE \"user\" SET help_flags1 = 0 WHERE id = ?", id);
    return Written(Done(), NothingKept());
  });
}

}  // namespace grafake::server
