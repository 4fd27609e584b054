#include <iostream>

#include "server/start.h"
#include "server/verbs/exit_code.h"
#include "server/verbs/verbs.h"

namespace grafake::server {

int RunRoutes(const std::vector<std::string>& words, const Environment& /*environment*/) {
  const Release* release = TakesOnlyRelease("routes", words);
  if (release == nullptr) return kExitFailed;
  std::cout << RoutesText(*release);
  return kExitOk;
}

}  // namespace grafake::server
