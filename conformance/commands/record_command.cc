#include "conformance/commands/record_command.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>

#include "conformance/commands/reference_server.h"
#include "conformance/complaint.h"
#include "conformance/new_file.h"
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

// Records one scenario; what it returns is printed and counted like a replay.
PlayResult RecordOne(const RecordOptions& options, const Scenario& scenario, const std::string& release,
                     const TargetCommand& command, const fs::path& directory) try {
  const auto text =
      Recorded(TextOf(fs::path(options.recordings) / FileOf(scenario)), scenario, release, command, directory);
  PlayResult result{.name = scenario.name};
  if (!text) {
    result.broken = text.error();
    return result;
  }
  NewFile file(fs::path(options.out) / release / FileOf(scenario));
  file.out() << *text;
  file.Check();
  file.Place();
  return result;
} catch (const std::exception& e) {
  return {.name = scenario.name, .broken = e.what()};
}

}  // namespace

int RunRecord(const RecordOptions& options) {
  auto scenarios = ReadScenarios(options.recordings);
  if (!scenarios) return Complain(kMisused, scenarios.error());
  std::erase_if(*scenarios, [&](const Scenario& scenario) { return !IsSelected(scenario, options.only); });
  if (scenarios->empty()) return Complain(kNothingSelected, kNothing);
  const TargetCommand command = options.server.empty()
                                    ? ReferenceServerForRecordings(options.server_binary)
                                    : TargetCommand{CommandWords(options.server), options.append_ini};
  const fs::path directory = NewTemporaryDirectory();
  const auto release = ReleaseOf(command, directory / "probe");
  if (!release) return Complain(kDifferent, Shown(release.error()));
  int broken = 0;
  (void)PlayAll(
      *std::move(scenarios), options.jobs,
      [&](const Scenario& scenario) {
        return RecordOne(options, scenario, *release, command, DirectoryOf(scenario.name, directory));
      },
      [&](const PlayResult& result, std::size_t) {
        std::cout << (result.broken ? "failed " + Shown(*result.broken) : "recorded " + result.name) << std::endl;
        broken += result.broken ? 1 : 0;
      });
  std::error_code ignored;
  fs::remove_all(directory, ignored);
  return broken == 0 ? kEqual : kDifferent;
}

}  // namespace grafake::conformance
