#include "server/storage/password_reset.h"

#include "server/storage/sql.h"
#include "server/storage/sql/sqlite_session.h"

namespace grafake::server {

std::string ReleaseOfFileAt(const std::filesystem::path& file, const FileTerms& terms) try {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) return "";
  sql::SqliteSession session(file.string());
  session.RunOnce("PRAGMA busy_timeout = 10000");
  return ReleaseOfFile(session, terms);
} catch (const sql::SqlError& e) {
  throw DatabaseError("it cannot be told whose " + file.string() + " is: " + e.what());
}

bool ResetPassword(const std::filesystem::path& file, std::int64_t user_id, const std::string& hash,
                   const std::string& salt, Timestamp now) try {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error))
    throw DatabaseError("there is no database " + file.string() + "; start a server with it first");
  sql::SqliteSession session(file.string());
  session.RunOnce("PRAGMA busy_timeout = 10000");
  return sql::Execute(
             session,
             "UPDATE \"user\" SET password = ?, salt = ?, updated = ? WHERE id = ? AND is_service_account = FALSE",
             hash, salt, now, user_id) == 1;
} catch (const sql::SqlError& e) {
  throw DatabaseError("the password cannot be set in " + file.string() + ": " + e.what());
}

}  // namespace grafake::server
