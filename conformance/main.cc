#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "conformance/arguments.h"
#include "conformance/commands/credentials.h"
#include "conformance/commands/flags.h"
#include "conformance/commands/history_command.h"
#include "conformance/commands/list_command.h"
#include "conformance/commands/record_command.h"
#include "conformance/commands/report_command.h"
#include "conformance/commands/sweep_command.h"
#include "conformance/suite/worker.h"
#include "conformance/usage.h"

namespace {

using namespace grafake::conformance;
using Words = std::vector<std::string>;

Defaults DefaultsBeside(const std::filesystem::path& program) {
  const auto installed = program.parent_path() / GRAFAKE_INSTALLED_DATA;
  const bool is_installed = std::filesystem::is_directory(installed);
  return {.fixtures = is_installed ? (installed / "fixtures").string() : GRAFAKE_FIXTURES,
          .server_binary = (program.parent_path() / "grafake").string(),
          .not_yet_passing = is_installed ? (installed / "not-yet-passing").string() : GRAFAKE_NOT_YET_PASSING,
          .jobs = std::max(1U, std::thread::hardware_concurrency())};
}

int Misuse(const std::string& why) {
  std::cerr << "grafake-conformance: " << why << "; --help tells more\n";
  return kMisused;
}

// What the parent process of a worker told it.
int Work() {
  const char* assignment = std::getenv(kAssignmentVariable);
  if (assignment == nullptr) return Misuse("`work` is for the program itself");
  return RunWorker(nlohmann::json::parse(assignment).get<Assignment>());
}

int Replay(const Words& words, const Defaults& defaults) {
  const auto options = ReadArguments(words, defaults);
  return options ? RunReplay(*options) : Misuse(options.error());
}

int RunCases(const Words& words, const Defaults& defaults, const std::filesystem::path& program) {
  auto options = ReadRunArguments(words, defaults);
  if (!options) return Misuse(options.error());
  options->program = program.string();
  return RunRun(*options);
}

int ListOrShow(const std::string& verb, const Words& words, const Defaults& defaults) {
  const auto options = ReadListArguments(words, defaults);
  if (!options) return Misuse(options.error());
  return verb == "list" ? RunList(*options) : RunShow(*options);
}

int Report(const Words& words) {
  const auto flags = ReadFlags(words, {"out", "junit", "html", "markdown"}, {"verbose,v"});
  if (!flags) return Misuse(flags.error());
  if (flags->only.size() != 1) return Misuse("report needs one file of JSON lines");
  return RunReportCommand(flags->only[0],
                          {.directory = flags->Value("out"),
                           .junit = flags->Value("junit"),
                           .html = flags->Value("html"),
                           .markdown = flags->Value("markdown")},
                          flags->Has("verbose"));
}

int Record(const Words& words, const Defaults& defaults) {
  const auto flags = ReadFlags(
      words, {"only", "server", "server-binary", "append-ini", "jobs", "fixtures", "release", "out", "time-limit"}, {});
  if (!flags) return Misuse(flags.error());
  const auto jobs = flags->Has("jobs") ? ReadJobs(flags->Value("jobs")) : defaults.jobs;
  if (!jobs) return Misuse(jobs.error());
  const auto limit = ReadTimeLimit(*flags);
  if (!limit) return Misuse(limit.error());
  const auto recordings = RecordingsOf(*flags, defaults);
  if (!recordings) return Misuse(recordings.error());
  if (!flags->Has("out")) return Misuse("record needs --out");
  return RunRecord({.only = flags->only,
                    .recordings = *recordings,
                    .server = flags->Value("server"),
                    .server_binary = flags->Value("server-binary", defaults.server_binary),
                    .append_ini = flags->Value("append-ini"),
                    .out = flags->Value("out"),
                    .jobs = *jobs,
                    .time_limit = *limit});
}

int Sweep(const Words& words) {
  std::vector<std::string> valued = TargetFlags();
  for (const char* name : {"run", "time-limit"}) valued.emplace_back(name);
  const auto flags = ReadFlags(words, valued, TargetSwitches());
  if (!flags) return Misuse(flags.error());
  if (!flags->Has("url")) return Misuse("sweep needs --url");
  const auto target = ReadTarget(*flags);
  if (!target) return Misuse(target.error());
  const auto limit = ReadTimeLimit(*flags);
  if (!limit) return Misuse(limit.error());
  const auto administrator = ReadAdministrator(*flags);
  if (!administrator) return Misuse(administrator.error());
  if (administrator->empty()) return Misuse(kNoAdministrator);
  return RunSweep({.target = *target,
                   .administrator = *administrator,
                   .ledger = flags->Value("ledger"),
                   .run = flags->Value("run"),
                   .time_limit = *limit});
}

int History(const Words& words, const Defaults& defaults) {
  const auto options = ReadHistoryArguments(words, defaults.server_binary);
  return options ? RunHistory(*options) : Misuse(options.error());
}

int RunVerb(const Words& words) {
  const auto asks = [](const std::string& word) { return word == "--help" || word == "-h" || word == "help"; };
  if (std::ranges::any_of(words, asks)) {
    std::cout << kUsage;
    return kEqual;
  }
  if (std::ranges::find(words, "--version") != words.end() || (words.size() == 1 && words[0] == "version")) {
    std::cout << "grafake-conformance " GRAFAKE_VERSION "\n";
    return kEqual;
  }
  if (words.empty()) return Misuse("say what to do: run, history, list, show, report, sweep, record or replay");
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe");
  const Defaults defaults = DefaultsBeside(program);
  const std::string verb = words[0];
  const Words rest(words.begin() + 1, words.end());
  if (verb == "work") return Work();
  if (verb == "run") return RunCases(rest, defaults, program);
  if (verb == "list" || verb == "show") return ListOrShow(verb, rest, defaults);
  if (verb == "report") return Report(rest);
  if (verb == "sweep") return Sweep(rest);
  if (verb == "record") return Record(rest, defaults);
  if (verb == "history") return History(rest, defaults);
  if (verb == "replay") return Replay(rest, defaults);
  return Misuse("there is no verb '" + verb + "'");
}

// Of a pipe: whoever read has enough and has gone, as head does.
bool NobodyReads() {
  pollfd asked{.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
  return poll(&asked, 1, 0) == 1 && (asked.revents & POLLERR) != 0;
}

// What nobody could read was not told.
int Ended(int code) {
  if (std::cout.flush() || NobodyReads()) return code;
  std::cerr << "grafake-conformance: standard output cannot be written to\n";
  return kMisused;
}

}  // namespace

int main(int argc, char** argv) try {
  std::signal(SIGPIPE, SIG_IGN);
  return Ended(RunVerb({argv + 1, argv + argc}));
} catch (const std::filesystem::filesystem_error& e) {
  std::cerr << "grafake-conformance: " << e.path1().string() << ": " << e.code().message() << "\n";
  return kMisused;
} catch (const Unwritable& e) {
  std::cerr << "grafake-conformance: " << e.what() << "\n";
  return kMisused;
} catch (const std::exception& e) {
  std::cerr << "grafake-conformance: " << e.what() << "\n";
  return kHarnessFault;
}
