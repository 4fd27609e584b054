#include "bench/fill_command.h"

#include <filesystem>
#include <stdexcept>

#include "bench/progress.h"
#include "server/domain/token_format.h"
#include "server/domain/token_hash.h"
#include "server/storage/database.h"
#include "server/storage/sql.h"
#include "server/storage/sql/sqlite_session.h"

namespace grafake::bench {
namespace {

namespace sql = server::sql;

constexpr const char* kNow = "2026-01-01 00:00:00";
constexpr int kShownTokens = 10'000;  // so many are put in between two words about it

// Above every number that was given out before, so that a file can be filled again.
std::int64_t FirstNumber(sql::Session& session) {
  return *sql::SelectOne<std::int64_t>(session,
                                       "SELECT (SELECT COALESCE(MAX(id), 0) FROM \"user\")"
                                       " + (SELECT COALESCE(MAX(id), 0) FROM api_key) + 1");
}

// The id of the first of them; the others follow.
std::int64_t AddAccounts(sql::Session& session, std::int64_t number, int count) {
  std::int64_t first = 0;
  for (int i = 0; i < count; ++i) {
    const std::string name = "filled-" + std::to_string(number + i);
    const std::int64_t id = sql::Insert(
        session,
        "INSERT INTO \"user\" (version, login, email, name, org_id, is_admin, created, updated, last_seen_at,"
        " is_disabled, is_service_account) VALUES (0, ?, ?, ?, 1, FALSE, ?, ?, ?, FALSE, TRUE)",
        "sa-" + name, "sa-" + name, name, kNow, kNow, kNow);
    if (i == 0) first = id;
    sql::Execute(session,
                 "INSERT INTO org_user (org_id, user_id, role, created, updated) VALUES (1, ?, 'Viewer', ?, ?)", id,
                 kNow, kNow);
  }
  return first;
}

std::vector<std::string> AddTokens(sql::Session& session, std::int64_t number, std::int64_t first_account,
                                   const FillCommand& command) {
  Progress progress;
  std::vector<std::string> shown;
  for (int i = 0; i < command.tokens; ++i) {
    if (i % kShownTokens == 0) {
      progress.Show(std::to_string(i) + " of " + std::to_string(command.tokens) + " tokens");
    }
    std::string token = server::NewPrefixedToken();
    sql::Execute(session,
                 "INSERT INTO api_key (org_id, name, key, role, created, updated, expires, service_account_id)"
                 " VALUES (1, ?, ?, 'Viewer', ?, ?, NULL, ?)",
                 "filled-" + std::to_string(number + i),
                 server::StoredHash(*server::ParseToken(token), server::TokenHash::kSha256), kNow, kNow,
                 first_account + i % command.accounts);
    if (i < command.shown) shown.push_back(std::move(token));
  }
  return shown;
}

std::vector<std::string> FillOwned(const std::string& file, const FillCommand& command) {
  const server::Database owned(file);  // from here on no server can have it
  sql::SqliteSession session(file);
  if (!sql::SelectOne<std::int64_t>(session, "SELECT id FROM org WHERE id = 1")) {
    throw std::runtime_error(file + " has no organisation 1 to put accounts into");
  }
  session.RunOnce("PRAGMA cache_size = -300000; PRAGMA synchronous = OFF; BEGIN");
  const std::int64_t number = FirstNumber(session);
  const std::int64_t first_account = AddAccounts(session, number, command.accounts);
  auto shown = AddTokens(session, number, first_account, command);
  session.RunOnce("COMMIT");
  return shown;
}

}  // namespace

std::vector<std::string> Fill(const FillCommand& command) try {
  const std::string file = command.data + "/grafana.db";
  if (!std::filesystem::exists(file)) {
    throw std::runtime_error(file + " is not there: run grafake --data " + command.data + " once, which makes it");
  }
  return FillOwned(file, command);
} catch (const server::DatabaseError& e) {
  if (e.kind() != server::DatabaseError::Kind::kNotADatabase) throw;
  throw std::runtime_error(std::string(e.what()) + " is not an SQLite database");
}

}  // namespace grafake::bench
