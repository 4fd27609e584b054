#pragma once

#include <string>
#include <vector>

namespace grafake::bench {

struct FillCommand {
  std::string data;  // the directory of grafana.db, which a server has made
  int tokens = 1;
  int accounts = 1;
  int shown = 1;  // so many of the tokens are returned
};

// Adds accounts named "filled-<n>" and tokens, given out to them in turn, in one transaction. Returns tokens that work.
// Throws std::exception when the file is not there, is no database of a server or is in use, or cannot be written.
std::vector<std::string> Fill(const FillCommand& command);

}  // namespace grafake::bench
