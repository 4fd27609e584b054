#pragma once

#include <string>
#include <string_view>

namespace grafake::server {

// True when a visitor may be sent there after signing in: a path of this server, below its sub-path when it has one
// ("/grafana"; the sub-path alone does not do). `target` comes from a cookie: anything.
[[nodiscard]] bool LeadsInside(std::string_view target, const std::string& sub_url);

// A redirect's address as Go's net/http writes it: one without scheme and host is made absolute by the path of the
// request (decoded), "//", "." and ".." in it are resolved.
[[nodiscard]] std::string AbsoluteTarget(std::string_view target, std::string_view request_path);

// An address as the value of a header: bytes beyond ASCII are escaped.
[[nodiscard]] std::string HeaderTarget(std::string_view target);

}  // namespace grafake::server
