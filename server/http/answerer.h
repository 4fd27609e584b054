#pragma once

#include <functional>

#include "server/http/message.h"

namespace grafake::server {

// Answers a request: the server itself, or who stands before it.
using Answerer = std::function<Response(const Request&)>;

}  // namespace grafake::server
