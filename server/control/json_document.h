#pragma once

#include <cstddef>
#include <string_view>

#include "server/control/document.h"
#include "server/json/reader.h"

namespace grafake::server {

// Makes nodes of JSON, which lies in `text`, with the lines where its values begin; more than `most` are an error.
// Throws DocumentError.
[[nodiscard]] DocumentNode NodesOfJson(std::string_view text, const JsonValue& json,
                                       std::size_t most = kMostDocumentValues);

}  // namespace grafake::server
