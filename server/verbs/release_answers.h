#pragma once

#include <map>
#include <string>

#include "server/instance.h"

namespace grafake::server {

// Makes one of everything in a new server by requests of its admin, then reads every GET route, and says what the
// answers look like: "GET /api/org: status" → "200", "GET /api/org: address.city" → "string", "every answer:
// Cache-Control" → "no-cache", "every answer: cookie grafana_session" → "Path=/; HttpOnly". What the server has no
// route for is not among them, but some requests that it refuses are: "GET /api/org by nobody: messageId" → "string".
[[nodiscard]] std::map<std::string, std::string> AskAll(Instance& instance);

}  // namespace grafake::server
