#pragma once

#include <cstdint>

namespace grafake::server {

// The row at which a page begins, in Grafana's wrapping 64-bit arithmetic: a negative result is the first row.
[[nodiscard]] inline std::int64_t PageOffset(std::int64_t page, std::int64_t per_page) {
  const auto offset =
      static_cast<std::int64_t>(static_cast<std::uint64_t>(per_page) * static_cast<std::uint64_t>(page - 1));
  return offset < 0 ? 0 : offset;
}

}  // namespace grafake::server
