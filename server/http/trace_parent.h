#pragma once

#include <optional>
#include <string_view>

#include "server/http/message.h"

namespace grafake::server {

// The trace that the header traceparent says the request is part of, by the rules of W3C as Go's libraries read them;
// nothing without a valid one. A view into the header.
[[nodiscard]] std::optional<std::string_view> TraceIdIn(const Request& request);

// Puts that id into the place of the one that the body of a traced refusal ends with.
void PutTraceId(Response& response, std::string_view id);

}  // namespace grafake::server
