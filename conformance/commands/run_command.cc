#include "conformance/commands/run_command.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <iostream>
#include <mutex>
#include <random>
#include <thread>

#include "conformance/commands/early_end.h"
#include "conformance/commands/exit_code.h"
#include "conformance/commands/reference_server.h"
#include "conformance/commands/replay_checks.h"
#include "conformance/complaint.h"
#include "conformance/interruption.h"
#include "conformance/not_yet_passing.h"
#include "conformance/recorded_release.h"
#include "conformance/replay_command.h"
#include "conformance/report/console.h"
#include "conformance/report/json_lines.h"
#include "conformance/report/report_files.h"
#include "conformance/run.h"
#include "conformance/secrets.h"
#include "conformance/shown.h"
#include "conformance/suite/expected_failures.h"
#include "conformance/suite/ledger.h"
#include "conformance/suite/plan.h"
#include "conformance/suite/supervisor.h"
#include "conformance/tail.h"

namespace grafake::conformance {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

std::string RecordingsFor(const RunOptions& options) { return RecordingsOrUsual(options.fixtures, options.release); }

std::string RunId() {
  std::random_device random;
  std::string id;
  for (int i = 0; i < 8; ++i) id += "0123456789abcdef"[random() % 16];
  return id;
}

std::string Now(const char* form) {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, form, &parts)};
}

unsigned JobsOf(const RunOptions& options) {
  if (options.jobs != 0) return options.jobs;
  return !options.target ? std::max(1U, std::thread::hardware_concurrency()) : 1;  // SQLite under parallel writers
}

// Many cases wait for the end of a token, and the reference server is small: two workers a core.
unsigned WorkersOf(const RunOptions& options) {
  const bool reference = !options.target && options.server.empty();
  return options.jobs == 0 && reference ? 2 * JobsOf(options) : JobsOf(options);
}

// One run, from its plan to its reports.
class Run {
 public:
  Run(const RunOptions& options, Plan plan, ExpectedFailures expected, ReportFiles& files, fs::path directory)
      : options_(options),
        plan_(std::move(plan)),
        expected_(std::move(expected)),
        files_(files),
        directory_(std::move(directory)) {
    report_.run = RunId();
    report_.started = Now("%Y-%m-%dT%H:%M:%SZ");
    report_.may_be_unsupported = options.may_be_unsupported;
    report_.planned = plan_.Checks();
    if (options.shuffle) {
      std::mt19937 order(*options.shuffle);
      std::ranges::shuffle(plan_.cases, order);
    }
  }

  // The error says why there was no target.
  tl::expected<void, std::string> Execute(const Assignment& whole) {
    const auto begin = Clock::now();
    files_.Plan(report_);
    tl::expected<void, std::string> found;
    {
      const bool at_once = options_.server.empty();  // the reference server is of the recorded release
      std::jthread replays([&] {
        if (at_once) Replay();
      });
      if (!plan_.cases.empty()) found = RunCases(whole);
    }
    if (!options_.server.empty()) Replay();
    report_.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    TellWhatWasNotRun();
    return found;
  }

  RunReport& report() { return report_; }

 private:
  // Of the replays: the supervisor tells it of every case.
  void TellWhatWasNotRun() {
    if (!IsInterrupted()) return;
    for (const Scenario& scenario : plan_.scenarios) {
      if (std::ranges::find(report_.results, scenario.name, &CheckResult::id) == report_.results.end())
        Take({.id = scenario.name, .outcome = Outcome::kNotRun, .reason = "the run was interrupted"});
    }
  }

  tl::expected<void, std::string> RunCases(Assignment whole) {
    whole.run = report_.run;
    for (const Case& test : plan_.cases) whole.ids.push_back(test.id);
    const fs::path ledgers = !options_.ledger.empty() ? fs::path(options_.ledger) : LedgerDirectory();
    whole.ledger = ((whole.attached ? ledgers : fs::path(whole.directory)) / report_.run).string();
    return Supervise(whole, options_.program, WorkersOf(options_),
                     {.target = [&](const auto& version, const auto& url) { TakeTarget(version, url); },
                      .result = [&](const CheckResult& result) { Take(result); },
                      .left = [&](const std::string& thing) { report_.left.push_back(thing); }});
  }

  void Replay() {
    const bool other = !options_.server.empty() && !report_.version.empty() && report_.version != recorded_;
    if (other) {
      for (const Scenario& scenario : plan_.scenarios)
        Take({.id = scenario.name,
              .outcome = Outcome::kUnsupported,
              .reason = "recorded with " + recorded_ + ", the target is " + report_.version});
      return;
    }
    const TargetCommand command = options_.server.empty()
                                      ? ReferenceServerForRecordings(options_.server_binary, recorded_)
                                      : TargetCommand{CommandWords(options_.server), options_.append_ini};
    const fs::path directory = directory_ / "replays";
    (void)PlayAll(
        plan_.scenarios, JobsOf(options_),
        [&](const Scenario& scenario) { return Play(scenario, command, DirectoryOf(scenario.name, directory)); },
        [&](const PlayResult& played, std::size_t) {
          Take(CheckOf(played, LastOutput(DirectoryOf(played.name, directory))));
        });
  }

  static std::string LastOutput(const fs::path& directory) {
    return Secrets().Masked(TailOf(directory / "output", 4000));
  }

  void TakeTarget(const std::string& version, const std::string& url) {
    const std::lock_guard lock(mutex_);
    if (report_.version.empty()) files_.Target(version, url);
    report_.version = version;
    report_.url = url;
  }

  void Take(CheckResult result) {
    const std::lock_guard lock(mutex_);
    Apply(expected_, result);
    files_.Result(result);
    report_.results.push_back(std::move(result));
    if (isatty(STDERR_FILENO) != 0)
      std::cerr << "\r" << report_.results.size() << " of " << report_.planned.size() << std::flush;
  }

  const RunOptions& options_;
  Plan plan_;
  ExpectedFailures expected_;
  ReportFiles& files_;
  std::mutex mutex_;
  fs::path directory_;                                               // for the files of servers
  std::string recorded_ = RecordedRelease(RecordingsFor(options_));  // the release that the recordings are of
  RunReport report_;
};

Assignment AssignmentOf(const RunOptions& options, const std::string& directory) {
  Assignment whole{.attached = options.target.has_value(),
                   .endpoint = options.target.value_or(Endpoint()),
                   .admin = options.administrator,
                   .release = options.release,
                   .directory = directory,
                   .append_ini = options.append_ini};
  if (!options.server.empty()) whole.server = CommandWords(options.server);
  if (!options.target && options.server.empty())
    whole.server = ReferenceServer(options.server_binary, options.release).words;
  return whole;
}

// A word of a selection that selects nothing: misspelt, most likely.
std::optional<std::string> WordForNothing(const std::vector<std::string>& only, const std::string& recordings) {
  const auto unknown = std::ranges::find_if(only, [&](const std::string& word) {
    if (const auto cases = MakePlan({word}, ""); !cases->empty()) return false;  // recordings are slower to read
    const auto plan = MakePlan({word}, recordings);
    return plan && plan->empty();
  });
  if (unknown == only.end()) return std::nullopt;
  return *unknown;
}

// What the reference server does not pass yet is expected of it alone.
tl::expected<ExpectedFailures, std::string> ExpectedOf(const RunOptions& options) {
  if (!options.expected_failures.empty()) return ReadExpectedFailures(options.expected_failures);
  ExpectedFailures expected;
  if (options.target || !options.server.empty() || options.not_yet_passing.empty()) return expected;
  const std::string list = ListFor(options.not_yet_passing, RecordingsFor(options));
  const auto names = ReadNotYetPassing(list);
  if (!names) return tl::unexpected(names.error());
  for (const std::string& name : *names)
    expected[name] = {.last_day = "9999-12-31", .owner = "grafake", .reason = "stands in " + list};
  return expected;
}

std::vector<std::string> KnownIds(const std::string& recordings) {
  std::vector<std::string> ids;
  if (const auto all = MakePlan({}, recordings)) {
    for (const PlannedCheck& check : all->Checks()) ids.push_back(check.id);
  }
  return ids;
}

// The error names the report that could not be written.
tl::expected<void, std::string> WriteAll(ReportFiles& files, const RunReport& report) try {
  files.End(report);
  return {};
} catch (const Unwritable& e) {
  return tl::unexpected(std::string(e.what()));
} catch (const fs::filesystem_error& e) {
  return tl::unexpected(e.path1().string() + ": " + e.code().message());
}

}  // namespace

int RunRun(const RunOptions& options) {
  TakeInterruptions();
  LimitRun(options.time_limit);
  const std::string recordings = RecordingsFor(options);
  auto plan = MakePlan(options.only, options.replays && !options.target ? recordings : "");
  if (!plan) return Complain(kMisused, plan.error());
  if (const auto word = WordForNothing(options.only, recordings); word && !plan->empty())
    return Complain(kMisused, "there is no check '" + *word + "'; `grafake-conformance list` names what there is");
  const auto expected = ExpectedOf(options);
  if (!expected) return Complain(kMisused, expected.error());
  if (plan->empty()) return Complain(kNothingSelected, kNothing);
  const TemporaryDirectory directory;
  ReportFiles files({options.out, options.junit, options.json_lines, options.html, options.markdown});
  Run run(options, *std::move(plan), *expected, files, directory.path());
  const auto found = run.Execute(AssignmentOf(options, directory.path()));
  if (!expected->empty()) run.report().problems = ProblemsOf(*expected, KnownIds(recordings), Now("%Y-%m-%d"));
  const auto written = WriteAll(files, run.report());
  if (isatty(STDERR_FILENO) != 0) std::cerr << "\n";
  // Without a target every check says the same.
  if (found || options.verbose) PrintRun(std::cout, run.report(), options.verbose);
  if (!found && !options.verbose) std::cout << InWords(run.report()) << "\n";
  if (!written) return Complain(kMisused, written.error());
  if (const auto early = EarlyEnd("what it had done is reported")) return *early;
  return found ? ExitCodeOf(run.report()) : Complain(kNoTarget, ShownBelow(found.error()));
}

}  // namespace grafake::conformance
