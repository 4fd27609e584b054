#include "server/domain/login_attempts.h"

#include "server/storage/grounds.h"

namespace grafake::server {
namespace {

constexpr int kMost = 5;
constexpr std::int64_t kWindow = 5 * 60;  // seconds
constexpr std::int64_t kKept = 10 * 60;   // seconds that a row stays in the database

// It ends when so many have been forgotten that there are fewer than the most.
tl::unexpected<Error> Locked(const std::string& name, const std::vector<std::int64_t>& failures, std::int64_t now) {
  const std::int64_t last = failures[failures.size() - static_cast<std::size_t>(kMost)];
  return Fail(ErrorCode::kBlocked, "too many consecutive incorrect login attempts",
              NameLocked{name, kMost, last + kWindow, now});
}

}  // namespace

LoginAttempts::LoginAttempts(LoginAttemptStore& store, Clock clock, bool enabled)
    : store_(store), clock_(std::move(clock)), enabled_(enabled) {
  if (!enabled_) return;
  for (LoginAttemptRow& row : store_.ListSince(UnixSeconds(clock_()) - kWindow)) {
    failures_[row.username].push_back(row.created);
    recent_.push_back(std::move(row));
  }
}

void LoginAttempts::Forget(std::int64_t now) {
  while (!recent_.empty() && recent_.front().created < now - kWindow) {
    const auto failures = failures_.find(recent_.front().username);
    failures->second.erase(failures->second.begin());
    if (failures->second.empty()) failures_.erase(failures);
    recent_.pop_front();
  }
}

Result<Done> LoginAttempts::Enter(const std::string& username) {
  Lock lock(mutex_);
  while (true) {
    const std::int64_t now = UnixSeconds(clock_());
    Forget(now);
    const auto wrong = failures_.find(username);
    const int left = kMost - (wrong == failures_.end() ? 0 : static_cast<int>(wrong->second.size()));
    if (left <= 0) return Locked(username, wrong->second, now);
    int& under_way = under_way_[username];
    if (under_way < left) {
      ++under_way;
      return Done();
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

Result<std::unique_ptr<LoginAttempts::Turn>> LoginAttempts::Begin(const std::string& username) {
  if (enabled_) {
    if (auto entered = Enter(username); !entered) return tl::unexpected(std::move(entered).error());
  }
  return std::make_unique<Turn>(*this, username);
}

void LoginAttempts::Count(const std::string& username, const std::string& address) {
  if (!enabled_) return;
  const std::int64_t now = UnixSeconds(clock_());
  const LoginAttemptRow attempt{username, address, now};
  {
    const Lock lock(mutex_);
    failures_[username].push_back(now);
    recent_.push_back(attempt);
  }
  store_.Insert(attempt, now - kKept);
}

}  // namespace grafake::server
