#include <charconv>
#include <csignal>
#include <exception>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "conformance/replay_command.h"

namespace {

using namespace grafake::conformance;

constexpr const char* kUsage = R"(Usage: grafake-conformance replay [--only PATTERN…] [--server 'COMMAND'] [--jobs N]
                                  [--fixtures DIR] [--release 9.0.9] [--not-yet-passing FILE]
       grafake-conformance list   [--fixtures DIR] [--release 9.0.9]

Plays recorded conversations with real Grafana against a server that is started fresh for each, and compares
status, headers, order of fields and bytes.

  --only PATTERN          play these scenarios: 'tokens/*'
  --server 'COMMAND'      how to start the server, with {ini} {data} {home} {log} {port}; without it the grafake beside
                          this program; for real Grafana:
                          'grafana-server --homepath H --config {ini} cfg:default.paths.data={data}
                           cfg:default.server.http_port={port}'
  --server-binary FILE    another grafake than the one beside this program
  --jobs N                so many scenarios at the same time (default: one a core)
  --not-yet-passing FILE  scenarios that are known to differ; one that passes fails the run ('' for none)

Exit codes: 0 all equal, 1 something differs, 2 wrong use, 4 nothing selected.
)";

unsigned Jobs(const std::string& text) {
  unsigned jobs = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), jobs);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || jobs == 0) {
    throw std::invalid_argument("--jobs needs a whole number from 1, not '" + text + "'");
  }
  return jobs;
}

struct Arguments {
  ReplayOptions options;
  std::string fixtures = GRAFAKE_FIXTURES;
  std::string release = "9.0.9";
};

void TakeFlag(Arguments& arguments, const std::string& flag, const std::string& value) {
  ReplayOptions& options = arguments.options;
  if (flag == "--only") {
    options.only.push_back(value);
  } else if (flag == "--server") {
    options.server = value;
    options.not_yet_passing.clear();  // The list is about the reference server.
  } else if (flag == "--server-binary") {
    options.server_binary = value;
  } else if (flag == "--jobs") {
    options.jobs = Jobs(value);
  } else if (flag == "--fixtures") {
    arguments.fixtures = value;
  } else if (flag == "--release") {
    arguments.release = value;
  } else if (flag == "--not-yet-passing") {
    options.not_yet_passing = value;
  } else {
    throw std::invalid_argument("unknown flag " + flag);
  }
}

ReplayOptions Parse(const std::vector<std::string>& words, const std::string& program) {
  Arguments arguments;
  arguments.options.server_binary = (std::filesystem::path(program).parent_path() / "grafake").string();
  arguments.options.not_yet_passing = GRAFAKE_NOT_YET_PASSING;
  arguments.options.jobs = std::max(1U, std::thread::hardware_concurrency());
  for (std::size_t i = 0; i < words.size(); i += 2) {
    if (i + 1 == words.size()) throw std::invalid_argument(words[i] + " is unknown or needs a value");
    TakeFlag(arguments, words[i], words[i + 1]);
  }
  arguments.options.recordings = arguments.fixtures + "/recorded/" + arguments.release;
  return arguments.options;
}

}  // namespace

int main(int argc, char** argv) try {
  std::signal(SIGPIPE, SIG_IGN);
  const std::string verb = argc > 1 ? argv[1] : "";
  if (verb == "--help" || verb == "-h" || verb == "help") {
    std::cout << kUsage;
    return kEqual;
  }
  if (verb == "replay")
    return RunReplay(Parse({argv + 2, argv + argc}, std::filesystem::read_symlink("/proc/self/exe")));
  if (verb == "list") return RunList(Parse({argv + 2, argv + argc}, argv[0]));
  std::cerr << "grafake-conformance: say replay or list\n\n" << kUsage;
  return kMisused;
} catch (const std::invalid_argument& e) {
  std::cerr << "grafake-conformance: " << e.what() << "\n\n" << kUsage;
  return kMisused;
} catch (const std::exception& e) {
  std::cerr << "grafake-conformance: " << e.what() << "\n";
  return kDifferent;
}
