#include "conformance/run.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <mutex>
#include <system_error>
#include <thread>

#include "conformance/interruption.h"

namespace grafake::conformance {

std::filesystem::path NewTemporaryDirectory() {
  std::string name = (std::filesystem::temp_directory_path() / "grafake-replay-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::system_error(errno, std::generic_category(), name);
  return name;
}

std::filesystem::path DirectoryOf(const std::string& scenario, const std::filesystem::path& run) {
  std::string folder = scenario;
  std::ranges::replace(folder, '/', '-');
  return run / folder;
}

std::vector<PlayResult> PlayAll(std::vector<Scenario> scenarios, unsigned jobs,
                                const std::function<PlayResult(const Scenario&)>& play,
                                const std::function<void(const PlayResult&, std::size_t count)>& done) {
  std::ranges::stable_sort(scenarios, std::greater(), &Scenario::SecondsOfSleep);
  const auto awake = std::ranges::find(scenarios, 0.0, &Scenario::SecondsOfSleep);
  const std::size_t sleepers = jobs > 1 ? static_cast<std::size_t>(awake - scenarios.begin()) : 0;
  std::atomic<std::size_t> next = sleepers;
  std::mutex mutex;
  std::vector<PlayResult> results;
  const auto take = [&](std::size_t at) {
    if (IsInterrupted()) return;
    PlayResult result = play(scenarios[at]);
    if (IsInterrupted()) return;  // it may have been cut off
    const std::lock_guard lock(mutex);
    results.push_back(std::move(result));
    done(results.back(), results.size());
  };
  const auto work = [&] {
    for (std::size_t at = next++; at < scenarios.size(); at = next++) take(at);
  };
  std::vector<std::jthread> threads;
  for (std::size_t at = 0; at < sleepers; ++at) threads.emplace_back(take, at);
  for (unsigned i = 0; i < jobs; ++i) threads.emplace_back(work);
  threads.clear();
  return results;
}

}  // namespace grafake::conformance
