#include <iostream>

#include "server/start.h"
#include "server/verbs/exit_code.h"
#include "server/verbs/verbs.h"

namespace grafake::server {

int RunRoutes(const std::vector<std::string>& words, const Environment& /*environment*/) {
  if (!TakesNothing("routes", words)) return kExitFailed;
  std::cout << RoutesText();
  return kExitOk;
}

}  // namespace grafake::server
