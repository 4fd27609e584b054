#include <iostream>

#include "server/lies/lie.h"
#include "server/verbs/exit_code.h"
#include "server/verbs/verbs.h"

namespace grafake::server {

int RunLies(const std::vector<std::string>& words, const Environment& /*environment*/) {
  const Release* release = TakesOnlyRelease("lies", words);
  if (release == nullptr) return kExitFailed;
  std::cout << LiesText(*release);
  return kExitOk;
}

}  // namespace grafake::server
