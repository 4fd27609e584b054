#pragma once

#include <string>

#include "server/http/reason.h"

namespace grafake::server {

// Why a request was refused, as a sentence for whoever writes the client: `token "old" of robot expired 3 s ago`. One
// line, UTF-8, without a stop at its end; no secret in it, and nothing that steers a terminal. Looks for the nearest
// route where there was none, so make it only where somebody reads it. Any thread.
[[nodiscard]] std::string Sentence(const Reason& reason);

}  // namespace grafake::server
