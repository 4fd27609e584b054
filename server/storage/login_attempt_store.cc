#include "server/storage/login_attempt_store.h"

#include "server/storage/result.h"
#include "server/storage/sql.h"

namespace grafake::server {

using std::int64_t;
using std::string;

std::vector<LoginAttemptRow> LoginAttemptStore::ListSince(int64_t unix_seconds) {
  return database_.Read([&](sql::Session& session) {
    std::vector<LoginAttemptRow> rows;
    for (auto& [username, ip, created] : sql::Select<string, string, int64_t>(
             session, "SELECT username, ip_address, created FROM login_attempt WHERE created >= ? ORDER BY id",
             unix_seconds)) {
      rows.push_back({std::move(username), std::move(ip), created});
    }
    return rows;
  });
}

void LoginAttemptStore::Insert(const LoginAttemptRow& attempt, int64_t keep_since) {
  database_.WriteAside(
      [attempt, keep_since](sql::Session& session) {
        sql::Execute(session, "DELETE FROM login_attempt WHERE created < ?", keep_since);
        sql::Execute(session, "INSERT INTO login_attempt (username, ip_address, created) VALUES (?, ?, ?)",
                     attempt.username, attempt.ip_address, attempt.created);
        return NothingKept();
      },
      [] {});
}

}  // namespace grafake::server
