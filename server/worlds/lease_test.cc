#include "server/worlds/lease.h"

#include <gtest/gtest.h>

namespace grafake::server {
namespace {

using namespace std::chrono_literals;

constexpr Lease::Time kStart{};

TEST(Lease, EndsSoLongAfterTheLastUse) {
  Lease lease(5s, kStart);
  EXPECT_EQ(lease.End(kStart + 1s), kStart + 5s);
  lease.Renew(kStart + 3s);
  EXPECT_EQ(lease.End(kStart + 4s), kStart + 8s);
}

TEST(Lease, DoesNotEndDuringARequestAndBeginsAnewAfterIt) {
  Lease lease(5s, kStart);
  {
    const Lease::Use use(lease);
    EXPECT_EQ(lease.End(kStart + 100s), kStart + 105s);
  }
  EXPECT_GT(lease.End(kStart), kStart + 5s);
}

TEST(Lease, NoneNeverEnds) {
  Lease none(0s, kStart);
  const Lease::Use use(none);
  EXPECT_TRUE(none.endless());
  EXPECT_EQ(none.End(kStart), Lease::Time::max());
}

}  // namespace
}  // namespace grafake::server
