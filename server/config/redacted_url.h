#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace grafake::server {

// A text read as a URL and printed again as Go's net/url does, a password in it as "xxxxx". A text without "://" is
// read as if "http://" stood before it. Nothing when it is no URL.
[[nodiscard]] std::optional<std::string> RedactedUrl(std::string_view text);

// Why Go's net/url would not take a text as a URL, in its words; nothing when it would.
[[nodiscard]] std::optional<std::string> UrlProblem(std::string_view url);

}  // namespace grafake::server
