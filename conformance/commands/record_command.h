#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "conformance/interruption.h"

namespace grafake::conformance {

struct RecordOptions {
  std::vector<std::string> only;  // shell patterns of scenarios; empty: all
  std::string recordings;         // the scenarios to play: a directory of recordings of any release
  std::string server;             // a command template; empty: the reference server
  std::string server_binary;
  std::string append_ini;
  std::string out;  // the answers go to OUT/<release>/<group>--<scenario>.json
  unsigned jobs = 1;
  std::chrono::seconds time_limit = kUsualTimeLimit;
};

// Plays recorded scenarios against a target that is started fresh for each and writes its answers down in the format of
// fixtures/recorded; returns the exit code.
[[nodiscard]] int RunRecord(const RecordOptions& options);

}  // namespace grafake::conformance
