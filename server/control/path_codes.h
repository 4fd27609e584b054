#pragma once

#include <string>
#include <string_view>

namespace grafake::server {

// A text with names in the place of what follows "/invite/" and the like in its paths: codes that are as good as
// passwords. Also where slashes are doubled or turned, in any case, and beyond "." and "..".
[[nodiscard]] std::string WithoutPathCodes(std::string_view text);

// Whether what is said there, of invitations, of who signs up or has forgotten his password, holds such codes.
[[nodiscard]] bool TellsCodes(std::string_view path);

}  // namespace grafake::server
