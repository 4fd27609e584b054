#pragma once

#include <cstdint>
#include <string>

#include "server/storage/timestamp.h"

namespace grafake::server {

// "2022-06-14T10:00:00Z" in the time zone of the process ("+05:30" where that is not UTC): how Grafana prints times.
[[nodiscard]] std::string TimeText(Timestamp time);
[[nodiscard]] std::string TimeText(std::int64_t unix_seconds);

// How long ago, in Grafana's words: "10 years", "1 hour", "< 1 minute".
[[nodiscard]] std::string AgeText(Timestamp then, Timestamp now);

}  // namespace grafake::server
