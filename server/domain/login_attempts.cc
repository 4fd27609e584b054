#include "server/domain/login_attempts.h"

namespace grafake::server {
namespace {

constexpr int kMost = 5;
constexpr std::int64_t kWindow = 5 * 60;  // seconds
constexpr std::int64_t kKept = 10 * 60;   // seconds that a row stays in the database

}  // namespace

LoginAttempts::LoginAttempts(LoginAttemptStore& store, Clock clock, bool enabled)
    : store_(store), clock_(std::move(clock)), enabled_(enabled) {
  if (!enabled_) return;
  for (LoginAttemptRow& row : store_.ListSince(UnixSeconds(clock_()) - kWindow)) {
    ++counts_[row.username];
    recent_.push_back(std::move(row));
  }
}

void LoginAttempts::Forget(std::int64_t now) {
  while (!recent_.empty() && recent_.front().created < now - kWindow) {
    const auto count = counts_.find(recent_.front().username);
    if (--count->second == 0) counts_.erase(count);
    recent_.pop_front();
  }
}

bool LoginAttempts::Blocks(const std::string& username) {
  if (!enabled_) return false;
  const std::lock_guard lock(mutex_);
  Forget(UnixSeconds(clock_()));
  const auto count = counts_.find(username);
  return count != counts_.end() && count->second >= kMost;
}

void LoginAttempts::Failed(const std::string& username, const std::string& address) {
  if (!enabled_) return;
  const std::int64_t now = UnixSeconds(clock_());
  const LoginAttemptRow attempt{username, address, now};
  store_.Insert(attempt, now - kKept);
  const std::lock_guard lock(mutex_);
  ++counts_[username];
  recent_.push_back(attempt);
}

}  // namespace grafake::server
