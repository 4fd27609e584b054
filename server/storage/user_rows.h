#pragma once

#include <string>
#include <vector>

#include "server/storage/sql.h"
#include "server/storage/user_store.h"

// Reading rows of `user` inside a transaction. Storage's own.
namespace grafake::server::user_rows {

// Rows of "SELECT <columns of user u> FROM user u <rest>".
template <class... Args>
std::vector<UserRow> Select(sql::Session& session, const std::string& rest, const Args&... args) {
  using std::int64_t;
  using std::string;
  std::vector<UserRow> rows;
  for (auto& [id, login, email, name, theme, org, admin, disabled, account, created, updated, seen] :
       sql::Select<int64_t, string, string, string, string, int64_t, bool, bool, bool, Timestamp, Timestamp, Timestamp>(
           session,
           "SELECT u.id, u.login, u.email, u.name, u.theme, u.org_id, u.is_admin, u.is_disabled, u.is_service_account,"
           " u.created, u.updated, u.last_seen_at FROM user u " +
               rest,
           args...)) {
    rows.push_back({id, std::move(login), std::move(email), std::move(name), std::move(theme), org, admin, disabled,
                    account, created, updated, seen});
  }
  return rows;
}

template <class... Args>
std::optional<UserRow> SelectOne(sql::Session& session, const std::string& rest, const Args&... args) {
  auto rows = Select(session, rest, args...);
  return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

}  // namespace grafake::server::user_rows
