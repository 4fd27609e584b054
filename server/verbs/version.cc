#include <iostream>

#include "server/command_line.h"
#include "server/start.h"
#include "server/verbs/exit_code.h"
#include "server/verbs/verbs.h"

namespace grafake::server {

int RunVersion(const std::vector<std::string>& words, const Environment& /*environment*/) {
  if (!TakesNothing("version", words)) return kExitFailed;
  std::cout << "grafake " << GRAFAKE_VERSION << "\n" << VersionText(CommandLine().release) << "\n";
  return kExitOk;
}

}  // namespace grafake::server
