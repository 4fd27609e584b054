#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/storage/database.h"

namespace grafake::server {

// A wrong password, in the table `login_attempt`.
struct LoginAttemptRow {
  std::string username;      // as typed
  std::string ip_address;    // with the port; empty for HTTP Basic
  std::int64_t created = 0;  // Unix seconds
};

// Wrong passwords of late. Thread-safe.
class LoginAttemptStore {
 public:
  explicit LoginAttemptStore(Database& database) : database_(database) {}

  [[nodiscard]] std::vector<LoginAttemptRow> ListSince(std::int64_t unix_seconds);
  // Adds one and drops those that are older than `keep_since`. Waits for nobody: who is refused shall not
  // wait for a lock, nor hear of one.
  void Insert(const LoginAttemptRow& attempt, std::int64_t keep_since);

 private:
  Database& database_;
};

}  // namespace grafake::server
