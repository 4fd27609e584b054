#pragma once

#include <string>

#include "server/http/router.h"

namespace grafake::server {

// The routes of a server as a Markdown table, by path and method: what `grafake routes` prints. Made from the same data
// that decides who may call them.
[[nodiscard]] std::string RouteTable(const Router& router);

}  // namespace grafake::server
