#include "server/domain/derivation_gate.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "server/domain/digest.h"

namespace grafake::server {
namespace {

TEST(DerivationGateTest, DerivesWhatItIsAskedFor) {
  DerivationGate gate(1, 0, std::chrono::seconds(2));
  EXPECT_EQ(gate.Derive("secret", "salt"), Pbkdf2Hex("secret", "salt"));
  EXPECT_EQ(gate.Derive("secret", "salt"), Pbkdf2Hex("secret", "salt")) << "the place is given back";
}

TEST(DerivationGateTest, NobodyGetsInWithoutAPlace) {
  DerivationGate closed(0, 1, std::chrono::milliseconds(1));
  EXPECT_EQ(closed.Derive("secret", "salt"), std::nullopt);
  DerivationGate without_room(0, 0, std::chrono::hours(1));
  EXPECT_EQ(without_room.Derive("secret", "salt"), std::nullopt) << "at once";
}

TEST(DerivationGateTest, ThoseWhoWaitGetTheirTurn) {
  DerivationGate gate(2, 64, std::chrono::minutes(1));
  std::atomic<int> derived = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i) threads.emplace_back([&] { derived += gate.Derive("a", "b") ? 1 : 0; });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(derived, 16);
}

}  // namespace
}  // namespace grafake::server
