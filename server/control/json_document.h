#pragma once

#include <string_view>

#include "server/control/document.h"
#include "server/json/reader.h"

namespace grafake::server {

// Makes nodes of JSON, which lies in `text`, with the lines where its values begin. Throws DocumentError.
[[nodiscard]] DocumentNode NodesOfJson(std::string_view text, const JsonValue& json);

}  // namespace grafake::server
