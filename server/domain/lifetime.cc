#include "server/domain/lifetime.h"

namespace grafake::server {
namespace {

using Rule = LifetimeUnfit::Rule;

constexpr std::int64_t kNanos = 1'000'000'000;
constexpr std::int64_t kSecondsOfDay = 86'400;

}  // namespace

Result<Done> LifetimeLimit::Check(std::int64_t seconds) const {
  if (most_seconds == -1) return Done();
  if (seconds == 0) return Fail(ErrorCode::kLifetimeMissing, {}, LifetimeUnfit{Rule::kMissing, seconds, most_seconds});
  if (seconds > most_seconds)
    return Fail(ErrorCode::kLifetimeTooLong, {}, LifetimeUnfit{Rule::kTooLong, seconds, most_seconds});
  return Done();
}

Result<Done> LifetimeLimit::CheckDay(Instant now, std::int64_t seconds) const {
  if (most_days <= 0) return Done();
  if (must_end && seconds == 0)
    return Fail(ErrorCode::kLifetimeEndless, {}, LifetimeUnfit{Rule::kEndless, seconds, most_days});
  const auto expiry = ExpiryOf(now, seconds);
  const bool past = expiry && *expiry / kSecondsOfDay - UnixSeconds(now) / kSecondsOfDay > most_days;
  if (past) return Fail(ErrorCode::kLifetimePastLastDay, {}, LifetimeUnfit{Rule::kBehindLastDay, seconds, most_days});
  return Done();
}

std::optional<std::int64_t> ExpiryOf(Instant now, std::int64_t seconds) {
  if (seconds == 0) return std::nullopt;
  const auto nanos =
      static_cast<std::int64_t>(static_cast<std::uint64_t>(seconds) * static_cast<std::uint64_t>(kNanos));
  const std::int64_t now_seconds = UnixSeconds(now);
  // Below a second each, so that the sum cannot wrap a second time.
  std::int64_t fraction = (now.time_since_epoch() % std::chrono::seconds(1)).count() + nanos % kNanos;
  std::int64_t carry = fraction >= kNanos ? 1 : 0;
  if (fraction < 0) carry = -1;
  return now_seconds + nanos / kNanos + carry;
}

}  // namespace grafake::server
