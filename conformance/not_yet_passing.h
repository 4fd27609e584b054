#pragma once

#include <set>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "conformance/player.h"

namespace grafake::conformance {

// Reads the list of scenarios that are known not to pass: one "group/scenario" a line, '#' begins a comment.
[[nodiscard]] tl::expected<std::set<std::string>, std::string> ReadNotYetPassing(const std::string& path);

// What is wrong with a run, given the list: scenarios that differ and are not listed, listed ones that pass, listed
// names that no scenario has.
struct Verdict {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t not_yet = 0;
  std::vector<std::string> problems;
};

// `known` are the names of all scenarios there are, also those that were not played.
[[nodiscard]] Verdict Judge(const std::vector<PlayResult>& results, const std::set<std::string>& listed,
                            const std::set<std::string>& known);

}  // namespace grafake::conformance
