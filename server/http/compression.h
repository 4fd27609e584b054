#pragma once

#include <cstddef>
#include <string>

#include "server/http/message.h"

namespace grafake::server {

// [server] enable_gzip: whether Grafana compresses the answer to that request. "gzip;q=0" counts as a wish, too.
[[nodiscard]] bool WantsGzip(const Request& request);

// True when Accept-Encoding mentions gzip.
[[nodiscard]] bool AcceptsGzip(const Request& request);

// Compresses the body and says so in Content-Encoding.
void Gzip(Response& response);

// Undoes it, for at most `most` bytes of what it was; empty when it is nothing of the kind.
[[nodiscard]] std::string GunzipBegin(const std::string& body, std::size_t most);

}  // namespace grafake::server
