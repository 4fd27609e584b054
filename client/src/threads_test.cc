// One client for many threads: the thread sanitizer runs this too.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "grafake/current_org.h"
#include "test_support/test_client.h"

namespace grafake {
namespace {

constexpr int kThreads = 64;
constexpr int kCallsOfEach = 20;

// Calls from all threads at once; how many succeeded.
int Succeeded(const Client& client) {
  std::atomic<int> succeeded = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i)
      threads.emplace_back([&] {
        const CurrentOrg current(client);
        for (int call = 0; call < kCallsOfEach; ++call) succeeded += current.Get() ? 1 : 0;
      });
  }
  return succeeded;
}

TEST(ThreadsTest, ShareAClientAndItsConnections) {
  const MisbehavingServer server(Always(200, kOrg));
  EXPECT_EQ(Succeeded(ClientOf(server)), kThreads * kCallsOfEach);
  EXPECT_LE(server.connections(), kThreads);
}

TEST(ThreadsTest, AskATokenSourceAndLoseConnections) {
  const MisbehavingServer server([](Visit& visit) {
    for (int i = 0; i < 3 && !visit.Request().empty(); ++i) visit.Answer(200, kOrg);
  });
  ClientOptions options = OptionsFor(server.url());
  std::atomic<int> asked = 0;
  options.credentials = [&asked] { return Secret("glsa_" + std::to_string(++asked)); };
  options.most_idle_connections = 8;
  EXPECT_EQ(Succeeded(Client(options)), kThreads * kCallsOfEach);
  EXPECT_EQ(asked, kThreads * kCallsOfEach);
}

}  // namespace
}  // namespace grafake
