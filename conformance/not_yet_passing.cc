#include "conformance/not_yet_passing.h"

#include <fstream>

namespace grafake::conformance {

tl::expected<std::set<std::string>, std::string> ReadNotYetPassing(const std::string& path) {
  std::ifstream file(path);
  if (!file) return tl::unexpected(path + ": cannot be read");
  std::set<std::string> names;
  for (std::string line; std::getline(file, line);) {
    line = line.substr(0, line.find('#'));
    const auto first = line.find_first_not_of(" \t\r");
    if (first == std::string::npos) continue;
    names.insert(line.substr(first, line.find_last_not_of(" \t\r") - first + 1));
  }
  return names;
}

Verdict Judge(const std::vector<PlayResult>& results, const std::set<std::string>& listed,
              const std::set<std::string>& known) {
  Verdict verdict;
  for (const PlayResult& result : results) {
    const bool expected_to_fail = listed.contains(result.name);
    if (result.Equal()) {
      ++(expected_to_fail ? verdict.failed : verdict.passed);
      if (expected_to_fail) verdict.problems.push_back(result.name + " passes now: remove it from the list");
    } else {
      ++(expected_to_fail ? verdict.not_yet : verdict.failed);
      if (!expected_to_fail) verdict.problems.push_back(result.name + " differs");
    }
  }
  for (const std::string& name : listed) {
    if (known.contains(name)) continue;
    ++verdict.failed;
    verdict.problems.push_back(name + " stands in the list, but there is no such scenario");
  }
  return verdict;
}

}  // namespace grafake::conformance
