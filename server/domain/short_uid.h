#pragma once

#include <string>

#include "server/domain/clock.h"

namespace grafake::server {

// A uid as Grafana draws those of users and service accounts: a letter of a-f, a number to base 36 that grows with the
// time, a letter of a-f. One process draws none twice. Thread-safe.
[[nodiscard]] std::string DrawShortUid(Instant now);

}  // namespace grafake::server
