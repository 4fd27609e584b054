#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "conformance/player.h"

namespace grafake::conformance {

// A new directory below the system's one for temporary files. Throws std::system_error.
[[nodiscard]] std::filesystem::path NewTemporaryDirectory();

// One that goes with the object, and all that is in it.
class TemporaryDirectory {
 public:
  TemporaryDirectory() : path_(NewTemporaryDirectory()) {}
  ~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Where a scenario is played, below the directory of a run.
[[nodiscard]] std::filesystem::path DirectoryOf(const std::string& scenario, const std::filesystem::path& run);

// Plays so many scenarios at the same time; if more than one, those that sleep come on top, for they need no processor.
// `done` is called after each, one at a time, on any thread.
[[nodiscard]] std::vector<PlayResult> PlayAll(std::vector<Scenario> scenarios, unsigned jobs,
                                              const std::function<PlayResult(const Scenario&)>& play,
                                              const std::function<void(const PlayResult&, std::size_t count)>& done);

}  // namespace grafake::conformance
