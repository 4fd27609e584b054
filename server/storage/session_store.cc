#include "server/storage/session_store.h"

#include "server/storage/result.h"
#include "server/storage/sql.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

template <class... Args>
std::vector<SessionRow> SelectWhere(sql::Session& session, const string& where, const Args&... args) {
  std::vector<SessionRow> rows;
  for (auto& [id, user, hash, previous, agent, ip, seen, seen_at, rotated, created, revoked] :
       sql::Select<int64_t, int64_t, string, string, string, string, bool, int64_t, int64_t, int64_t, int64_t>(
           session,
           "SELECT id, user_id, auth_token, prev_auth_token, user_agent, client_ip, auth_token_seen,"
           " COALESCE(seen_at, 0), rotated_at, created_at, COALESCE(revoked_at, 0) FROM user_auth_token WHERE " +
               where,
           args...)) {
    rows.push_back({id, user, std::move(hash), std::move(previous), std::move(agent), std::move(ip), seen, seen_at,
                    rotated, created, revoked});
  }
  return rows;
}

std::optional<SessionRow> FirstOf(std::vector<SessionRow> rows) {
  return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

// Runs one statement as a transaction of its own; returns how many rows it changed. Sessions are kept nowhere else.
template <class... Args>
std::size_t Change(Database& database, const string& text, const Args&... args) {
  return *database.Write([&](sql::Session& session) -> Result<Written<std::size_t>> {
    return Written(sql::Execute(session, text, args...), NothingKept());
  });
}

// The same for what a reader has to note: it waits for nobody, and the next request does it when it was lost.
template <class... Args>
void ChangeAside(Database& database, const char* text, Args... args) {
  database.WriteAside(
      [=](sql::Session& session) {
        sql::Execute(session, text, args...);
        return NothingKept();
      },
      [] {});
}

}  // namespace

int64_t SessionStore::Insert(const SessionRow& row) {
  return *database_.Write([&](sql::Session& session) -> Result<Written<int64_t>> {
    const int64_t id =
        sql::Insert(session,
                    "INSERT INTO user_auth_token (user_id, auth_token, prev_auth_token, user_agent, client_ip,"
                    " auth_token_seen, seen_at, rotated_at, created_at, updated_at, revoked_at)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                    row.user_id, row.hash, row.previous_hash, row.user_agent, row.client_ip, row.seen, row.seen_at,
                    row.rotated_at, row.created_at, row.created_at);
    return Written(id, NothingKept());
  });
}

std::optional<SessionRow> SessionStore::FindByHash(const string& hash) {
  return database_.Read([&](sql::Session& session) {
    return FirstOf(SelectWhere(session, "auth_token = ? OR prev_auth_token = ?", hash, hash));
  });
}

std::optional<SessionRow> SessionStore::Find(int64_t user_id, int64_t id) {
  return database_.Read(
      [&](sql::Session& session) { return FirstOf(SelectWhere(session, "id = ? AND user_id = ?", id, user_id)); });
}

std::vector<SessionRow> SessionStore::ListOf(int64_t user_id, const SessionAge& alive) {
  return database_.Read([&](sql::Session& session) {
    return SelectWhere(session,
                       "user_id = ? AND created_at > ? AND rotated_at > ? AND COALESCE(revoked_at, 0) = 0 ORDER BY id",
                       user_id, alive.created_after, alive.rotated_after);
  });
}

int64_t SessionStore::Count(const SessionAge& alive) {
  return database_.Read([&](sql::Session& session) {
    return *sql::SelectOne<int64_t>(session,
                                    "SELECT COUNT(*) FROM user_auth_token WHERE created_at > ? AND rotated_at > ?"
                                    " AND COALESCE(revoked_at, 0) = 0",
                                    alive.created_after, alive.rotated_after);
  });
}

void SessionStore::MarkSeen(int64_t id, int64_t now) {
  ChangeAside(database_, "UPDATE user_auth_token SET auth_token_seen = TRUE, seen_at = ? WHERE id = ?", now, id);
}

void SessionStore::MarkUnseen(int64_t id) {
  ChangeAside(database_, "UPDATE user_auth_token SET auth_token_seen = FALSE WHERE id = ?", id);
}

bool SessionStore::Rotate(const Rotation& r) try {
  const auto rotate = [&](sql::Session& session) -> Result<Written<std::size_t>> {
    const auto rows = sql::Execute(
        session,
        "UPDATE user_auth_token SET"
        " prev_auth_token = CASE WHEN auth_token_seen = TRUE THEN auth_token ELSE prev_auth_token END,"
        " auth_token = ?, auth_token_seen = FALSE, seen_at = 0, user_agent = ?, client_ip = ?, rotated_at = ?"
        " WHERE id = ? AND (auth_token_seen = TRUE OR rotated_at <= ?)",
        r.new_hash, r.user_agent, r.client_ip, r.now, r.id, r.unseen_before);
    return Written(rows, NothingKept());
  };
  return *database_.Write(rotate, {.patience = std::chrono::milliseconds(0)}) == 1;
} catch (const StorageFailure&) {
  return false;
}

bool SessionStore::Erase(int64_t id) { return Change(database_, "DELETE FROM user_auth_token WHERE id = ?", id) == 1; }

void SessionStore::EraseOf(int64_t user_id) {
  Change(database_, "DELETE FROM user_auth_token WHERE user_id = ?", user_id);
}

void SessionStore::EraseOld(const SessionAge& alive) {
  ChangeAside(database_, "DELETE FROM user_auth_token WHERE created_at <= ? OR rotated_at <= ?", alive.created_after,
              alive.rotated_after);
}

}  // namespace grafake::server
