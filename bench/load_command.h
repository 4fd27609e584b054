#pragma once

#include <optional>
#include <string>

#include "bench/load.h"

namespace grafake::bench {

struct LoadCommand {
  std::string url;
  std::string versus;  // another target's URL, or "bare" for the yardstick; empty: none
  std::string user = "admin:admin";
  LoadOptions options;
  int slices = 5;  // of each side, in turn
  bool json = false;
};

// Makes a service account with a token on the target, drives GET /api/org with it, removes the account again.
// Prints a table, or JSON. Throws std::runtime_error when something cannot be set up or an answer is wrong.
void RunLoadCommand(const LoadCommand& command);

}  // namespace grafake::bench
