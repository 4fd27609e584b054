#include "server/memory.h"

#include <malloc.h>
#include <sys/mman.h>

#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>

namespace grafake::server {
namespace {

struct Mapping {
  std::uintptr_t begin = 0;
  std::uintptr_t end = 0;
  bool is_read_only_file = false;
};

// A mapping's first line in /proc/self/smaps: "begin-end rights offset device inode path".
Mapping ParseHead(const std::string& line) {
  std::istringstream words(line);
  std::string range;
  std::string rights;
  std::string offset;
  std::string device;
  std::string inode;
  std::string path;
  words >> range >> rights >> offset >> device >> inode >> path;
  const auto dash = range.find('-');
  if (dash == std::string::npos) return {};
  const bool read_only = rights.size() == 4 && rights[1] == '-' && rights[3] == 'p';
  return {std::stoull(range, nullptr, 16), std::stoull(range.substr(dash + 1), nullptr, 16),
          read_only && path.starts_with('/')};
}

}  // namespace

void GiveBackStartMemory() {
  malloc_trim(0);
  std::ifstream maps("/proc/self/smaps");
  Mapping mapping;
  for (std::string line; std::getline(maps, line);) {
    const auto space = line.find(' ');
    if (space != std::string::npos && line.find(':') > space) mapping = ParseHead(line);
    // Relocated constants are pages of our own and must stay.
    const bool unchanged = line.starts_with("Anonymous:") && line.find(" 0 kB") != std::string::npos;
    if (!unchanged || !mapping.is_read_only_file) continue;
    madvise(reinterpret_cast<void*>(mapping.begin), mapping.end - mapping.begin, MADV_DONTNEED);
  }
}

}  // namespace grafake::server
