#pragma once

#include <cstdint>
#include <optional>

#include "server/domain/clock.h"
#include "server/storage/grounds.h"
#include "server/storage/result.h"

namespace grafake::server {

// [auth] api_key_max_seconds_to_live: -1 is no limit; with any other value a lifetime is required and must not exceed
// it.
struct LifetimeLimit {
  std::int64_t most_seconds = -1;
  std::int64_t most_days = -1;  // [service_accounts] token_expiration_day_limit; none unless it is positive
  bool must_end = false;        // … and where there is such a limit, every token ends

  // kLifetimeMissing, kLifetimeTooLong. A negative lifetime is refused later, by Grafana's order of checks.
  [[nodiscard]] Result<Done> Check(std::int64_t seconds) const;
  // kLifetimeEndless; kLifetimePastLastDay: days are those of UTC.
  [[nodiscard]] Result<Done> CheckDay(Instant now, std::int64_t seconds) const;
};

// kLifetimeNegative; asked after everything else.
[[nodiscard]] inline Result<Done> LifetimeIsNotNegative(std::int64_t seconds) {
  if (seconds < 0)
    return Fail(ErrorCode::kLifetimeNegative, {}, LifetimeUnfit{LifetimeUnfit::Rule::kNegative, seconds});
  return Done();
}

// The Unix second at which a token made now expires; none for a lifetime of 0. The lifetime is turned into nanoseconds
// in 64 bits as Grafana does, so values above 9,223,372,036 s wrap around.
[[nodiscard]] std::optional<std::int64_t> ExpiryOf(Instant now, std::int64_t seconds);

}  // namespace grafake::server
