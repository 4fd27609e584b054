#pragma once

#include <string>
#include <tl/expected.hpp>

namespace grafake {

// The URL that paths are put behind, without a slash at its end; or what is wrong with it. Never quotes a URL, which
// may hold a password.
[[nodiscard]] tl::expected<std::string, std::string> BaseUrl(const std::string& url);

// "https://host:443": what credentials are for. Empty: not a URL.
[[nodiscard]] std::string OriginOf(const std::string& url);

}  // namespace grafake
