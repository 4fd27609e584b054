#include "conformance/replay_command.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <set>

#include "conformance/commands/early_end.h"
#include "conformance/commands/reference_server.h"
#include "conformance/complaint.h"
#include "conformance/console_report.h"
#include "conformance/not_yet_passing.h"
#include "conformance/recorded_release.h"
#include "conformance/run.h"

namespace grafake::conformance {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

TargetCommand CommandOf(const ReplayOptions& options) {
  if (!options.server.empty()) return {CommandWords(options.server), options.append_ini};
  return ReferenceServerForRecordings(options.server_binary, RecordedRelease(options.recordings));
}

void ShowProgress(std::size_t count, std::size_t planned) {
  if (isatty(STDERR_FILENO) == 0) return;
  std::fprintf(stderr, "\r%zu of %zu scenarios%s", count, planned, count == planned ? "\n" : " ");
}

// Plays the scenarios in a directory of their own and prints as it goes.
std::vector<PlayResult> PlayAndPrint(const ReplayOptions& options, std::vector<Scenario> scenarios,
                                     const Names& listed) {
  const fs::path run = NewTemporaryDirectory();
  const TargetCommand command = CommandOf(options);
  const std::size_t planned = scenarios.size();
  const auto play = [&](const Scenario& scenario) { return Play(scenario, command, DirectoryOf(scenario.name, run)); };
  const auto done = [&](const PlayResult& result, std::size_t count) {
    const fs::path directory = DirectoryOf(result.name, run);
    const bool shown = !result.Equal() && (options.verbose || !listed.contains(result.name));
    std::error_code ignored;
    if (shown) PrintDifferences(std::cout, result, directory);
    if (!shown) fs::remove_all(directory, ignored);
    for (const std::string& late : result.late) std::cout << "late    " << result.name << " " << late << std::endl;
    if (options.verbose)
      std::cout << (result.Equal() ? "equal   " : "differs ") << result.name << " (" << result.seconds << " s)"
                << std::endl;
    ShowProgress(count, planned);
  };
  auto results = PlayAll(std::move(scenarios), options.jobs, play, done);
  std::error_code ignored;  // of one that is not empty, besides
  if (IsInterrupted()) {
    fs::remove_all(run, ignored);
  } else {
    fs::remove(run, ignored);
  }
  return results;
}

}  // namespace

int RunReplay(const ReplayOptions& options) {
  TakeInterruptions();
  LimitRun(options.time_limit);
  auto scenarios = ReadScenarios(options.recordings);
  if (!scenarios) return Complain(kMisused, scenarios.error());
  const auto listed =
      options.not_yet_passing.empty() ? tl::expected<Names, std::string>() : ReadNotYetPassing(options.not_yet_passing);
  if (!listed) return Complain(kMisused, listed.error());
  Names known;
  for (const Scenario& scenario : *scenarios) known.insert(scenario.name);
  std::erase_if(*scenarios, [&](const Scenario& scenario) { return !IsSelected(scenario, options.only); });
  if (scenarios->empty()) return Complain(kNothingSelected, kNothing);
  const std::size_t planned = scenarios->size();
  const auto results = PlayAndPrint(options, *std::move(scenarios), *listed);
  if (const auto early = EarlyEnd(std::to_string(results.size()) + " of " + std::to_string(planned) +
                                  " scenarios were played, and no files of them are kept"))
    return *early;
  const Verdict verdict = Judge(results, *listed, known);
  PrintVerdict(std::cout, verdict);
  return verdict.problems.empty() ? kEqual : kDifferent;
}

}  // namespace grafake::conformance
