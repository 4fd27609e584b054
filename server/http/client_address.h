#pragma once

#include <string>

#include "server/domain/sessions.h"
#include "server/http/message.h"

namespace grafake::server {

// The client's address as a proxy in front reports it (X-Real-IP, then the first of X-Forwarded-For, when they hold an
// address), else that of the connection.
[[nodiscard]] std::string ClientAddress(const Request& request);

// Where a session is used from.
[[nodiscard]] Browser BrowserOf(const Request& request);

}  // namespace grafake::server
