// Answers that do not reach their client as answers do, over real sockets.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "server/net/raw_client.h"
#include "server/net/socket_server.h"

namespace grafake::server {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const std::map<std::string, Delivery> kDeliveries = {
    {"/dropped", {.end = Delivery::End::kDropped}},
    {"/reset", {.end = Delivery::End::kReset}},
    {"/garbage", {.end = Delivery::End::kGarbage}},
    {"/cut", {.cut_after = 3}},
    {"/cut-nowhere", {.cut_after = 300}},
    {"/drips", {.bytes_a_second = 100}},
    {"/drips-slowly", {.bytes_a_second = 1}},
    {"/late", {.delay = 60ms}},
    {"/dropped-late", {.delay = 60ms, .end = Delivery::End::kDropped}},
    {"/never", {.delay = 1h}},
};

Response Oddly(const Request& request) {
  Response response{.body = "answer to " + request.path};
  if (request.path == "/large") response.body.assign(10'000, 'x');
  const auto found = kDeliveries.find(request.query.empty() ? request.path : "/" + request.query);
  if (found != kDeliveries.end()) response.delivery = std::make_shared<const Delivery>(found->second);
  return response;
}

std::unique_ptr<SocketServer> StartOddly(Limits limits = {}, const std::string& unix_socket = "", int threads = 2) {
  ListenOptions options;
  options.port = 0;
  options.unix_socket = unix_socket;
  options.max_threads = threads;
  options.limits = limits;
  return std::make_unique<SocketServer>(std::move(options), Oddly, nullptr);
}

std::string OddGet(const std::string& target) { return "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n"; }

TEST(OddAnswersTest, OneThatIsDroppedEndsTheConnectionWithoutAByte) {
  const auto server = StartOddly();
  RawClient client(server->port());
  client.Send(OddGet("/dropped"));
  char byte = 0;
  EXPECT_EQ(::recv(client.descriptor(), &byte, 1, 0), 0);
}

TEST(OddAnswersTest, OneThatIsResetIsAnErrorForItsClient) {
  const auto server = StartOddly();
  RawClient client(server->port());
  client.Send(OddGet("/reset"));
  char byte = 0;
  EXPECT_EQ(::recv(client.descriptor(), &byte, 1, 0), -1);
  EXPECT_EQ(errno, ECONNRESET);
}

TEST(OddAnswersTest, WhatWasAskedBeforeIsAnsweredBefore) {
  const auto server = StartOddly();
  RawClient client(server->port());
  const std::string answers = client.Exchange(OddGet("/usual") + OddGet("/late") + OddGet("/usual") + OddGet("/cut"));
  EXPECT_THAT(answers, HasSubstr("answer to /usual"));
  EXPECT_LT(answers.find("answer to /late"), answers.rfind("answer to /usual"));
  EXPECT_THAT(answers, EndsWith("\r\n\r\nans"));
}

TEST(OddAnswersTest, ABodyIsCutOffAfterSoManyBytesWhateverItsForm) {
  const auto server = StartOddly();
  const std::string cut = RawClient(server->port()).Exchange(OddGet("/cut"));
  EXPECT_THAT(cut, HasSubstr("Content-Length: 14\r\n"));
  EXPECT_THAT(cut, EndsWith("\r\n\r\nans"));
  const std::string chunked = RawClient(server->port()).Exchange(OddGet("/large?cut"));
  EXPECT_THAT(chunked, EndsWith("Transfer-Encoding: chunked\r\n\r\n2710\r\nxxx"));
  EXPECT_THAT(RawClient(server->port()).Exchange(OddGet("/cut-nowhere")), EndsWith("answer to /cut-nowhere"));
  const std::string whole = RawClient(server->port()).Exchange(OddGet("/large?cut-nowhere"));
  EXPECT_EQ(whole.size() - whole.find("2710\r\n"), std::string("2710\r\n").size() + 300);
}

TEST(OddAnswersTest, GarbageIsNoHttp) {
  const auto server = StartOddly();
  const std::string garbage = RawClient(server->port()).Exchange(OddGet("/garbage"));
  EXPECT_NE(garbage, "");
  EXPECT_EQ(garbage.find("HTTP/"), std::string::npos);
}

TEST(OddAnswersTest, ALateOneComesWhenItsTimeHasComeAndTheConnectionGoesOn) {
  const auto server = StartOddly();
  RawClient client(server->port());
  const auto begin = steady_clock::now();
  client.Send(OddGet("/late"));
  EXPECT_THAT(client.ReadThrough("answer to /late"), StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_GE(steady_clock::now() - begin, 60ms);
  client.Send(OddGet("/usual"));
  EXPECT_THAT(client.ReadThrough("answer to /usual"), EndsWith("answer to /usual"));
  const auto again = steady_clock::now();
  EXPECT_EQ(client.Exchange(OddGet("/dropped-late")), "");
  EXPECT_GE(steady_clock::now() - again, 60ms);
}

// The slow-client guard is about clients: here the server is slow.
TEST(OddAnswersTest, ADrippingOneIsNotHeldAgainstItsClient) {
  const auto server = StartOddly({.least_rate = 1 << 20, .stall_time = 40ms, .transfer_time = 60ms});
  RawClient client(server->port());
  const auto begin = steady_clock::now();
  client.Send(OddGet("/drips"));
  EXPECT_THAT(client.ReadThrough("answer to /drips"), EndsWith("answer to /drips"));
  EXPECT_GE(steady_clock::now() - begin, 150ms);  // 16 bytes
}

TEST(OddAnswersTest, LateOnesHoldNoThreadAndAStopDoesNotWaitForThem) {
  auto server = StartOddly({.stop_time = 10ms});
  std::vector<RawClient> waiting;
  for (int i = 0; i < 20; ++i) {
    waiting.emplace_back(server->port());
    waiting.back().Send(OddGet("/never"));
  }
  EXPECT_THAT(RawClient(server->port()).Exchange("GET /usual HTTP/1.0\r\n\r\n"), EndsWith("answer to /usual"));
  server.reset();
  for (RawClient& client : waiting) EXPECT_EQ(client.ReadAll(), "");
}

TEST(OddAnswersTest, WhoGoesWhileHeWaitsIsLetGo) {
  const auto server = StartOddly({.connections = 1});
  {
    RawClient client(server->port());
    client.Send(OddGet("/never"));
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(client.descriptor(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  }
  EXPECT_THAT(RawClient(server->port()).Exchange("GET /usual HTTP/1.0\r\n\r\n"), EndsWith("answer to /usual"));
}

// Closed or half closed is the same to the server, and the half is still there to see what it does.
TEST(OddAnswersTest, WhoClosesHisSideWhileHeWaitsIsLetGo) {
  const auto server = StartOddly();
  for (const char* const target : {"/never", "/drips-slowly"}) {
    RawClient client(server->port());
    client.Send(OddGet(target) + OddGet("/usual"));  // one that is not read does not hide the end
    client.EndWriting();
    EXPECT_THAT(client.ReadAll(), Not(HasSubstr("answer to")));
  }
}

// One thread takes what the first sends before it sees the second.
TEST(OddAnswersTest, WhereThereIsNoRoomWhoHasWaitedLongestGoes) {
  const auto server = StartOddly({.connections = 2}, "", 1);
  RawClient first(server->port());
  first.Send(OddGet("/usual") + OddGet("/never"));
  first.ReadThrough("answer to /usual");
  RawClient second(server->port());
  second.Send(OddGet("/usual") + OddGet("/never"));
  second.ReadThrough("answer to /usual");
  EXPECT_THAT(RawClient(server->port()).Exchange("GET /usual HTTP/1.0\r\n\r\n"), EndsWith("answer to /usual"));
  EXPECT_EQ(first.ReadAll(), "");
  char byte = 0;
  EXPECT_EQ(::recv(second.descriptor(), &byte, 1, MSG_DONTWAIT), -1);
  EXPECT_EQ(errno, EAGAIN);
}

TEST(OddAnswersTest, WhatIsLiftedGoesAtOnce) {
  const auto lifted = std::make_shared<std::atomic<bool>>(false);
  ListenOptions options;
  options.port = 0;
  const SocketServer server(
      options,
      [&](const Request& request) {
        Delivery delivery{.lifted = lifted};
        if (request.path == "/drips") {
          delivery.bytes_a_second = 1;
        } else {
          delivery.delay = 1h;
        }
        return Response{.body = std::string(100, 'x') + request.path,
                        .delivery = std::make_shared<const Delivery>(delivery)};
      },
      nullptr);
  RawClient late(server.port());
  late.Send(OddGet("/late"));
  RawClient drips(server.port());
  drips.Send(OddGet("/drips"));
  drips.ReadThrough("\r\n\r\n");
  *lifted = true;
  EXPECT_THAT(late.ReadThrough("/late"), EndsWith("x/late"));
  EXPECT_THAT(drips.ReadThrough("/drips"), EndsWith("x/drips"));
}

TEST(OddAnswersTest, AHandlerSeesThatItsClientHasGone) {
  std::atomic<bool> there = false;
  std::atomic<bool> gone = false;
  ListenOptions options;
  options.port = 0;
  const SocketServer server(
      options,
      [&](const Request& request) {
        there = !request.client->IsGone();
        for (int i = 0; i < 1000 && !gone; ++i) {
          gone = request.client->IsGone();
          std::this_thread::sleep_for(10ms);
        }
        return Response{};
      },
      nullptr);
  {
    RawClient client(server.port());
    client.Send(OddGet("/"));
    for (int i = 0; i < 1000 && !there; ++i) std::this_thread::sleep_for(10ms);
    EXPECT_TRUE(there);
    EXPECT_FALSE(gone);
  }
  for (int i = 0; i < 1000 && !gone; ++i) std::this_thread::sleep_for(10ms);
  EXPECT_TRUE(gone);
}

TEST(OddAnswersTest, TheyAreTheSameOnAUnixSocket) {
  const auto path = std::filesystem::temp_directory_path() / ("grafake-odd-" + std::to_string(::getpid()));
  const auto server = StartOddly({}, path);
  EXPECT_EQ(RawClient(path.string()).Exchange(OddGet("/dropped-late")), "");
  EXPECT_EQ(RawClient(path.string()).Exchange(OddGet("/reset")), "");
  EXPECT_THAT(RawClient(path.string()).Exchange(OddGet("/late") + OddGet("/cut")), EndsWith("ans"));
}

TEST(OddAnswersTest, ManyAreLateAtOnce) {
  const auto server = StartOddly();
  std::vector<RawClient> clients;
  for (int i = 0; i < 200; ++i) {
    clients.emplace_back(server->port());
    clients.back().Send(OddGet(i % 2 == 0 ? "/late" : "/drips"));
  }
  for (std::size_t i = 0; i < clients.size(); ++i)
    EXPECT_THAT(clients[i].ReadThrough(i % 2 == 0 ? "/late" : "/drips"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

}  // namespace
}  // namespace grafake::server
