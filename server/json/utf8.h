#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace grafake::server {

inline constexpr std::string_view kReplacementCharacter = "\xEF\xBF\xBD";

// The length of the valid UTF-8 sequence at the start of `text`; 0 when there is none. Rules of RFC 3629:
// no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] std::size_t Utf8Length(std::string_view text);

// `text` with each invalid byte replaced by U+FFFD, as Go's decoder and encoder do.
[[nodiscard]] std::string ValidUtf8(std::string_view text);

// Appends one code point; `code` must be valid.
void AppendUtf8(std::string& out, char32_t code);

// The code point of the valid sequence at the start of `text` (see Utf8Length).
[[nodiscard]] char32_t DecodeUtf8(std::string_view text);

}  // namespace grafake::server
