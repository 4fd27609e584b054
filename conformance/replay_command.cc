#include "conformance/replay_command.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <mutex>
#include <set>
#include <thread>

#include "conformance/not_yet_passing.h"
#include "conformance/player.h"

namespace grafake::conformance {
namespace {

namespace fs = std::filesystem;

TargetCommand CommandOf(const ReplayOptions& options) {
  if (!options.server.empty()) return {CommandWords(options.server), ""};
  // Recordings were made of a Grafana that keeps a signed-in user for 5 s.
  return {
      {options.server_binary, "--config", "{ini}", "--homepath", "{home}", "cfg:default.paths.data={data}",
       "cfg:default.paths.logs={log}", "cfg:default.server.http_port={port}", "cfg:default.server.http_addr=127.0.0.1"},
      "\n[grafake]\nuser_cache_seconds = 5\n"};
}

bool Selected(const Scenario& scenario, const std::vector<std::string>& only) {
  return only.empty() ||
         std::ranges::any_of(only, [&](const std::string& pattern) { return FitsPattern(scenario.name, pattern); });
}

void PrintResult(const PlayResult& result, const fs::path& directory) {
  if (result.Equal()) return;
  std::cout << result.name << ": " << result.mismatches.size() << " of " << result.exchanges
            << " exchanges differ; what the server wrote: " << (directory / "output").string() << "\n";
  if (!result.broken.empty()) std::cout << "  " << result.broken << "\n";
  for (const Mismatch& mismatch : result.mismatches) {
    std::cout << "  step " << mismatch.step << ": " << mismatch.request << "\n    " << mismatch.difference << "\n    "
              << mismatch.curl << "\n";
  }
}

// Plays scenarios on several threads; those that sleep begin first.
class Run {
 public:
  Run(const ReplayOptions& options, std::vector<Scenario> scenarios, const std::set<std::string>& listed)
      : command_(CommandOf(options)),
        scenarios_(std::move(scenarios)),
        listed_(listed),
        directory_(fs::temp_directory_path() / ("grafake-replay-" + std::to_string(getpid()))) {
    std::ranges::stable_sort(scenarios_, std::greater(), &Scenario::SecondsOfSleep);
  }

  std::vector<PlayResult> Play(unsigned jobs) {
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < jobs; ++i) threads.emplace_back([this] { Work(); });
    for (std::thread& thread : threads) thread.join();
    std::error_code error;
    fs::remove(directory_, error);  // Empty unless something differed.
    return std::move(results_);
  }

 private:
  void Work() {
    for (std::size_t at = next_++; at < scenarios_.size(); at = next_++) {
      std::string folder = scenarios_[at].name;
      std::ranges::replace(folder, '/', '-');
      PlayResult result = conformance::Play(scenarios_[at], command_, directory_ / folder);
      const std::lock_guard lock(mutex_);
      if (!listed_.contains(result.name)) PrintResult(result, directory_ / folder);
      results_.push_back(std::move(result));
      if (isatty(STDERR_FILENO) != 0)
        std::fprintf(stderr, "\r%zu of %zu scenarios ", results_.size(), scenarios_.size());
    }
  }

  TargetCommand command_;
  std::vector<Scenario> scenarios_;
  const std::set<std::string>& listed_;
  fs::path directory_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;
  std::vector<PlayResult> results_;
};

int Misuse(const std::string& why) {
  std::cerr << "grafake-conformance: " << why << "\n";
  return kMisused;
}

int Report(const Verdict& verdict) {
  for (const std::string& problem : verdict.problems) std::cout << "✗ " << problem << "\n";
  std::cout << verdict.passed << " passed, " << verdict.failed << " failed, " << verdict.not_yet << " skipped\n";
  return verdict.problems.empty() ? kEqual : kDifferent;
}

}  // namespace

bool FitsPattern(const std::string& name, const std::string& pattern) {
  const auto star = pattern.find('*');
  if (star == std::string::npos) return name == pattern;
  if (!name.starts_with(pattern.substr(0, star))) return false;
  const std::string rest = pattern.substr(star + 1);
  for (std::size_t at = star; at <= name.size(); ++at) {
    if (FitsPattern(name.substr(at), rest)) return true;
  }
  return false;
}

int RunReplay(const ReplayOptions& options) {
  auto all = ReadScenarios(options.recordings);
  if (!all) return Misuse(all.error());
  const auto listed = options.not_yet_passing.empty() ? tl::expected<std::set<std::string>, std::string>()
                                                      : ReadNotYetPassing(options.not_yet_passing);
  if (!listed) return Misuse(listed.error());
  std::set<std::string> known;
  for (const Scenario& scenario : *all) known.insert(scenario.name);
  std::erase_if(*all, [&](const Scenario& scenario) { return !Selected(scenario, options.only); });
  if (all->empty()) {
    std::cerr << "grafake-conformance: nothing is selected; `grafake-conformance list` names the scenarios\n";
    return kNothingSelected;
  }
  return Report(Judge(Run(options, *std::move(all), *listed).Play(options.jobs), *listed, known));
}

int RunList(const ReplayOptions& options) {
  const auto all = ReadScenarios(options.recordings);
  if (!all) return Misuse(all.error());
  for (const Scenario& scenario : *all) std::cout << scenario.name << "\n";
  return kEqual;
}

}  // namespace grafake::conformance
