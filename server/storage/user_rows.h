#pragma once

#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include "server/storage/sql.h"
#include "server/storage/user_store.h"

// Rows of `user` inside a transaction. Storage's own.
namespace grafake::server::user_rows {

// One of an older file, or made by a release that draws none, has no uid of its own.
inline constexpr const char* kUid = "COALESCE(u.uid, printf('u%09d', u.id))";

// The system that let him in last.
inline constexpr const char* kAuthModule =
    "COALESCE((SELECT a.auth_module FROM user_auth a WHERE a.user_id = u.id ORDER BY a.created DESC, a.id DESC LIMIT "
    "1),"
    " '')";

// The number behind the first letter of a uid; 0 when there is none.
[[nodiscard]] inline std::int64_t NumberIn(std::string_view uid) {
  std::int64_t number = 0;
  if (!uid.empty()) std::from_chars(uid.data() + 1, uid.data() + uid.size(), number);
  return number;
}

// The id of who has the uid among the rows of "FROM user u <rest>", which ends in a condition.
template <class... Args>
std::optional<std::int64_t> IdOfUid(sql::Session& session, const std::string& uid, const std::string& rest,
                                    const Args&... args) {
  const std::string own = "SELECT u.id FROM \"user\" u " + rest + " AND u.uid = ?";
  if (auto id = sql::SelectOne<std::int64_t>(session, own, args..., uid)) return id;
  const std::string by_id =
      "SELECT u.id FROM \"user\" u " + rest + " AND u.id = ? AND u.uid IS NULL AND printf('u%09d', u.id) = ?";
  return sql::SelectOne<std::int64_t>(session, by_id, args..., NumberIn(uid), uid);
}

// Rows of "SELECT <columns of user u> FROM user u <rest>".
template <class... Args>
std::vector<UserRow> Select(sql::Session& session, const std::string& rest, const Args&... args) {
  using std::int64_t;
  using std::string;
  std::vector<UserRow> rows;
  for (auto& [id, uid, login, email, name, theme, org, admin, disabled, account, module, created, updated, seen] :
       sql::Select<int64_t, string, string, string, string, string, int64_t, bool, bool, bool, string, Timestamp,
                   Timestamp, Timestamp>(
           session,
           std::string("SELECT u.id, ") + kUid +
               ", u.login, u.email, u.name, u.theme, u.org_id, u.is_admin, u.is_disabled, u.is_service_account, " +
               kAuthModule + ", u.created, u.updated, u.last_seen_at FROM \"user\" u " + rest,
           args...)) {
    rows.push_back({id, std::move(uid), std::move(login), std::move(email), std::move(name), std::move(theme), org,
                    admin, disabled, account, std::move(module), created, updated, seen});
  }
  return rows;
}

template <class... Args>
std::optional<UserRow> SelectOne(sql::Session& session, const std::string& rest, const Args&... args) {
  auto rows = Select(session, rest, args...);
  return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

// A new user with his first org; see UserStore::Insert.
[[nodiscard]] Result<std::int64_t> Insert(sql::Session& session, const NewUser& user, const LoginComparison& same);

}  // namespace grafake::server::user_rows
