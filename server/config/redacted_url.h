#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace grafake::server {

// A text read as a URL and printed again as Go's net/url does, a password in it as "xxxxx". A text without "://" is
// read as if "http://" stood before it. Nothing when it is no URL.
[[nodiscard]] std::optional<std::string> RedactedUrl(std::string_view text);

}  // namespace grafake::server
