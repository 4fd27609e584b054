#pragma once

#include <optional>
#include <string>

#include "bench/load.h"

namespace grafake::bench {

struct LoadCommand {
  std::string url;
  std::string versus;         // another target's URL, or "bare" for the yardstick; empty: none
  std::string authorization;  // the header of one who may create accounts, on both targets
  Trust trust;                // for https
  LoadOptions options;
  Mix mix{{"valid", 1}};
  std::string tokens;  // a file of valid tokens, a line each; empty: one is made
  std::string plot;    // an SVG file; empty: none
  int slices = 5;      // of each side, in turn
  bool json = false;
};

// Makes service accounts with tokens on the target, drives GET /api/org with them, removes the accounts again.
// Prints a table, or JSON. Throws std::runtime_error when something cannot be set up or an answer is wrong, Interrupted
// within a second after SIGINT or SIGTERM.
void RunLoadCommand(const LoadCommand& command);

}  // namespace grafake::bench
