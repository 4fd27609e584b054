#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "server/domain/clock.h"
#include "server/locks.h"
#include "server/storage/login_attempt_store.h"
#include "server/storage/result.h"

namespace grafake::server {

// Brute-force protection: five wrong passwords for one name, as typed, within five minutes block the name; success does
// not reset the count. Rows are in the database as Grafana keeps them, the counting is done in memory. Thread-safe.
//
// Of one name no more are checked at the same time than may still be wrong; the others wait for their turn. So a
// hundred at once try five passwords, as one after the other would.
class LoginAttempts {
 public:
  // `enabled`: not [security] disable_brute_force_login_protection.
  LoginAttempts(LoginAttemptStore& store, Clock clock, bool enabled);

  // One check of a password for that name, from before it until its outcome is counted. Not thread-safe.
  class Turn {
   public:
    Turn(LoginAttempts& attempts, std::string username) : attempts_(attempts), username_(std::move(username)) {}
    ~Turn() { attempts_.Leave(username_); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

    // The password was wrong. `address` is the client's, with port; empty for HTTP Basic.
    void Failed(const std::string& address) { attempts_.Count(username_, address); }

   private:
    LoginAttempts& attempts_;
    std::string username_;
  };

  // Waits for the turn while as many are being checked as may still be wrong. kBlocked: the name is.
  [[nodiscard]] Result<std::unique_ptr<Turn>> Begin(const std::string& username);

 private:
  [[nodiscard]] Result<Done> Enter(const std::string& username);
  void Leave(const std::string& username);
  void Count(const std::string& username, const std::string& address);
  // Drops what no longer counts.
  void Forget(std::int64_t now) REQUIRES(mutex_);

  LoginAttemptStore& store_;
  Clock clock_;
  bool enabled_;
  Mutex mutex_;
  Condition left_;
  std::deque<LoginAttemptRow> recent_ GUARDED_BY(mutex_);                                   // by time
  std::unordered_map<std::string, std::vector<std::int64_t>> failures_ GUARDED_BY(mutex_);  // when, by name
  std::unordered_map<std::string, int> under_way_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
