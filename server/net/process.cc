#include "server/net/process.h"

#include <malloc.h>
#include <sys/resource.h>

namespace grafake::server {
namespace {

// Without a word glibc raises its thresholds with the first large block, up to 64 MiB, and keeps what strangers made it
// take. These are what it begins with.
void GiveMemoryBack() {
  constexpr int kLargeBlock = 128 << 10;
  ::mallopt(M_MMAP_THRESHOLD, kLargeBlock);
  ::mallopt(M_TRIM_THRESHOLD, kLargeBlock);
}

void RaiseDescriptorLimit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

void PrepareProcess() {
  GiveMemoryBack();
  RaiseDescriptorLimit();
}

}  // namespace grafake::server
