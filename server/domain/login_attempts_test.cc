#include "server/domain/login_attempts.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "server/storage/database.h"

namespace grafake::server {
namespace {

class LoginAttemptsTest : public testing::Test {
 protected:
  // Begins a check in each of many threads at once; returns how many were let in.
  int LetIn(int callers, bool wrong) {
    std::atomic<int> let_in = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < callers; ++i) {
      threads.emplace_back([&] {
        const auto turn = attempts.Begin("bob");
        if (!turn) return;
        ++let_in;
        std::this_thread::yield();
        if (wrong) (*turn)->Failed("");
      });
    }
    threads.clear();
    return let_in;
  }

  Database database{""};
  LoginAttemptStore store{database};
  LoginAttempts attempts{store, [] { return Instant(std::chrono::seconds(1'660'000'000)); }, true};
};

TEST_F(LoginAttemptsTest, AHundredWrongOnesAtOnceTryFive) {
  EXPECT_EQ(LetIn(100, true), 5);
  EXPECT_FALSE(attempts.Begin("bob"));
  EXPECT_TRUE(attempts.Begin("alice"));
}

TEST_F(LoginAttemptsTest, AHundredRightOnesAtOnceAllPass) {
  EXPECT_EQ(LetIn(100, false), 100);
  EXPECT_EQ(LetIn(3, true), 3);
  EXPECT_EQ(LetIn(100, false), 100) << "two may still be wrong";
  EXPECT_EQ(LetIn(100, true), 2);
}

}  // namespace
}  // namespace grafake::server
