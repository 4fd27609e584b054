#include <algorithm>
#include <csignal>
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "conformance/arguments.h"

namespace {

using namespace grafake::conformance;

constexpr const char* kUsage =
    R"(Usage: grafake-conformance replay [PATTERN…] [--server 'COMMAND'] [--jobs N] [--verbose]
                                  [--fixtures DIR] [--release 9.0.9] [--not-yet-passing FILE]
       grafake-conformance list   [PATTERN…] [--fixtures DIR] [--release 9.0.9]

Plays recorded conversations with real Grafana against a server that is started fresh for each, and compares
status, headers, order of fields and bytes.

  PATTERN, --only PATTERN only these scenarios: 'tokens/*'
  --server 'COMMAND'      how to start the server, with {ini} {data} {home} {port}; without it the grafake beside this
                          program; for real Grafana:
                          'grafana-server --homepath H --config {ini} cfg:default.paths.data={data}
                           cfg:default.paths.logs={data}/log cfg:default.paths.plugins={data}/plugins
                           cfg:default.server.http_addr=127.0.0.1 cfg:default.server.http_port={port}'
  --append-ini TEXT       with --server: goes to the end of every scenario's configuration
  --server-binary FILE    another grafake than the one beside this program
  --jobs N                so many scenarios at the same time (default: one a core)
  --not-yet-passing FILE  scenarios that are known to differ, one a line; one that passes fails the run. Without
                          --server there is a list for grafake; '' for none
  -v, --verbose           also what passes, and what the listed scenarios do differently

Exit codes: 0 all equal, 1 something differs, 2 wrong use, 4 nothing selected.
)";

Defaults DefaultsBeside(const std::filesystem::path& program) {
  return {.fixtures = GRAFAKE_FIXTURES,
          .server_binary = (program.parent_path() / "grafake").string(),
          .not_yet_passing = GRAFAKE_NOT_YET_PASSING,
          .jobs = std::max(1U, std::thread::hardware_concurrency())};
}

int Misuse(const std::string& why) {
  std::cerr << "grafake-conformance: " << why << "; --help tells more\n";
  return kMisused;
}

int RunVerb(const std::vector<std::string>& words) {
  const auto asks = [](const std::string& word) { return word == "--help" || word == "-h" || word == "help"; };
  if (std::ranges::any_of(words, asks)) {
    std::cout << kUsage;
    return kEqual;
  }
  if (words.empty() || (words[0] != "replay" && words[0] != "list")) return Misuse("say replay or list");
  const auto options =
      ReadArguments({words.begin() + 1, words.end()}, DefaultsBeside(std::filesystem::read_symlink("/proc/self/exe")));
  if (!options) return Misuse(options.error());
  return words[0] == "replay" ? RunReplay(*options) : RunList(*options);
}

}  // namespace

int main(int argc, char** argv) try {
  std::signal(SIGPIPE, SIG_IGN);
  return RunVerb({argv + 1, argv + argc});
} catch (const std::exception& e) {
  std::cerr << "grafake-conformance: " << e.what() << "\n";
  return kDifferent;
}
