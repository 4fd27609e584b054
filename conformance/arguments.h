#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "conformance/replay_command.h"

namespace grafake::conformance {

// Where things are when no flag says so.
struct Defaults {
  std::string fixtures;         // a directory with recorded/<release>/
  std::string server_binary;    // the reference server
  std::string not_yet_passing;  // its list; does not hold for a server that --server names
  unsigned jobs = 1;
};

// Reads the words behind the verb. The error names the word that is wrong.
[[nodiscard]] tl::expected<ReplayOptions, std::string> ReadArguments(const std::vector<std::string>& words,
                                                                     const Defaults& defaults);

}  // namespace grafake::conformance
