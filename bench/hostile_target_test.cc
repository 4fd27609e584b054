// Targets that never let go: an answer is whole in time and not too large, or the run ends.
#include <Poco/Net/NetException.h>
#include <Poco/Net/ServerSocket.h>
#include <gmock/gmock.h>

#include <thread>

#include "bench/load.h"
#include "bench/token_world.h"

namespace grafake::bench {
namespace {

using testing::HasSubstr;

// Answers one connection with these bytes, and then with others again and again until it is closed.
class HostileTarget {
 public:
  HostileTarget(std::string begin, std::string again)
      : begin_(std::move(begin)), again_(std::move(again)), serving_([this] { Serve(); }) {}
  ~HostileTarget() {
    over_ = true;
    serving_.join();
  }
  HostileTarget(const HostileTarget&) = delete;
  HostileTarget& operator=(const HostileTarget&) = delete;

  [[nodiscard]] TargetUrl url() const { return {.host = "127.0.0.1", .port = listener_.address().port()}; }

 private:
  void Serve() try {
    while (!listener_.poll(Poco::Timespan(0, 10'000), Poco::Net::Socket::SELECT_READ)) {
      if (over_) return;
    }
    Poco::Net::StreamSocket socket = listener_.acceptConnection();
    socket.setSendTimeout(Poco::Timespan(1, 0));
    Send(socket, begin_);
    while (!over_) again_.empty() ? std::this_thread::sleep_for(std::chrono::milliseconds(5)) : Send(socket, again_);
  } catch (const Poco::Exception&) {
    // The bench has had enough.
  }

  static void Send(Poco::Net::StreamSocket& socket, const std::string& bytes) {
    for (std::size_t sent = 0; sent < bytes.size();)
      sent += static_cast<std::size_t>(socket.sendBytes(bytes.data() + sent, static_cast<int>(bytes.size() - sent)));
  }

  std::string begin_;
  std::string again_;
  std::atomic<bool> over_ = false;
  Poco::Net::ServerSocket listener_{Poco::Net::SocketAddress("127.0.0.1", 0)};
  std::thread serving_;
};

struct Hostility {
  const char* name;
  std::string begin;
  std::string again;
  const char* complaint;
};

std::string Much(const std::string& text) {
  std::string much;
  while (much.size() < 60'000) much += text;
  return much;
}

class HostileTargetTest : public testing::TestWithParam<Hostility> {};

TEST_P(HostileTargetTest, IsLeft) {
  const HostileTarget target(GetParam().begin, GetParam().again);
  Connection connection(target.url(), {.answer = std::chrono::seconds(60)});
  try {
    (void)connection.Exchange("GET / HTTP/1.1\r\n\r\n");
    FAIL() << "an answer came";
  } catch (const std::runtime_error& e) {
    EXPECT_THAT(e.what(), HasSubstr(GetParam().complaint));
  }
}

const std::string kChunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

INSTANTIATE_TEST_SUITE_P(
    Targets, HostileTargetTest,
    testing::Values(
        Hostility{"Headers", "HTTP/1.1 200 OK\r\n", Much("A: b\r\n"), "too long"},
        Hostility{"ALine", "HTTP/1.1 200 OK\r\nA: ", Much("b"), "too long"},
        Hostility{"Continue", "", Much("HTTP/1.1 100 Continue\r\n\r\n"), "interim answers without end"},
        Hostility{"ABody", "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n", Much("x"), "over 1048576 bytes"},
        Hostility{"AHugeLength", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n", "",
                  "over 1048576"},
        Hostility{"Chunks", kChunked, Much("1000\r\n" + std::string(4096, 'x') + "\r\n"), "over 1048576 bytes"},
        Hostility{"AChunkExtension", kChunked + "1;", Much("x"), "too long"},
        Hostility{"BrokenChunks", kChunked + "1\r\nxyz", "", "chunks of the answer are broken"},
        Hostility{"NoHttp", "SSH-2.0-OpenSSH\r\n\r\n\r\n", "", "not HTTP/1"}),
    [](const auto& test) { return test.param.name; });

TEST(SilentTargetTest, IsLeftWhenTheTimeIsUp) {
  const HostileTarget target("HTTP/1.1 200 OK\r\n", "");
  Connection connection(target.url(), {.answer = std::chrono::milliseconds(150)});
  EXPECT_THROW((void)connection.Exchange("GET / HTTP/1.1\r\n\r\n"), std::runtime_error);
}

TEST(SilentTargetTest, IsLeftWhenTheRunIsStopped) {
  const HostileTarget target("", "");
  std::atomic<bool> stop = false;
  std::jthread stopper([&] { stop = true; });
  EXPECT_THROW(TokenWorld(target.url(), "Bearer x", &stop), Stopped);
}

// The connections share a thread in one case and have one each in the other.
TEST(SilentTargetTest, EndsARunThatIsStopped) {
  for (const int threads : {1, 3}) {
    const HostileTarget target("", "");
    Workload workload;
    workload.Add({.request = "GET / HTTP/1.1\r\n\r\n"});
    std::atomic<bool> stop = false;
    std::jthread stopper([&] { stop = true; });
    const auto result = RunLoad(target.url(), workload, {.connections = 3, .threads = threads, .stop = &stop});
    EXPECT_EQ(result.times.count(), 0U);
  }
}

}  // namespace
}  // namespace grafake::bench
