#pragma once

#include <string>
#include <string_view>

namespace grafake::server {

// `text` as it stands in HTML, in attributes too, with Go's spelling.
[[nodiscard]] std::string EscapeHtml(std::string_view text);

}  // namespace grafake::server
