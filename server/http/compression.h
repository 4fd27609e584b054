#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "server/http/message.h"

namespace grafake::server {

// [server] enable_gzip: whether Grafana compresses the answer to that request. "gzip;q=0" counts as a wish, too.
[[nodiscard]] bool WantsGzip(const Request& request);

// True when Accept-Encoding mentions gzip.
[[nodiscard]] bool AcceptsGzip(const Request& request);

// Compresses the body, unless it is so already, and says so in Content-Encoding.
void Gzip(Response& response);

// Undoes it, for at most `most` bytes of what it was; nothing where it was not done.
[[nodiscard]] std::optional<std::string> GunzipBegin(const Response& response, std::size_t most);

}  // namespace grafake::server
