#pragma once

#include <string>
#include <vector>

#include "server/config/expansion.h"

namespace grafake::server {

// `grafake config …`: what Grafana cannot tell about a configuration. Each returns the exit code.

// show [--json] [flags and cfg: arguments as for a start]: every setting, where it comes from, and what is in vain.
[[nodiscard]] int ShowConfiguration(std::vector<std::string> words, const Environment& environment);

// check FILE [--json]: what is unknown, misspelt, without effect or not served.
[[nodiscard]] int CheckConfiguration(std::vector<std::string> words, const Environment& environment);

// Takes -json or --json out of the words.
[[nodiscard]] bool TakeJsonFlag(std::vector<std::string>& words);

}  // namespace grafake::server
