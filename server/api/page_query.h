#pragma once

#include <cstdint>

#include "server/http/url.h"

namespace grafake::server {

struct PageQuery {
  std::int64_t page = 1;
  std::int64_t per_page = 1000;
};

// ?page= from 1 and ?perpage=; what is no number or too small counts as 1 and 1000.
[[nodiscard]] inline PageQuery PageQueryOf(const Query& query) {
  const std::int64_t page = query.Integer("page");
  const std::int64_t per_page = query.Integer("perpage");
  return {page < 1 ? 1 : page, per_page <= 0 ? 1000 : per_page};
}

}  // namespace grafake::server
