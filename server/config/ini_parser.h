#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "server/config/ini_file.h"

namespace grafake::server {

struct IniError {
  std::string message;  // the words of the library that Grafana uses, line breaks included
  int line = 0;
};

// Reads the ini dialect of Grafana: gopkg.in/ini.v1 with its default options. Comments, quotes, backticks, continued
// lines and inline comments as there; nothing is expanded. The first error ends it.
[[nodiscard]] tl::expected<IniFile, IniError> ParseIni(std::string_view text);

}  // namespace grafake::server
