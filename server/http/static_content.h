#pragma once

#include <cstdint>
#include <string_view>

#include "server/http/message.h"

namespace grafake::server {

struct StaticContent {
  std::string_view body;
  std::string_view type;
  std::int64_t modified = 0;  // seconds since 1970
};

// Answers GET and HEAD of a file as Go's http.ServeContent does: conditions (304, 412), ranges (206, 416), and
// Last-Modified. It has no ETag.
[[nodiscard]] Response ServeContent(const Request& request, const StaticContent& content);

}  // namespace grafake::server
