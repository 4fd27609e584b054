#pragma once

#include <string>
#include <string_view>

namespace grafake::server {

// What a request asked, for those who count: HEAD is GET, and a method that is none of HTTP's is "other".
[[nodiscard]] std::string_view MethodInShort(std::string_view method);

// A path without the secrets that somebody has put there, `hidden` too, cut where it is long.
[[nodiscard]] std::string PathInShort(std::string_view path, std::string_view hidden);

}  // namespace grafake::server
