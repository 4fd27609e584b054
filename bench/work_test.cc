#include <gtest/gtest.h>

#include "bench/allocations.h"
#include "bench/token_requests.h"

namespace grafake::bench {
namespace {

// bench/README.md says which they are.
constexpr std::uint64_t kMostAllocations = 8;

TEST(WorkTest, AnAuthenticatedRequestAllocatesSeldom) {
  constexpr std::uint64_t kRequests = 100;
  TokenRequests work;
  const std::uint64_t before = AllocationsSoFar().count;
  for (std::uint64_t i = 0; i < kRequests; ++i) EXPECT_EQ(work.Answer().status, 200);
  EXPECT_LE(AllocationsSoFar().count - before, kMostAllocations * kRequests);
}

}  // namespace
}  // namespace grafake::bench
