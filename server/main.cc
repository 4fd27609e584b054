#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <iostream>
#include <string>
#include <vector>

#include "server/net/process.h"
#include "server/start.h"
#include "server/verbs/exit_code.h"
#include "server/verbs/verbs.h"

namespace {

// Memory holds passwords and tokens; a core file would hold them too.
void LeaveNoCore() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
}

// Were standard output closed, the next file opened would take its place: the log would be written into the database.
void KeepStandardStreams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) < 0) (void)open("/dev/null", O_RDWR);
  }
}

}  // namespace

int main(int argc, char** argv) try {
  using namespace grafake::server;
  KeepStandardStreams();
  LeaveNoCore();
  PrepareProcess();
  const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
  return RunCommandLine(argc > 0 ? argv[0] : "", words, EnvironmentOf(environ));
} catch (const std::exception& e) {
  std::cerr << "grafake: " << e.what() << "\n";
  return grafake::server::kExitFailed;
}
