#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace grafake::server {

// Where the log goes and what it holds.
struct LoggingSettings {
  bool enabled = true;                         // [log] enabled
  std::vector<std::string> modes{"console"};   // [log] mode
  std::string level = "info";                  // [log] level, or the console's own
  std::map<std::string, std::string> filters;  // [log] filters: logger → level
  std::string format = "console";              // [log.console] format
};

}  // namespace grafake::server
