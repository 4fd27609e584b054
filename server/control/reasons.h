#pragma once

#include <string>

#include "server/http/message.h"
#include "server/http/reason.h"

namespace grafake::server {

// Why a request was refused, as a sentence for whoever writes the client: `token "old" of robot expired 3 s ago`. One
// line, UTF-8, without a stop at its end; no secret in it, and nothing that steers a terminal. Looks for the nearest
// route where there was none, so make it only where somebody reads it. Any thread.
[[nodiscard]] std::string Sentence(const Reason& reason);

// The same of an answer that has a reason, with the org that the request asked for when that is why the caller was in
// none.
[[nodiscard]] std::string SentenceOfAnswer(const Request& request, const Response& response);

}  // namespace grafake::server
