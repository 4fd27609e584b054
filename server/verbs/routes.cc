#include <algorithm>
#include <iostream>

#include "server/start.h"
#include "server/verbs/exit_code.h"
#include "server/verbs/verbs.h"

namespace grafake::server {

int RunRoutes(const std::vector<std::string>& words, const Environment& /*environment*/) {
  std::vector<std::string> others = words;
  const auto flags = std::erase_if(others, [](const auto& word) { return word == "--missing" || word == "-missing"; });
  const Release* release = TakesOnlyRelease("routes", others);
  if (release == nullptr) return kExitFailed;
  std::cout << RoutesText(*release, flags == 0 ? RoutesShown::kServed : RoutesShown::kMissing);
  return kExitOk;
}

}  // namespace grafake::server
