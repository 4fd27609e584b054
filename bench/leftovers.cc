#include "bench/leftovers.h"

#include <Poco/TemporaryFile.h>

#include <csignal>
#include <mutex>
#include <set>

namespace grafake::bench {
namespace {

namespace fs = std::filesystem;

struct Left {
  std::mutex mutex;
  std::set<pid_t> processes;
  std::set<fs::path> directories;
};

// Never destroyed: threads of a program that ends may still come here.
Left& WhatIsLeft() {
  static auto* const left = new Left;
  return *left;
}

}  // namespace

pid_t Leftovers::Start(const std::function<pid_t()>& start) {
  const std::lock_guard lock(WhatIsLeft().mutex);
  const pid_t process = start();
  WhatIsLeft().processes.insert(process);
  return process;
}

void Leftovers::Forget(pid_t process) {
  const std::lock_guard lock(WhatIsLeft().mutex);
  WhatIsLeft().processes.erase(process);
}

void Leftovers::Add(const fs::path& directory) {
  const std::lock_guard lock(WhatIsLeft().mutex);
  WhatIsLeft().directories.insert(directory);
}

void Leftovers::Forget(const fs::path& directory) {
  const std::lock_guard lock(WhatIsLeft().mutex);
  WhatIsLeft().directories.erase(directory);
}

void Leftovers::Tidy() {
  WhatIsLeft().mutex.lock();
  for (const pid_t process : WhatIsLeft().processes) kill(process, SIGKILL);
  for (const fs::path& directory : WhatIsLeft().directories) {
    std::error_code ignored;
    fs::remove_all(directory, ignored);
  }
}

ScratchDirectory::ScratchDirectory() : path_(Poco::TemporaryFile::tempName()) { Leftovers::Add(path_); }

ScratchDirectory::~ScratchDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
  Leftovers::Forget(std::filesystem::path(path_));
}

}  // namespace grafake::bench
