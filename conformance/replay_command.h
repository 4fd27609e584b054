#pragma once

#include <string>
#include <vector>

namespace grafake::conformance {

struct ReplayOptions {
  std::string recordings;         // a directory of recorded scenarios
  std::vector<std::string> only;  // patterns with '*' of names to play; empty: all
  std::string server;             // a command template; empty: the grafake beside this program
  std::string server_binary;      // the grafake to start, when `server` is empty
  std::string not_yet_passing;    // the list; empty: none
  unsigned jobs = 1;              // scenarios at the same time
};

// Exit codes of the program.
inline constexpr int kEqual = 0;
inline constexpr int kDifferent = 1;
inline constexpr int kMisused = 2;
inline constexpr int kNothingSelected = 4;

// Plays the selected scenarios and prints what differs; returns the exit code.
[[nodiscard]] int RunReplay(const ReplayOptions& options);

// Prints the names of the recorded scenarios.
[[nodiscard]] int RunList(const ReplayOptions& options);

// True when a name fits a pattern in which '*' stands for anything.
[[nodiscard]] bool FitsPattern(const std::string& name, const std::string& pattern);

}  // namespace grafake::conformance
