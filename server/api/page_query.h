#pragma once

#include <cstdint>

#include "server/http/url.h"

namespace grafake::server {

struct PageQuery {
  std::int64_t page = 1;
  std::int64_t per_page = 1000;  // when a request does not say
};

// ?page= from 1 and ?perpage=; what is no number or too small counts as not said.
[[nodiscard]] inline PageQuery PageQueryOf(const Query& query) {
  const std::int64_t page = query.Integer("page");
  const std::int64_t per_page = query.Integer("perpage");
  PageQuery asked;
  if (page >= 1) asked.page = page;
  if (per_page > 0) asked.per_page = per_page;
  return asked;
}

}  // namespace grafake::server
