#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "conformance/commands/exit_code.h"
#include "conformance/interruption.h"

namespace grafake::conformance {

struct ReplayOptions {
  std::string recordings;         // a directory of recorded scenarios
  std::vector<std::string> only;  // shell patterns of names ('tokens/*'); empty: all
  std::string server;             // a command template; empty: the reference server
  std::string server_binary;      // the reference server to start, when `server` is empty
  std::string append_ini;         // goes to the end of every scenario's ini, when `server` is given
  std::string not_yet_passing;    // the list; empty: none
  unsigned jobs = 1;              // scenarios at the same time
  std::chrono::seconds time_limit = kUsualTimeLimit;
  bool verbose = false;  // also names what passes and shows what listed scenarios do differently
};

// Plays the selected scenarios and prints what differs; returns the exit code. The files of scenarios that differ are
// kept below a temporary directory that is printed; all others are removed, and all when it is interrupted.
[[nodiscard]] int RunReplay(const ReplayOptions& options);

}  // namespace grafake::conformance
