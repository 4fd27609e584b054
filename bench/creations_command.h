#pragma once

#include <chrono>
#include <string>

namespace grafake::bench {

struct CreationsCommand {
  std::string server;  // the program
  int clients = 8;
  std::chrono::milliseconds duration{1000};
  int slices = 5;  // of each side, in turn
  bool json = false;
};

// Tokens created a second on a server with a database file, each answer behind its commit, against the commits a second
// of one writer on a bare SQLite file (synchronous=FULL, WAL). Prints both and the ratio.
void RunCreationsCommand(const CreationsCommand& command);

}  // namespace grafake::bench
