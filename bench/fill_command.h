#pragma once

#include <string>

namespace grafake::bench {

struct FillCommand {
  std::string data;  // the directory of grafana.db, which a server has made
  int tokens = 1;
  int accounts = 1;
  int print = 1;  // so many of the tokens go to standard output, a line each
};

// Adds accounts named "filled-<n>" and tokens of the first of them, in one transaction.
void RunFillCommand(const FillCommand& command);

}  // namespace grafake::bench
