#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/storage/database.h"

namespace grafake::server {

// A row of `user_auth_token`: one session of a browser. Times are Unix seconds. Hashes only; never the token itself.
struct SessionRow {
  std::int64_t id = 0;
  std::int64_t user_id = 0;
  std::string hash;           // of the current token
  std::string previous_hash;  // of the one before; the same as `hash` in a new session
  std::string user_agent;
  std::string client_ip;
  bool seen = false;  // the current token has been presented
  std::int64_t seen_at = 0;
  std::int64_t rotated_at = 0;
  std::int64_t created_at = 0;
  std::int64_t revoked_at = 0;  // 0: not revoked
};

// Sessions that began and were rotated later than these seconds are alive.
struct SessionAge {
  std::int64_t created_after = 0;
  std::int64_t rotated_after = 0;
};

// The new state of a session whose token is replaced.
struct Rotation {
  std::int64_t id = 0;
  std::string new_hash;
  std::string user_agent;
  std::string client_ip;
  std::int64_t now = 0;
  std::int64_t unseen_before = 0;  // one that was not seen is replaced only when rotated before this second
};

// Sessions. Thread-safe.
class SessionStore {
 public:
  explicit SessionStore(Database& database) : database_(database) {}

  // The id of the new row; `id` of the argument is ignored.
  std::int64_t Insert(const SessionRow& session);
  // By the current or the previous token.
  [[nodiscard]] std::optional<SessionRow> FindByHash(const std::string& hash);
  [[nodiscard]] std::optional<SessionRow> Find(std::int64_t user_id, std::int64_t id);
  [[nodiscard]] std::vector<SessionRow> ListOf(std::int64_t user_id, const SessionAge& alive);
  [[nodiscard]] std::int64_t Count(const SessionAge& alive);

  // Both wait for nobody; what is lost the next request does.
  void MarkSeen(std::int64_t id, std::int64_t now);
  void MarkUnseen(std::int64_t id);
  // The current token becomes the previous one if it was seen. False: somebody else has just done it, or it could not
  // be written. Waits for no other program.
  [[nodiscard]] bool Rotate(const Rotation& rotation);
  // False: there was none.
  bool Erase(std::int64_t id);
  void EraseOf(std::int64_t user_id);
  void EraseOld(const SessionAge& alive);

 private:
  Database& database_;
};

}  // namespace grafake::server
