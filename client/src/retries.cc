#include "src/retries.h"

#include <algorithm>
#include <cmath>

namespace grafake {
namespace {

using End = Outcome::End;
using std::chrono::milliseconds;

constexpr double kEarned = 0.1;  // retries, by a success

bool StatusInvites(const Call& call, const Outcome& outcome) {
  switch (outcome.status) {
    case 429:
      return true;
    case 503:
      return call.Repeatable() || outcome.retry_after;
    case 502:  // A gateway lost the answer.
    case 504:
      return call.Repeatable();
    default:
      return false;
  }
}

bool Invites(const Call& call, const Outcome& outcome) {
  switch (outcome.end) {
    case End::kAnswered:
      return StatusInvites(call, outcome);
    case End::kNotSent:
      return true;
    case End::kLost:
      return call.Repeatable();
    case End::kUnreadable:
    case End::kTimedOut:
    case End::kStopped:
    case End::kNotTrusted:
    case End::kMisused:
      return false;
  }
  return false;
}

milliseconds Backoff(const RetryPolicy& policy, int made, double random) {
  const double doubled = static_cast<double>(policy.first_wait.count()) * std::pow(2.0, made - 1);
  return milliseconds(std::llround(random * std::min(doubled, static_cast<double>(policy.longest_wait.count()))));
}

}  // namespace

std::optional<milliseconds> Retries::WaitAfter(const Call& call, const Outcome& outcome, int made,
                                               double random) const {
  if (made >= policy_.most_attempts || !Invites(call, outcome)) return std::nullopt;
  return std::max(Backoff(policy_, made, random), milliseconds(outcome.retry_after.value_or(std::chrono::seconds(0))));
}

void Retries::Succeeded() { Earn(kEarned); }

void Retries::GiveBack() { Earn(1); }

void Retries::Earn(double retries) {
  const std::lock_guard lock(mutex_);
  left_ = std::min(left_ + retries, policy_.budget);
}

bool Retries::TakeFromBudget() {
  const std::lock_guard lock(mutex_);
  if (left_ < 1) return false;
  left_ -= 1;
  return true;
}

}  // namespace grafake
