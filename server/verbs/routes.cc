#include <iostream>

#include "server/start.h"
#include "server/verbs/exit_code.h"
#include "server/verbs/verbs.h"

namespace grafake::server {

int RunRoutes(const std::vector<std::string>& words, const Environment& /*environment*/) {
  const bool named = words.size() == 2 && (words[0] == "--release" || words[0] == "-release");
  if (!named && !TakesNothing("routes", words)) return kExitFailed;
  const Release* release = named ? FindRelease(words[1]) : &DefaultRelease();
  if (release == nullptr) {
    std::cerr << "grafake routes: '" << words[1] << "' is none of " << ReleaseNames() << "\n";
    return kExitFailed;
  }
  std::cout << RoutesText(*release);
  return kExitOk;
}

}  // namespace grafake::server
