#include <benchmark/benchmark.h>

#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/creations_command.h"
#include "bench/fill_command.h"
#include "bench/flags.h"
#include "bench/load_command.h"
#include "bench/search_command.h"
#include "bench/start_command.h"
#include "bench/work_command.h"

namespace {

using namespace grafake::bench;

constexpr const char* kUsage = R"(Usage: grafake-bench micro [Google Benchmark flags]
       grafake-bench load --url http://host:port/ [--versus URL|bare] [--user NAME:PASSWORD]
                          [--connections N] [--seconds S] [--slices N] [--rate N] [--mix KIND=WEIGHT,…]
                          [--tokens FILE] [--plot FILE.svg] [--json]
       grafake-bench start --server FILE [--data DIR] [--runs N] [--json]
       grafake-bench creations --server FILE [--clients N] [--seconds S] [--slices N] [--json]
       grafake-bench search --server FILE [--accounts N] [--seconds S] [--slices N] [--json]
       grafake-bench work [--requests N]
       grafake-bench fill --data DIR [--tokens N] [--accounts N] [--print N]

micro      measures token authentication without a socket
load       drives GET /api/org with tokens over keep-alive connections and checks every answer; makes service accounts
           and removes them. Closed loop, or with --rate an open one of so many requests a second, whose times count
           from when a request was due. --mix: valid, expired, deleted, disabled, malformed, checksum, unknown tokens.
           --versus: two targets in turn, the ratio with its 95 % interval, and a verdict; "bare" is a plain POCO
           server that answers the same bytes
start      measures the time from the start of a server to its first authenticated answer, and its memory then
creations  tokens created a second on a database file, by clients at the same time, against bare SQLite commits
search     first and last page of a search of accounts, against a bare SQLite query for the same rows
work       answers authenticated requests without a socket, and counts the allocations of one
fill       puts accounts and tokens into the database file of a server that does not run; prints tokens that work
)";

LoadCommand ParseLoad(const std::vector<std::string>& words) {
  const Flags flags(words,
                    {"--url", "--versus", "--user", "--connections", "--seconds", "--slices", "--rate", "--mix",
                     "--tokens", "--plot"},
                    {"--json"});
  LoadCommand command{.url = flags.Needed("--url"),
                      .versus = flags.Text("--versus"),
                      .user = flags.Text("--user", "admin:admin"),
                      .tokens = flags.Text("--tokens"),
                      .plot = flags.Text("--plot"),
                      .slices = flags.Number("--slices", 5),
                      .json = flags.Has("--json")};
  command.options = {.connections = flags.Number("--connections", 16),
                     .duration = std::chrono::seconds(flags.Number("--seconds", 2)),
                     .rate = flags.Has("--rate") ? flags.Number("--rate", 1) : 0.0};
  if (flags.Has("--mix")) command.mix = ParseMix(flags.Text("--mix"));
  return command;
}

int RunMicro(std::vector<char*> words) {
  int count = static_cast<int>(words.size());
  benchmark::Initialize(&count, words.data());
  if (benchmark::ReportUnrecognizedArguments(count, words.data())) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

void RunStart(const std::vector<std::string>& words) {
  const Flags flags(words, {"--server", "--data", "--runs"}, {"--json"});
  RunStartCommand({.server = flags.Needed("--server"),
                   .data = flags.Text("--data"),
                   .runs = flags.Number("--runs", 20),
                   .json = flags.Has("--json")});
}

void RunCreations(const std::vector<std::string>& words) {
  const Flags flags(words, {"--server", "--clients", "--seconds", "--slices"}, {"--json"});
  RunCreationsCommand({.server = flags.Needed("--server"),
                       .clients = flags.Number("--clients", 8),
                       .duration = std::chrono::seconds(flags.Number("--seconds", 1)),
                       .slices = flags.Number("--slices", 5),
                       .json = flags.Has("--json")});
}

void RunSearch(const std::vector<std::string>& words) {
  const Flags flags(words, {"--server", "--accounts", "--seconds", "--slices"}, {"--json"});
  RunSearchCommand({.server = flags.Needed("--server"),
                    .accounts = flags.Number("--accounts", 100'000),
                    .duration = std::chrono::seconds(flags.Number("--seconds", 1)),
                    .slices = flags.Number("--slices", 5),
                    .json = flags.Has("--json")});
}

void RunFill(const std::vector<std::string>& words) {
  const Flags flags(words, {"--data", "--tokens", "--accounts", "--print"}, {});
  RunFillCommand({.data = flags.Needed("--data"),
                  .tokens = flags.Number("--tokens", 1),
                  .accounts = flags.Number("--accounts", 1),
                  .print = flags.Number("--print", 1)});
}

}  // namespace

int main(int argc, char** argv) try {
  const std::string verb = argc > 1 ? argv[1] : "";
  const std::vector<std::string> words(argv + std::min(argc, 2), argv + argc);
  if (verb == "--help" || verb == "-h") {
    std::cout << kUsage;
  } else if (verb == "micro") {
    return RunMicro({argv + 1, argv + argc});
  } else if (verb == "load") {
    RunLoadCommand(ParseLoad(words));
  } else if (verb == "start") {
    RunStart(words);
  } else if (verb == "creations") {
    RunCreations(words);
  } else if (verb == "search") {
    RunSearch(words);
  } else if (verb == "work") {
    RunWorkCommand(Flags(words, {"--requests"}, {}).Number("--requests", 1000));
  } else if (verb == "fill") {
    RunFill(words);
  } else {
    throw std::invalid_argument("say micro, load, start, creations, search, work or fill");
  }
  return 0;
} catch (const std::invalid_argument& e) {
  std::cerr << "grafake-bench: " << e.what() << "\n\n" << kUsage;
  return 2;
} catch (const std::exception& e) {
  std::cerr << "grafake-bench: " << e.what() << "\n";
  return 1;
}
