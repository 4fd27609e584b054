#pragma once

#include "server/http/message.h"

namespace grafake::server {

// [server] enable_gzip: whether Grafana compresses the answer to that request. "gzip;q=0" counts as a wish, too.
[[nodiscard]] bool WantsGzip(const Request& request);

// True when Accept-Encoding mentions gzip.
[[nodiscard]] bool AcceptsGzip(const Request& request);

// Compresses the body and says so in Content-Encoding.
void Gzip(Response& response);

}  // namespace grafake::server
