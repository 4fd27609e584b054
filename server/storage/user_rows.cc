#include "server/storage/user_rows.h"

#include <chrono>

#include "server/storage/grounds.h"
#include "server/storage/membership.h"

namespace grafake::server::user_rows {
namespace {

using std::int64_t;

int64_t InsertRow(sql::Session& session, const NewUser& user, int64_t org_id) {
  return sql::Insert(
      session,
      "INSERT INTO \"user\" (version, login, email, name, password, salt, rands, company, org_id, is_admin,"
      " email_verified, theme, created, updated, help_flags1, last_seen_at, is_disabled, is_service_account,"
      " uid) VALUES (0, ?, ?, ?, ?, ?, ?, '', ?, ?, FALSE, '', ?, ?, 0, ?, FALSE, FALSE, NULLIF(?, ''))",
      user.login, user.email, user.name, user.password_hash, user.salt, user.rands, org_id, user.is_admin, user.now,
      user.now, user.now - std::chrono::years(10), user.uid);
}

}  // namespace

Result<int64_t> Insert(sql::Session& session, const NewUser& user, const LoginComparison& same) {
  const bool own_org = !user.own_org_name.empty();
  const Result<int64_t> org = own_org ? membership::InsertOrg(session, user.own_org_name, user.now)
                                      : membership::ExistingOrg(session, user.org_id);
  if (!org) return tl::unexpected(org.error());
  const char* taken = same.ignore_case
                          ? "SELECT id FROM \"user\" WHERE lower(login) = lower(?) OR lower(email) = lower(?)"
                          : "SELECT id FROM \"user\" WHERE login = ? OR email = ?";
  if (sql::SelectOne<int64_t>(session, taken, user.login, user.email)) {
    return Fail(ErrorCode::kTaken, "user already exists", TakenAlready{Noun::kUser, "login or email", user.login});
  }
  const int64_t id = InsertRow(session, user, *org);
  membership::Add(session, {*org, id, own_org ? "Admin" : user.role, user.now});
  return id;
}

}  // namespace grafake::server::user_rows
