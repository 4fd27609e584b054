#include "conformance/commands/record_command.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>

#include "conformance/commands/early_end.h"
#include "conformance/commands/reference_server.h"
#include "conformance/complaint.h"
#include "conformance/new_file.h"
#include "conformance/recorded_release.h"
#include "conformance/recorder.h"
#include "conformance/replace_all.h"
#include "conformance/replay_command.h"
#include "conformance/run.h"
#include "conformance/shown.h"
#include "conformance/suite/probe.h"

namespace grafake::conformance {
namespace {

namespace fs = std::filesystem;

std::string FileOf(const Scenario& scenario) {
  std::string name = scenario.name;
  ReplaceAll(name, "/", "--");
  return name + ".json";
}

std::string TextOf(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Starts the target once to learn its release.
tl::expected<std::string, std::string> ReleaseOf(const TargetCommand& command, const fs::path& directory) {
  Target target(command, directory);
  if (auto started = target.Start({}, "", {}); !started) return tl::unexpected(started.error());
  const auto probed = Probe({.port = target.port()}, "admin:admin", "", true);
  if (!probed) return tl::unexpected(probed.error());
  // A folder is called so.
  if (!IsPlainName(probed->version))
    return tl::unexpected("the target calls its release '" + probed->version + "', which is no name of a folder");
  return probed->version;
}

struct Recorder {
  const RecordOptions& options;
  const TargetCommand& command;
  TemporaryDirectory directory;  // of the servers
};

// Records one scenario; what it returns is printed and counted like a replay.
PlayResult RecordOne(const Recorder& recorder, const Scenario& scenario, const std::string& release) try {
  const RecordOptions& options = recorder.options;
  const auto text = Recorded(TextOf(fs::path(options.recordings) / FileOf(scenario)), scenario, release,
                             recorder.command, DirectoryOf(scenario.name, recorder.directory.path()));
  PlayResult result{.name = scenario.name};
  if (!text) {
    result.broken = text.error();
    return result;
  }
  if (IsInterrupted()) return result;  // what was not played would stand there as it was recorded before
  NewFile file(fs::path(options.out) / release / FileOf(scenario));
  file.out() << *text;
  file.Check();
  file.Place();
  return result;
} catch (const std::exception& e) {
  return {.name = scenario.name, .broken = e.what()};
}

// Records and prints them as they come; false when one could not be. `recorded` counts the others.
bool RecordAll(const Recorder& recorder, const std::string& release, std::vector<Scenario> scenarios,
               std::size_t& recorded) {
  const std::size_t planned = scenarios.size();
  (void)PlayAll(
      std::move(scenarios), recorder.options.jobs,
      [&](const Scenario& scenario) { return RecordOne(recorder, scenario, release); },
      [&](const PlayResult& result, std::size_t) {
        std::cout << (result.broken ? "failed " + Shown(*result.broken) : "recorded " + result.name) << std::endl;
        recorded += result.broken ? 0 : 1;
      });
  return recorded == planned;
}

}  // namespace

int RunRecord(const RecordOptions& options) {
  TakeInterruptions();
  LimitRun(options.time_limit);
  auto scenarios = ReadScenarios(options.recordings);
  if (!scenarios) return Complain(kMisused, scenarios.error());
  std::erase_if(*scenarios, [&](const Scenario& scenario) { return !IsSelected(scenario, options.only); });
  if (scenarios->empty()) return Complain(kNothingSelected, kNothing);
  const TargetCommand command =
      options.server.empty() ? ReferenceServerForRecordings(options.server_binary, RecordedRelease(options.recordings))
                             : TargetCommand{CommandWords(options.server), options.append_ini};
  const Recorder recorder{options, command};
  const auto release = ReleaseOf(command, recorder.directory.path() / "probe");
  std::size_t recorded = 0;
  const std::size_t planned = scenarios->size();
  const bool whole = release && RecordAll(recorder, *release, *std::move(scenarios), recorded);
  if (const auto early = EarlyEnd(std::to_string(recorded) + " of " + std::to_string(planned) +
                                  " scenarios were recorded, and nothing of the others is written"))
    return *early;
  if (!release) return Complain(kDifferent, Shown(release.error()));
  return whole ? kEqual : kDifferent;
}

}  // namespace grafake::conformance
