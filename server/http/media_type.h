#pragma once

#include <string>

#include "server/storage/result.h"

namespace grafake::server {

// True when a Content-Type names application/json, as Go's mime.ParseMediaType reads it. Else the reason.
[[nodiscard]] Result<Done> IsJsonContent(const std::string* content_type);

}  // namespace grafake::server
