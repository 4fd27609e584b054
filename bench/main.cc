#include <benchmark/benchmark.h>

#include <charconv>
#include <cstring>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/load_command.h"
#include "bench/start_command.h"

namespace {

using grafake::bench::LoadCommand;

constexpr const char* kUsage = R"(Usage: grafake-bench micro [Google Benchmark flags]
       grafake-bench load --url http://host:port/ [--versus URL|bare] [--user NAME:PASSWORD]
                          [--connections N] [--seconds S] [--slices N] [--json]
       grafake-bench start --server FILE [--data DIR] [--runs N] [--json]

micro   measures token authentication without a socket
load    drives GET /api/org with a token over keep-alive connections, closed loop, and checks every answer;
        makes a service account and removes it; with --versus two targets in turn and the ratio,
        "bare" being a plain POCO server that answers the same bytes
start   measures the time from the start of a server to its first authenticated answer, and its memory then
)";

int Number(const std::string& text, const std::string& flag) {
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || value < 1) {
    throw std::invalid_argument(flag + " needs a whole number from 1, not '" + text + "'");
  }
  return value;
}

LoadCommand ParseLoad(const std::vector<std::string>& words) {
  LoadCommand command;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& flag = words[i];
    if (flag == "--json") {
      command.json = true;
      continue;
    }
    if (i + 1 == words.size()) throw std::invalid_argument(flag + " is unknown or needs a value");
    const std::string& value = words[++i];
    if (flag == "--url") {
      command.url = value;
    } else if (flag == "--versus") {
      command.versus = value;
    } else if (flag == "--user") {
      command.user = value;
    } else if (flag == "--connections") {
      command.options.connections = Number(value, flag);
    } else if (flag == "--seconds") {
      command.options.duration = std::chrono::seconds(Number(value, flag));
    } else if (flag == "--slices") {
      command.slices = Number(value, flag);
    } else {
      throw std::invalid_argument("unknown flag " + flag);
    }
  }
  if (command.url.empty()) throw std::invalid_argument("--url is missing");
  return command;
}

grafake::bench::StartCommand ParseStart(const std::vector<std::string>& words) {
  grafake::bench::StartCommand command;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--json") {
      command.json = true;
      continue;
    }
    if (i + 1 == words.size()) throw std::invalid_argument(words[i] + " is unknown or needs a value");
    const std::string& flag = words[i++];
    if (flag == "--server") {
      command.server = words[i];
    } else if (flag == "--data") {
      command.data = words[i];
    } else if (flag == "--runs") {
      command.runs = Number(words[i], flag);
    } else {
      throw std::invalid_argument("unknown flag " + flag);
    }
  }
  if (command.server.empty()) throw std::invalid_argument("--server is missing");
  return command;
}

int RunMicro(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

}  // namespace

int main(int argc, char** argv) try {
  const std::string verb = argc > 1 ? argv[1] : "";
  if (verb == "--help" || verb == "-h") {
    std::cout << kUsage;
    return 0;
  }
  if (verb == "micro") return RunMicro(argc - 1, argv + 1);
  if (verb == "load") {
    RunLoadCommand(ParseLoad({argv + 2, argv + argc}));
    return 0;
  }
  if (verb == "start") {
    RunStartCommand(ParseStart({argv + 2, argv + argc}));
    return 0;
  }
  std::cerr << "grafake-bench: say micro, load or start\n\n" << kUsage;
  return 2;
} catch (const std::invalid_argument& e) {
  std::cerr << "grafake-bench: " << e.what() << "\n\n" << kUsage;
  return 2;
} catch (const std::exception& e) {
  std::cerr << "grafake-bench: " << e.what() << "\n";
  return 1;
}
