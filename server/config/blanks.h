#pragma once

#include <string_view>

namespace grafake::server {

// Blanks as Go's unicode.IsSpace knows them, a no-break space among them.
[[nodiscard]] std::string_view TrimBlanks(std::string_view text);
[[nodiscard]] std::string_view TrimLeadingBlanks(std::string_view text);

}  // namespace grafake::server
