#include "server/worlds/current.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace grafake::server {
namespace {

struct Counted {
  explicit Counted(std::atomic<int>& count) : alive(count) { ++alive; }
  ~Counted() { --alive; }
  std::atomic<int>& alive;
  std::atomic<int> touched = 0;
};

// What is used is there until the use ends, and only one is there at a time once Exchange() returns.
TEST(CurrentTest, UsersNeverSeeWhatIsGone) {
  std::atomic<int> alive = 0;
  Current<Counted> current(std::make_unique<Counted>(alive));
  std::atomic<bool> over = false;
  std::vector<std::thread> users;
  for (int i = 0; i < 4; ++i) {
    users.emplace_back([&] {
      while (!over) {
        const Current<Counted>::Use use(current);
        ++use.get()->touched;
        EXPECT_GE(alive, 1);
      }
    });
  }
  for (int i = 0; i < 2000; ++i) {
    current.Exchange([&](std::unique_ptr<Counted>& value) {
      value = std::make_unique<Counted>(alive);
      EXPECT_EQ(alive, 1);
    });
  }
  over = true;
  for (std::thread& user : users) user.join();
  EXPECT_EQ(alive, 1);
}

}  // namespace
}  // namespace grafake::server
