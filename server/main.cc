#include <sys/resource.h>
#include <unistd.h>

#include <iostream>
#include <string>
#include <vector>

#include "server/start.h"
#include "server/verbs/exit_code.h"
#include "server/verbs/verbs.h"

namespace {

// Memory holds passwords and tokens; a core file would hold them too.
void LeaveNoCore() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
}

}  // namespace

int main(int argc, char** argv) try {
  using namespace grafake::server;
  LeaveNoCore();
  const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
  return RunCommandLine(argc > 0 ? argv[0] : "", words, EnvironmentOf(environ));
} catch (const std::exception& e) {
  std::cerr << "grafake: " << e.what() << "\n";
  return grafake::server::kExitFailed;
}
