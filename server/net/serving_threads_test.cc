// Several servers on the same threads: they do not meet, and each may end while the others go on.

#include "server/net/serving_threads.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "server/net/raw_client.h"
#include "server/net/socket_server.h"

namespace grafake::server {
namespace {

using ::testing::EndsWith;
using ::testing::IsEmpty;

class ServingThreadsTest : public ::testing::Test {
 protected:
  std::unique_ptr<SocketServer> Open(Handler handler, int most_threads = 4) {
    ListenOptions options;
    options.port = 0;
    options.max_threads = most_threads;
    return std::make_unique<SocketServer>(std::move(options), std::move(handler), ErrorSink(), threads);
  }

  std::unique_ptr<SocketServer> OpenSaying(const std::string& word) {
    return Open([word](const Request&) { return Response{.body = word}; });
  }

  static std::string Ask(const SocketServer& server) { return RawClient(server.port()).Exchange(kLastGet); }

  static std::size_t CountThreads() {
    const std::filesystem::directory_iterator tasks("/proc/self/task");
    return static_cast<std::size_t>(std::distance(begin(tasks), end(tasks)));
  }

  std::shared_ptr<ServingThreads> threads = std::make_shared<ServingThreads>();
};

// What a handler of a test waits for; it outlives the server.
struct Door {
  std::atomic<bool> entered = false;
  std::atomic<bool> open = false;

  Response Pass() {
    entered = true;
    while (!open) std::this_thread::yield();
    return Response{.body = "late"};
  }
};

TEST_F(ServingThreadsTest, EachServerAnswersForItself) {
  const auto one = OpenSaying("one");
  const auto other = OpenSaying("other");
  EXPECT_NE(one->port(), other->port());
  EXPECT_THAT(Ask(*one), EndsWith("one"));
  EXPECT_THAT(Ask(*other), EndsWith("other"));
}

TEST_F(ServingThreadsTest, WhoStopsLeavesTheOthers) {
  auto one = OpenSaying("one");
  const auto other = OpenSaying("other");
  RawClient idle(one->port());
  one->Stop();
  EXPECT_THAT(idle.ReadAll(), IsEmpty());
  one.reset();
  EXPECT_THAT(Ask(*other), EndsWith("other"));
}

TEST_F(ServingThreadsTest, ManyServersTakeNoMoreThreadsThanOne) {
  const auto first = OpenSaying("first");
  const std::size_t before = CountThreads();
  std::vector<std::unique_ptr<SocketServer>> servers;
  for (int i = 0; i < 300; ++i) servers.push_back(OpenSaying(std::to_string(i)));
  for (const std::size_t asked : {0U, 150U, 299U}) EXPECT_THAT(Ask(*servers[asked]), EndsWith(std::to_string(asked)));
  EXPECT_LE(CountThreads(), before + 3);  // up to max_threads
}

// Its handler still runs; nobody waits for it, and what it says reaches nobody.
TEST_F(ServingThreadsTest, ACutAnswersNobodyAndWaitsForNobody) {
  const auto door = std::make_shared<Door>();
  auto cut = Open([door](const Request&) { return door->Pass(); });
  const auto other = OpenSaying("other");
  RawClient client(cut->port());
  client.Send(kLastGet);
  while (!door->entered) std::this_thread::yield();
  cut->Cut();
  EXPECT_THAT(client.ReadAll(), IsEmpty());
  cut.reset();
  EXPECT_THAT(Ask(*other), EndsWith("other"));
  door->open = true;
}

TEST_F(ServingThreadsTest, WhatAHandlerHoldsIsThereUntilTheLastRequestAndNoLonger) {
  const auto door = std::make_shared<Door>();
  auto held = std::make_shared<int>(1);
  const std::weak_ptr<int> watched = held;
  auto cut = Open([door, held = std::move(held)](const Request&) { return door->Pass(); });
  RawClient client(cut->port());
  client.Send(kLastGet);
  while (!door->entered) std::this_thread::yield();
  cut->Cut();
  cut.reset();
  EXPECT_FALSE(watched.expired());
  door->open = true;
  while (!watched.expired()) std::this_thread::yield();
}

// So a request may end the server that it came to, and with a single thread too.
TEST_F(ServingThreadsTest, AHandlerMayCutItsOwnServerAndAnother) {
  const auto other = OpenSaying("other");
  std::unique_ptr<SocketServer> own;
  std::atomic<bool> done = false;
  own = Open(
      [&](const Request&) {
        other->Cut();
        own->Cut();
        done = true;
        return Response{.body = "never"};
      },
      1);
  RawClient idle(other->port());
  EXPECT_THAT(Ask(*own), IsEmpty());
  EXPECT_THAT(idle.ReadAll(), IsEmpty());
  while (!done) std::this_thread::yield();
}

// The cut connection still has the port while its client keeps it open. Now and then another program takes the port in
// between, but not each of ten.
TEST_F(ServingThreadsTest, APortIsFreeAgainAfterACut) {
  std::unique_ptr<SocketServer> again;
  for (int i = 0; i < 10 && again == nullptr; ++i) {
    const auto cut = OpenSaying("first");
    RawClient client(cut->port());
    client.Send(kGet);
    client.ReadThrough("first");
    cut->Cut();
    client.ReadAll();
    ListenOptions options;
    options.port = cut->port();
    try {
      again = std::make_unique<SocketServer>(
          options, [](const Request&) { return Response{.body = "second"}; }, ErrorSink(), threads);
    } catch (const std::runtime_error&) {
      continue;
    }
  }
  ASSERT_NE(again, nullptr);
  EXPECT_THAT(Ask(*again), EndsWith("second"));
}

TEST_F(ServingThreadsTest, ServersComeAndGoWhileOthersAreAsked) {
  const auto lasting = OpenSaying("lasting");
  std::vector<std::thread> crowd;
  for (int i = 0; i < 4; ++i) {
    crowd.emplace_back([this, i] {
      for (int turn = 0; turn < 20; ++turn) {
        const auto passing = OpenSaying("passing");
        const RawClient idle(passing->port());
        EXPECT_THAT(Ask(*passing), EndsWith("passing"));
        if ((i + turn) % 2 == 0) passing->Cut();
      }
    });
  }
  for (int turn = 0; turn < 20; ++turn) EXPECT_THAT(Ask(*lasting), EndsWith("lasting"));
  for (std::thread& one : crowd) one.join();
}

}  // namespace
}  // namespace grafake::server
