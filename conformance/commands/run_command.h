#pragma once

#include <optional>
#include <string>
#include <vector>

namespace grafake::conformance {

struct RunOptions {
  std::vector<std::string> only;  // shell patterns of ids, or subjects; empty: all
  std::string program;            // this one: the workers run it too
  std::string fixtures;
  std::string url;  // attach to it; empty: start a server
  std::string user = "admin:admin";
  std::string server;  // a command template; empty: the reference server
  std::string server_binary;
  std::string append_ini;
  std::string release;  // of the target; empty: as it says
  unsigned jobs = 0;    // 0: one a core, one when attached
  bool replays = true;
  bool verbose = false;
  std::optional<unsigned> shuffle;  // the seed of a random order
  std::string ledger;               // a directory; empty: the usual one
  std::string expected_failures;    // a file
  std::string not_yet_passing;      // a file: recordings that the reference server does not pass; or empty
  std::string out;                  // a directory for every report
  std::string junit, json_lines, html, markdown;  // files
};

// Exit codes of `run`, besides those of replay_command.h.
inline constexpr int kHarnessFault = 3;
inline constexpr int kNoTarget = 5;
inline constexpr int kInterruption = 130;

// Runs the selected cases and replays, prints and writes the reports; returns the exit code.
[[nodiscard]] int RunRun(const RunOptions& options);

}  // namespace grafake::conformance
