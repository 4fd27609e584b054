#pragma once

#include <string>
#include <vector>

#include "server/config/configuration.h"
#include "server/config/ini_file.h"

namespace grafake::server {

// What a configuration file may hold.
struct KnownSettings {
  IniFile defaults;                  // every key that Grafana has
  std::vector<std::string> toggles;  // feature toggles
  Configuration::Used in_use;        // those that mean something here
};

// Something about a file that its author will want to know.
struct Finding {
  enum class Kind { kUnknownSection, kUnknownKey, kUnknownToggle, kNoEffect };
  Kind kind = Kind::kNoEffect;
  int line = 0;
  std::string section;
  std::string key;      // empty: the section itself
  std::string nearest;  // what was perhaps meant; empty: no idea
};

// In the order of the file.
[[nodiscard]] std::vector<Finding> CheckFile(const IniFile& file, const KnownSettings& known);

// "unknown key [server] http_prot; did you mean http_port?"
[[nodiscard]] std::string Sentence(const Finding& finding);

}  // namespace grafake::server
