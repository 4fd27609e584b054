#include "bench/work_command.h"

#include <cstdio>

#include "bench/allocations.h"
#include "bench/token_requests.h"

namespace grafake::bench {

void RunWorkCommand(int requests) {
  TokenRequests work;
  const Allocations before = AllocationsSoFar();
  for (int i = 0; i < requests; ++i) (void)work.Answer();
  const Allocations after = AllocationsSoFar();
  std::printf("%.1f allocations and %.0f bytes an authenticated request\n",
              static_cast<double>(after.count - before.count) / requests,
              static_cast<double>(after.bytes - before.bytes) / requests);
}

}  // namespace grafake::bench
