#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "server/config/ini_file.h"

namespace grafake::server {

using Environment = std::map<std::string, std::string, std::less<>>;

// Replaces ${NAME} and $__env{NAME} by variables; an unset one by nothing, ${HOSTNAME} by the host's name.
[[nodiscard]] std::string ExpandVariables(std::string_view value, const Environment& environment);

// The variables that a value asks for and that are not set, in their order.
[[nodiscard]] std::vector<std::string> UnsetVariablesIn(std::string_view value, const Environment& environment);

// Replaces $__file{PATH} by the file's content without blanks around it. The error is Go's: "stat /x: no such file or
// directory".
[[nodiscard]] tl::expected<std::string, std::string> ExpandFiles(std::string_view value);

// A value with %(name)s replaced by other keys: of its section and those above, then of the top section; unknown names
// stay. Done when a value is read, never stored.
[[nodiscard]] std::string Interpolated(IniFile& file, std::string_view section, const IniKey& key);

}  // namespace grafake::server
