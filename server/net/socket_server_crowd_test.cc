// What many clients may cost together: memory, connections, and who goes when there is no room.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "server/net/raw_client.h"
#include "server/net/socket_server.h"

namespace grafake::server {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

std::string UploadHead(std::size_t length) {
  return "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n";
}

// A server that tells how much it has read, and which limits it met.
class SocketServerCrowdTest : public ::testing::Test {
 protected:
  SocketServerCrowdTest() {
    options.port = 0;
    options.max_threads = 1;  // so that each client is served before the next one
    options.on_limit = [this](const LimitMet& limit) {
      noted = limit.name;
      ++notes;
    };
  }

  void Start() {
    server = std::make_unique<SocketServer>(
        options, [](const Request& r) { return Response{.body = "read " + std::to_string(r.body.size())}; },
        ErrorSink());
  }

  RawClient Stranger(std::string_view begun) {
    RawClient client(server->port());
    client.Send(begun);
    return client;
  }

  std::string Ask() { return RawClient(server->port()).Exchange(kLastGet); }

  ListenOptions options;
  std::atomic<int> notes{0};
  std::string noted;
  std::unique_ptr<SocketServer> server;
};

// Whichever of the two wants the room that is not there is refused; the other one is not hurt.
TEST_F(SocketServerCrowdTest, BodiesUnderWayShareOneLimit) {
  options.limits.bodies = std::size_t{1536} << 10;
  Start();
  const std::string half((std::size_t{512} << 10) + 1, 'x');
  RawClient first(server->port());
  RawClient second(server->port());
  for (RawClient* client : {&first, &second}) client->Send(UploadHead(half.size() + 1) + half);
  while (notes == 0) std::this_thread::yield();
  for (RawClient* client : {&first, &second}) {
    client->Send("x");
    client->EndWriting();
  }
  const std::vector<std::string> answers{first.ReadAll(), second.ReadAll()};
  EXPECT_THAT(answers,
              UnorderedElementsAre(EndsWith("read 524290"),
                                   AllOf(StartsWith("HTTP/1.1 503 Service Unavailable\r\n"),
                                         HasSubstr("\r\nRetry-After: 1\r\n"), HasSubstr("\r\nConnection: close\r\n"))));
  EXPECT_EQ(notes, 1);
  EXPECT_EQ(noted, "max_bodies_bytes");
}

TEST_F(SocketServerCrowdTest, SmallRequestsPassWhileLargeOnesFillTheLimit) {
  options.limits.bodies = 0;
  Start();
  const std::string small(1000, 'x');
  EXPECT_THAT(RawClient(server->port())
                  .Exchange("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                            "1000\r\n\r\n" +
                            small),
              EndsWith("read 1000"));
}

TEST_F(SocketServerCrowdTest, EndedBodiesGiveTheirRoomBack) {
  options.limits.bodies = std::size_t{1200} << 10;  // enough for one, not for two
  Start();
  const std::string body(std::size_t{600} << 10, 'x');
  RawClient client(server->port());
  for (int i = 0; i < 5; ++i) {
    client.Send(UploadHead(body.size()) + body);
    EXPECT_THAT(client.ReadThrough("read 614400"), EndsWith("read 614400"));
  }
  EXPECT_EQ(notes, 0);
}

// The one who would keep more goes, and the one who has read slowest, so that there is room again.
TEST_F(SocketServerCrowdTest, AnswersThatNobodyReadsShareOneLimit) {
  constexpr std::size_t kLarge = std::size_t{24} << 20;  // more than the system keeps of it
  options.limits.answers = kLarge + kLarge / 2;
  server = std::make_unique<SocketServer>(
      options, [](const Request& r) { return Response{.body = std::string(r.path == "/large" ? kLarge : 0, 'x')}; },
      ErrorSink());
  std::vector<RawClient> strangers;
  for (int i = 0; i < 2; ++i) strangers.push_back(Stranger("GET /large HTTP/1.1\r\nHost: x\r\n\r\n"));
  while (notes == 0) std::this_thread::yield();
  for (RawClient& stranger : strangers) EXPECT_LT(stranger.ReadAll().size(), kLarge);
  EXPECT_EQ(noted, "max_answers_bytes");
  RawClient reader(server->port());
  EXPECT_GT(reader.Exchange("GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").size(), kLarge);
}

TEST_F(SocketServerCrowdTest, HeadsCountToo) {
  options.limits.bodies = std::size_t{16} << 10;
  Start();
  EXPECT_THAT(Stranger("GET / HTTP/1.1\r\nHost: x\r\nA: " + std::string(30'000, 'a')).ReadAll(),
              StartsWith("HTTP/1.1 503 "));
}

// Each kind of stranger fills the server; whoever comes then is served, and the stranger who came first has gone.
TEST_F(SocketServerCrowdTest, TheOneBehindForLongestMakesRoomWhateverItDoes) {
  for (const std::string& begun :
       {std::string(), std::string("G"), std::string(kGet).substr(0, 20), UploadHead(100) + "x", std::string(kGet)}) {
    options.limits.connections = 8;
    Start();
    std::vector<RawClient> strangers;
    for (int i = 0; i < 7; ++i) strangers.push_back(Stranger(begun));
    RawClient last(server->port());  // whose answer shows that the one thread has looked at all before
    last.Send(kGet);
    last.ReadThrough("read 0");
    EXPECT_THAT(Ask(), EndsWith("read 0")) << begun;
    const std::string left = strangers[0].ReadAll();
    EXPECT_THAT(left, ::testing::AnyOf("", EndsWith("read 0"))) << begun;
  }
  EXPECT_EQ(noted, "max_connections");
}

// What the handler of a test counts; it outlives the test's body, as the last answers may.
struct LongAnswers {
  std::atomic<bool> begun = false;
  std::atomic<bool> both_have_come = false;
  std::atomic<bool> other = false;
  std::atomic<int> before = 0;  // requests of the greedy that were answered before the other one's
};

// Answers that take long come one by one, so that whoever asks once is behind one of each other client at most.
TEST_F(SocketServerCrowdTest, ManyLongAnswersLetOthersComeBetween) {
  const auto seen = std::make_shared<LongAnswers>();
  server = std::make_unique<SocketServer>(
      options,
      [seen](const Request& r) {
        if (r.path == "/known") return Response{.body = "known"};
        seen->begun = true;
        while (!seen->both_have_come) std::this_thread::yield();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        if (r.path == "/other") seen->other = true;
        if (!seen->other) ++seen->before;
        return Response{.body = "long"};
      },
      ErrorSink());
  RawClient honest(server->port());
  honest.Send("GET /known HTTP/1.1\r\nHost: x\r\n\r\n");
  honest.ReadThrough("known");
  RawClient greedy(server->port());
  std::string many;
  for (int i = 0; i < 8; ++i) many += kGet;
  greedy.Send(many);
  while (!seen->begun) std::this_thread::yield();
  honest.Send("GET /other HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  seen->both_have_come = true;
  EXPECT_THAT(honest.ReadAll(), EndsWith("long"));
  EXPECT_LE(seen->before, 2);
}

TEST_F(SocketServerCrowdTest, AtTheLimitNobodyGoes) {
  options.limits.connections = 8;
  Start();
  std::vector<RawClient> clients;
  for (int i = 0; i < 8; ++i) {
    clients.push_back(Stranger(kGet));
    clients.back().ReadThrough("read 0");
  }
  for (RawClient& client : clients) {
    client.Send(kGet);
    EXPECT_THAT(client.ReadThrough("read 0"), EndsWith("read 0"));
  }
  EXPECT_EQ(notes, 0);
}

}  // namespace
}  // namespace grafake::server
