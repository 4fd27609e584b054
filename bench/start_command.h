#pragma once

#include <string>

namespace grafake::bench {

struct StartCommand {
  std::string server;  // the grafake to start
  std::string data;    // a data directory; empty: everything in memory
  int runs = 20;
  bool json = false;
};

// Starts the server again and again on a free port and measures, from the start of the process, when it first answers
// GET /api/org with a password, and what memory it then holds. Prints medians. Throws std::runtime_error.
void RunStartCommand(const StartCommand& command);

}  // namespace grafake::bench
