#include "bench/load.h"

#include <gtest/gtest.h>

#include <thread>

#include "bench/bare_server.h"
#include "bench/connection.h"

namespace grafake::bench {
namespace {

class LoadTest : public testing::Test {
 protected:
  BareServer server{8};
  Workload workload = BareWorkload(server);
};

TEST_F(LoadTest, AsManyRequestsAsAskedForHoweverTheConnectionsAreShared) {
  for (const int threads : {0, 1, 3}) {
    const auto result = RunLoad(server.target(), workload, {.connections = 5, .threads = threads, .requests = 103});
    EXPECT_EQ(result.times.count(), 103U) << threads;
    EXPECT_EQ(result.kinds.at("valid"), 103U) << threads;
  }
}

TEST_F(LoadTest, OpenLoopsSendWhatIsDue) {
  const auto result =
      RunLoad(server.target(), workload,
              {.connections = 4, .threads = 2, .duration = std::chrono::milliseconds(100), .rate = 500});
  EXPECT_EQ(result.times.count(), 50U);
}

TEST_F(LoadTest, OneWrongAnswerFailsTheRun) {
  Workload wrong;
  wrong.Add({.request = workload.At(0).request, .status = 401}, 1);
  EXPECT_THROW((void)RunLoad(server.target(), wrong, {.connections = 2}), std::runtime_error);
  Workload other;
  other.Add({.request = workload.At(0).request, .body = "{}"}, 1);
  EXPECT_THROW((void)RunLoad(server.target(), other, {.connections = 2}), std::runtime_error);
}

TEST_F(LoadTest, StopsBeforeItsTime) {
  std::atomic<bool> stop = false;
  std::thread stopper([&] { stop = true; });
  (void)RunLoad(server.target(), workload, {.connections = 2, .duration = std::chrono::hours(1), .stop = &stop});
  stopper.join();
}

TEST(ConnectionTest, NobodyListeningIsSaidWithTheTarget) {
  const TargetUrl target{"127.0.0.1", 1, ""};
  try {
    const Connection connection(target);
    FAIL() << "connected";
  } catch (const NotConnected& e) {
    EXPECT_NE(std::string(e.what()).find("127.0.0.1:1"), std::string::npos);
  }
}

}  // namespace
}  // namespace grafake::bench
