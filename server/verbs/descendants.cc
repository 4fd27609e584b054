#include "server/verbs/descendants.h"

#include <unistd.h>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

namespace grafake::server {
namespace {

// Each thread has children of its own.
void AddChildrenOf(pid_t process, std::vector<pid_t>& found) {
  std::error_code gone;
  for (const auto& thread : std::filesystem::directory_iterator("/proc/" + std::to_string(process) + "/task", gone)) {
    std::ifstream children(thread.path() / "children");
    for (pid_t child = 0; children >> child;) found.push_back(child);
  }
}

}  // namespace

std::vector<pid_t> Descendants() {
  std::vector<pid_t> found;
  AddChildrenOf(getpid(), found);
  for (std::size_t i = 0; i < found.size(); ++i) AddChildrenOf(found[i], found);
  return found;
}

}  // namespace grafake::server
