#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "bench/credentials.h"
#include "bench/early_end.h"
#include "bench/fill_command.h"
#include "bench/flags.h"
#include "bench/interruption.h"
#include "bench/load_command.h"
#include "bench/micro_command.h"
#include "bench/table_command.h"
#include "bench/work_command.h"

namespace {

using namespace grafake::bench;
using Words = std::vector<std::string>;

constexpr const char* kUsage = R"(Usage: grafake-bench table --server FILE [--only NAME,…] [--quick] [--json]
       grafake-bench load --url URL [--user-file FILE | --token-file FILE | --user NAME:PASSWORD | --token TOKEN]
                          [--versus URL|bare] [--ca FILE.pem | --insecure] [--connections N] [--threads N]
                          [--seconds S | --requests N] [--slices N] [--rate N]
                          [--mix KIND=WEIGHT,…] [--tokens FILE] [--plot FILE.svg] [--json]
       grafake-bench micro [--keep FILE.json] [--benchmark_… flags of Google Benchmark]
       grafake-bench work [--requests N]
       grafake-bench fill --data DIR [--tokens N] [--accounts N] [--print N]
       grafake-bench help | version

table  measures what grafake promises, each row as a ratio of two sides measured in turn, with its 95 % interval and
       whether the target is reached: undecided where the target is inside the interval. --server: the program.
       --only: some of the rows: )";

constexpr const char* kMoreUsage = R"(.
       --quick: shorter and with fewer tokens.
load   drives GET /api/org with tokens over keep-alive connections and checks every answer; makes service accounts and
       removes them. URL: http or https, with the sub-path. Credentials of one who may create accounts: --user-file or
       --token-file (a line: NAME:PASSWORD, or the token), $GRAFAKE_BENCH_USER or $GRAFAKE_BENCH_TOKEN; --user and
       --token also take them from the command line, which other users of the machine can see. There is no default.
       --ca: trusts these authorities instead of the system's; --insecure: any certificate.
       Closed loop, or with --rate an open one of so many requests a second, whose times count from when a request was
       due. --threads: that share the connections (default: one for each).
       --seconds (2; 0.3 is one too) or --requests: how long a slice is; --slices (5): how many each target gets.
       --mix: valid, expired, deleted, disabled, malformed, checksum, unknown tokens. --tokens: a file of valid ones, a
       line each. --versus: two targets in turn, with the same credentials, the ratio with its 95 % interval, and a
       verdict; "bare" is a plain POCO server that answers the same bytes. --plot: the times as an SVG file.
       An answer that takes over 30 s, has a head over 64 KiB or a body over 1 MiB is a wrong one.
micro  measures the parts of token authentication, and a whole request, without a socket. --keep: the results as JSON
work   answers authenticated requests without a socket, and counts the allocations of one
fill   puts accounts and tokens into the database file of a server that does not run; prints tokens that work

Exit code: 0; 1 when something failed, an answer was wrong or a target of the table was not reached; 2 for a wrong
command line; 3 when none was missed, but a target of the table is undecided; 130 when interrupted by SIGINT or SIGTERM,
which ends every command within a second: what was measured so far is told, and what it had made is removed.
)";

constexpr int kFailed = 1;
constexpr int kWrongCommandLine = 2;
constexpr int kUndecided = 3;
constexpr int kInterrupted = 130;
constexpr double kLongestSlice = 3600;  // s

std::string Usage() { return kUsage + RowNames() + kMoreUsage; }

int Load(const Words& words) {
  const Flags flags(words,
                    {"--url", "--versus", "--user", "--user-file", "--token", "--token-file", "--ca", "--connections",
                     "--threads", "--seconds", "--requests", "--slices", "--rate", "--mix", "--tokens", "--plot"},
                    {"--json", "--insecure"});
  LoadCommand command{.url = flags.Needed("--url"),
                      .versus = flags.Text("--versus"),
                      .authorization = ReadAuthorization(flags),
                      .trust = {.ca = flags.Text("--ca"), .insecure = flags.Has("--insecure")},
                      .tokens = flags.Text("--tokens"),
                      .plot = flags.Text("--plot"),
                      .slices = flags.Number("--slices", 5),
                      .json = flags.Has("--json")};
  const std::chrono::duration<double> slice(flags.Decimal("--seconds", 2, kLongestSlice));
  command.options = {.connections = flags.Number("--connections", 16),
                     .threads = flags.NumberOrNone("--threads"),
                     .duration = std::chrono::round<std::chrono::milliseconds>(slice),
                     .rate = static_cast<double>(flags.NumberOrNone("--rate")),
                     .requests = static_cast<std::size_t>(flags.NumberOrNone("--requests"))};
  if (flags.Has("--mix")) command.mix = ParseMix(flags.Text("--mix"));
  RunLoadCommand(command);
  return 0;
}

// Flags of Google Benchmark are handed on as they are.
int Micro(Words words) {
  std::string keep;
  if (const auto flag = std::ranges::find(words, "--keep"); flag != words.end()) {
    if (flag + 1 == words.end()) throw std::invalid_argument("--keep needs a value");
    keep = *(flag + 1);
    words.erase(flag, flag + 2);
  }
  const EarlyEnd early([] {});  // what Google Benchmark has printed
  return RunMicroCommand(words, keep) ? 0 : kWrongCommandLine;
}

int Table(const Words& words) {
  const Flags flags(words, {"--server", "--only"}, {"--quick", "--json"});
  TableCommand command{.only = flags.Text("--only"), .json = flags.Has("--json")};
  if (flags.Has("--quick")) command.settings = QuickRows();
  command.settings.server = flags.Needed("--server");
  const Verdict worst = RunTableCommand(command);
  if (worst == Verdict::kUndecided) return kUndecided;
  return worst == Verdict::kNotReached ? kFailed : 0;
}

int Work(const Words& words) {
  const EarlyEnd early([] {});
  RunWorkCommand(Flags(words, {"--requests"}, {}).Number("--requests", 1000));
  return 0;
}

int FillFile(const Words& words) {
  const Flags flags(words, {"--data", "--tokens", "--accounts", "--print"}, {});
  const EarlyEnd early([] { std::cerr << "grafake-bench: nothing was put into the file\n"; });
  for (const std::string& token : Fill({.data = flags.Needed("--data"),
                                  .tokens = flags.Number("--tokens", 1),
                                  .accounts = flags.Number("--accounts", 1),
                                  .shown = flags.Number("--print", 1)})) {
    std::cout << token << "\n";
  }
  return 0;
}

struct Verb {
  std::string_view name;
  int (*run)(const Words&);
};

constexpr auto kVerbs = std::to_array<Verb>({{"table", Table},
                                             {"load", Load},
                                             {"micro", [](const Words& words) { return Micro(words); }},
                                             {"work", Work},
                                             {"fill", FillFile}});

int Help() {
  std::cout << Usage();
  return 0;
}

int Version() {
  std::cout << "grafake-bench " GRAFAKE_VERSION "\n";
  return 0;
}

int Run(const Words& words) {
  const std::string verb = words.empty() ? "" : words[0];
  const auto has = [&](std::string_view word) { return std::ranges::find(words, word) != words.end(); };
  if (verb == "help" || has("--help") || has("-h")) return Help();
  if (verb == "version" || has("--version")) return Version();
  const auto found = std::ranges::find(kVerbs, verb, &Verb::name);
  if (found == kVerbs.end())
    throw std::invalid_argument((verb.empty() ? "" : "'" + verb + "' is no command: ") +
                                std::string("say table, load, micro, work or fill"));
  return found->run({words.begin() + 1, words.end()});
}

// What was printed must have arrived, or it was in vain.
void CheckOutput() {
  std::cout.flush();
  if (!std::cout || std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
    throw std::runtime_error("standard output cannot be written: is the disk full?");
}

}  // namespace

int main(int argc, char** argv) try {
  const int code = Run({argv + 1, argv + argc});
  CheckOutput();
  return code;
} catch (const Interrupted& e) {
  std::cerr << "grafake-bench: " << e.what() << "\n";
  return kInterrupted;
} catch (const std::invalid_argument& e) {
  std::cerr << "grafake-bench: " << e.what() << "\nSee grafake-bench --help.\n";
  return kWrongCommandLine;
} catch (const std::exception& e) {
  std::cerr << "grafake-bench: " << e.what() << "\n";
  return kFailed;
}
