#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "conformance/commands/exit_code.h"
#include "conformance/exchange.h"
#include "conformance/interruption.h"
#include "conformance/report/run_report.h"

namespace grafake::conformance {

struct RunOptions {
  std::vector<std::string> only;  // shell patterns of ids, or subjects; empty: all
  std::string program;            // this one: the workers run it too
  std::string fixtures;
  std::optional<Endpoint> target;             // attach to it; none: start a server
  std::string administrator = "admin:admin";  // of the target: "user:password" or "bearer:TOKEN"
  std::string server;                         // a command template; empty: the reference server
  std::string server_binary;
  std::string append_ini;
  std::string release;                                // of the target; empty: as it says
  unsigned jobs = 0;                                  // 0: one a core, one when attached
  std::chrono::seconds time_limit = kUsualTimeLimit;  // what is not run then is told as such
  double may_be_unsupported = kUsuallyUnsupported;    // share of what is selected
  bool replays = true;
  bool verbose = false;
  std::optional<unsigned> shuffle;  // the seed of a random order
  std::string ledger;               // a directory; empty: the usual one
  std::string expected_failures;    // a file
  std::string not_yet_passing;  // a directory: by release, recordings that the reference server does not pass; or empty
  std::string out;              // a directory for every report
  std::string junit, json_lines, html, markdown;  // files
};

// Runs the selected cases and replays, prints and writes the reports; returns the exit code.
[[nodiscard]] int RunRun(const RunOptions& options);

}  // namespace grafake::conformance
