#include "bench/fill_command.h"

#include "server/domain/token_format.h"
#include "server/domain/token_hash.h"
#include "server/storage/sql.h"

namespace grafake::bench {
namespace {

namespace sql = server::sql;

constexpr const char* kNow = "2026-01-01 00:00:00";

// The id of the first of them; the others follow.
std::int64_t AddAccounts(sql::Session& session, int count) {
  std::int64_t first = 0;
  for (int i = 0; i < count; ++i) {
    const std::string name = "filled-" + std::to_string(i);
    sql::Execute(session,
                 "INSERT INTO user (version, login, email, name, org_id, is_admin, created, updated, last_seen_at,"
                 " is_disabled, is_service_account) VALUES (0, ?, ?, ?, 1, 0, ?, ?, ?, 0, 1)",
                 "sa-" + name, "sa-" + name, name, kNow, kNow, kNow);
    const std::int64_t id = sql::LastId(session);
    if (i == 0) first = id;
    sql::Execute(session,
                 "INSERT INTO org_user (org_id, user_id, role, created, updated) VALUES (1, ?, 'Viewer', ?, ?)", id,
                 kNow, kNow);
  }
  return first;
}

std::vector<std::string> AddTokens(sql::Session& session, std::int64_t first_account, const FillCommand& command) {
  std::vector<std::string> shown;
  for (int i = 0; i < command.tokens; ++i) {
    std::string token = server::NewPrefixedToken();
    sql::Execute(session,
                 "INSERT INTO api_key (org_id, name, key, role, created, updated, expires, service_account_id)"
                 " VALUES (1, ?, ?, 'Viewer', ?, ?, NULL, ?)",
                 "filled-" + std::to_string(i),
                 server::StoredHash(*server::ParseToken(token), server::TokenHash::kSha256), kNow, kNow,
                 first_account + i % command.accounts);
    if (i < command.shown) shown.push_back(std::move(token));
  }
  return shown;
}

}  // namespace

std::vector<std::string> Fill(const FillCommand& command) {
  sql::Session session(command.data + "/grafana.db");
  session.RunOnce("PRAGMA cache_size = -300000; PRAGMA synchronous = OFF; BEGIN");
  const std::int64_t first_account = AddAccounts(session, command.accounts);
  auto shown = AddTokens(session, first_account, command);
  session.RunOnce("COMMIT");
  return shown;
}

}  // namespace grafake::bench
