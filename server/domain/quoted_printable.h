#pragma once

#include <string>
#include <string_view>

namespace grafake::server {

// One line of quoted-printable text (RFC 2045), as Go reads it: a "=" that begins no escape stands for itself, one at
// the end is dropped. What Go cannot read stays as it is.
[[nodiscard]] std::string DecodeQuotedPrintable(std::string_view text);

}  // namespace grafake::server
