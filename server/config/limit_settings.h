#pragma once

#include <chrono>
#include <cstddef>
#include <tl/expected.hpp>

#include "server/config/configuration.h"
#include "server/config/start_error.h"

namespace grafake::server {

// What clients may cost: the keys max_… and least_… of [grafake]. data/grafake.ini has the defaults.
struct LimitSettings {
  std::size_t connections = 0;
  std::size_t head_bytes = 0;
  std::size_t body_bytes = 0;
  std::size_t bodies_bytes = 0;
  std::size_t answers_bytes = 0;
  std::size_t member_bytes = 0;
  std::chrono::seconds head_time{0};
  std::size_t least_bytes_per_second = 0;
  std::chrono::seconds stall_time{0};
  std::chrono::seconds transfer_time{0};
};

// The error names the key and says what fits.
[[nodiscard]] tl::expected<LimitSettings, StartError> ReadLimits(Configuration& configuration);

}  // namespace grafake::server
