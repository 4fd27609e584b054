#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "server/config/expansion.h"

namespace grafake::server {

// A value of a provisioning file: ${NAME}, $NAME, $__env{NAME} and $__file{PATH} are replaced, an unset variable by
// nothing; $$ is a dollar. The error is Go's: "stat /x: no such file or directory".
[[nodiscard]] tl::expected<std::string, std::string> ExpandProvisioned(std::string_view value,
                                                                       const Environment& environment);

// As a shell reads variables: $NAME and ${NAME}. A dollar in front of anything else stays; "${" without an end goes.
[[nodiscard]] std::string ExpandShellVariables(std::string_view value, const Environment& environment);

}  // namespace grafake::server
