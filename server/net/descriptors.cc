#include "server/net/descriptors.h"

#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>

namespace grafake::server {
namespace {

// For what is opened later: further readers of the database (two each) and its journals, files that are written at a
// caller's wish, name look-ups.
constexpr std::size_t kSpareDescriptors = 16;
constexpr std::size_t kUsualLimit = 1024;  // where the system does not say
constexpr std::size_t kUsuallyOpen = 32;   // where there is no /proc to look at

std::size_t CountOpen() {
  std::error_code error;
  const std::filesystem::directory_iterator open("/proc/self/fd", error);
  return error ? kUsuallyOpen : static_cast<std::size_t>(std::distance(begin(open), end(open)));
}

}  // namespace

std::size_t DescriptorsForConnections(std::size_t allowed, std::size_t open) {
  const std::size_t left = allowed - std::min(allowed, open);
  return std::max<std::size_t>(left - std::min(kSpareDescriptors, left / 2), 1);
}

std::size_t DescriptorLimit() {
  rlimit limit{};
  return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? static_cast<std::size_t>(limit.rlim_cur) : kUsualLimit;
}

std::size_t DescriptorsForConnections() { return DescriptorsForConnections(DescriptorLimit(), CountOpen()); }

}  // namespace grafake::server
