#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace grafake::server {

// Standard base64 with padding. Decoding follows Go's StdEncoding: exact padding, line breaks are skipped.
[[nodiscard]] std::string EncodeBase64(std::string_view bytes);
[[nodiscard]] std::optional<std::string> DecodeBase64(std::string_view text);

}  // namespace grafake::server
