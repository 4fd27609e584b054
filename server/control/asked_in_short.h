#pragma once

#include <string>
#include <string_view>

#include "server/control/exchange.h"

namespace grafake::server {

// What a request asked, for those who count: HEAD is GET, and a method that is none of HTTP's is "other".
[[nodiscard]] std::string_view MethodInShort(std::string_view method);

// The path without the secrets that somebody has put there, cut where it is long.
[[nodiscard]] std::string PathInShort(const Exchange& exchange);
// The same of a request to control, whose token is `hidden`.
[[nodiscard]] std::string PathInShort(std::string_view path, std::string_view hidden);

}  // namespace grafake::server
