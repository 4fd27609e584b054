#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <unordered_map>

#include "server/domain/clock.h"
#include "server/storage/login_attempt_store.h"

namespace grafake::server {

// Brute-force protection: five wrong passwords for one name, as typed, within five minutes block the name; success does
// not reset the count. Rows are in the database as Grafana keeps them, the counting is done in memory. Thread-safe.
class LoginAttempts {
 public:
  // `enabled`: not [security] disable_brute_force_login_protection.
  LoginAttempts(LoginAttemptStore& store, Clock clock, bool enabled);

  [[nodiscard]] bool Blocks(const std::string& username);
  // `address` is the client's, with port; empty for HTTP Basic.
  void Failed(const std::string& username, const std::string& address);

 private:
  // Drops what no longer counts. Called under the lock.
  void Forget(std::int64_t now);

  LoginAttemptStore& store_;
  Clock clock_;
  bool enabled_;
  std::mutex mutex_;
  std::deque<LoginAttemptRow> recent_;  // by time
  std::unordered_map<std::string, int> counts_;
};

}  // namespace grafake::server
