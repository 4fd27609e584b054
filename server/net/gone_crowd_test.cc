#include "server/net/gone_crowd.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace grafake::server {
namespace {

// MiB that this process has in memory.
std::size_t ResidentMemory() {
  std::ifstream statistics("/proc/self/statm");
  std::size_t all = 0;
  std::size_t resident = 0;
  statistics >> all >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) >> 20;
}

TEST(GoneCrowdTest, SmallBlocksGoBackBelowOneThatStays) {
#ifdef GRAFAKE_SANITIZED
  GTEST_SKIP() << "a sanitizer keeps what is freed";
#endif
  GoneCrowd crowd;
  std::vector<std::unique_ptr<std::string>> blocks;
  for (int i = 0; i < 10'000; ++i) blocks.push_back(std::make_unique<std::string>(4096, 'x'));
  const auto stays = std::make_unique<std::string>(4096, 'x');
  crowd.Look(1000);
  blocks.clear();
  const std::size_t kept = ResidentMemory();
  crowd.Look(900);
  EXPECT_GT(ResidentMemory() + 5, kept) << "most are there yet";
  crowd.Look(250);
  EXPECT_LT(ResidentMemory() + 20, kept);
}

}  // namespace
}  // namespace grafake::server
