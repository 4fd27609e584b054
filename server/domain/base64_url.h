#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace grafake::server {

// Base64 with the alphabet of URLs and without padding, as JWTs have it; nothing for anything else.
[[nodiscard]] std::optional<std::string> DecodeBase64Url(std::string_view text);

}  // namespace grafake::server
