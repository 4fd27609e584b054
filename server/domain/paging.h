#pragma once

#include <cstdint>

namespace grafake::server {

// The row at which a page begins, in Grafana's wrapping 64-bit arithmetic: a negative result is the first row.
// Most lists count pages from 1, that of the orgs from 0.
[[nodiscard]] inline std::int64_t PageOffsetFromZero(std::int64_t page, std::int64_t per_page) {
  const auto offset =
      static_cast<std::int64_t>(static_cast<std::uint64_t>(per_page) * static_cast<std::uint64_t>(page));
  return offset < 0 ? 0 : offset;
}
[[nodiscard]] inline std::int64_t PageOffset(std::int64_t page, std::int64_t per_page) {
  return PageOffsetFromZero(page - 1, per_page);
}

}  // namespace grafake::server
