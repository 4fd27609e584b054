#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "conformance/commands/flags.h"
#include "conformance/commands/list_command.h"
#include "conformance/commands/run_command.h"
#include "conformance/replay_command.h"

namespace grafake::conformance {

// Where things are when no flag says so.
struct Defaults {
  std::string fixtures;       // a directory with recorded/<release>/
  std::string server_binary;  // the reference server
  std::string
      not_yet_passing;  // a directory with its list for each release; does not hold for a server that --server names
  unsigned jobs = 1;
};

// Where the recordings are of the release that --release names; the error says that it is no name.
[[nodiscard]] tl::expected<std::string, std::string> RecordingsOf(const Flags& flags, const Defaults& defaults);

// Read the words behind the verbs list and show, replay and run. The error names the word that is wrong.
[[nodiscard]] tl::expected<ListOptions, std::string> ReadListArguments(const std::vector<std::string>& words,
                                                                       const Defaults& defaults);
[[nodiscard]] tl::expected<ReplayOptions, std::string> ReadArguments(const std::vector<std::string>& words,
                                                                     const Defaults& defaults);
[[nodiscard]] tl::expected<RunOptions, std::string> ReadRunArguments(const std::vector<std::string>& words,
                                                                     const Defaults& defaults);

}  // namespace grafake::conformance
