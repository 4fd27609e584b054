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

bool LoginAttempts::Enter(const std::string& username) {
  Lock lock(mutex_);
  while (true) {
    Forget(UnixSeconds(clock_()));
    const auto wrong = counts_.find(username);
    const int left = kMost - (wrong == counts_.end() ? 0 : wrong->second);
    if (left <= 0) return false;
    int& under_way = under_way_[username];
    if (under_way < left) {
      ++under_way;
      return true;
    }
    left_.Wait(lock);
  }
}

void LoginAttempts::Leave(const std::string& username) {
  if (!enabled_) return;
  {
    const Lock lock(mutex_);
    const auto under_way = under_way_.find(username);
    if (--under_way->second == 0) under_way_.erase(under_way);
  }
  left_.NotifyAll();
}

std::unique_ptr<LoginAttempts::Turn> LoginAttempts::Begin(const std::string& username) {
  if (enabled_ && !Enter(username)) return nullptr;
  return std::make_unique<Turn>(*this, username);
}

void LoginAttempts::Count(const std::string& username, const std::string& address) {
  if (!enabled_) return;
  const std::int64_t now = UnixSeconds(clock_());
  const LoginAttemptRow attempt{username, address, now};
  {
    const Lock lock(mutex_);
    ++counts_[username];
    recent_.push_back(attempt);
  }
  store_.Insert(attempt, now - kKept);
}

}  // namespace grafake::server
