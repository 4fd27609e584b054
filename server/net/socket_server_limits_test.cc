// What a client may cost, how long it may take, and how the server stops.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <future>
#include <latch>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/net/process.h"
#include "server/net/raw_client.h"
#include "server/net/socket_server.h"

namespace grafake::server {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using ::testing::EndsWith;
using ::testing::StartsWith;

ListenOptions Options() {
  ListenOptions options;
  options.port = 0;
  options.max_threads = 2;
  return options;
}

Response Length(const Request& request) { return {.body = "read " + std::to_string(request.body.size())}; }

std::unique_ptr<SocketServer> StartLimited(ListenOptions options) {
  return std::make_unique<SocketServer>(std::move(options), Length, ErrorSink());
}

std::string PostHead(std::size_t length) {
  return "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n";
}

std::vector<RawClient> IdleClients(const SocketServer& server, int count) {
  std::vector<RawClient> clients;
  for (int i = 0; i < count; ++i) {
    clients.emplace_back(server.port());
    clients.back().Send(kGet);
    clients.back().ReadThrough("read 0");
  }
  return clients;
}

TEST(SocketServerLimitsTest, AHeadMayHave64KiB) {
  const auto server = StartLimited(Options());
  const std::string start = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nA: ";
  const std::size_t room = (64U << 10) - start.size() - 4;
  EXPECT_THAT(RawClient(server->port()).Exchange(start + std::string(room, 'a') + "\r\n\r\n"), EndsWith("read 0"));
  const std::string refusal =
      "HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Type: text/plain; charset=utf-8\r\n"
      "Connection: close\r\n\r\n431 Request Header Fields Too Large";
  EXPECT_EQ(RawClient(server->port()).Exchange(start + std::string(room + 1, 'a') + "\r\n\r\n"), refusal);
  EXPECT_EQ(RawClient(server->port()).Exchange(std::string(1U << 20, 'a')), refusal);
}

TEST(SocketServerLimitsTest, ABodyMayHave10MiB) {
  const auto server = StartLimited(Options());
  const std::size_t limit = 10U << 20;
  EXPECT_THAT(RawClient(server->port()).Exchange(PostHead(limit) + std::string(limit, 'b')),
              EndsWith("read " + std::to_string(limit)));
  EXPECT_THAT(RawClient(server->port()).Exchange(PostHead(limit + 1) + std::string(1U << 20, 'b')),
              StartsWith("HTTP/1.1 413 Request Entity Too Large\r\n"));
}

TEST(SocketServerLimitsTest, WhatIsCutOffIsRefused) {
  const auto server = StartLimited(Options());
  for (const std::string& cut : {std::string("GET / HTTP/1.1\r\nHo"), PostHead(10) + "abc"}) {
    RawClient client(server->port());
    client.Send(cut);
    client.EndWriting();
    EXPECT_THAT(client.ReadAll(), StartsWith("HTTP/1.1 400 Bad Request\r\n")) << cut;
  }
  for (const std::string_view too_short : {"", "GET / HT"}) {
    RawClient client(server->port());
    client.Send(too_short);
    client.EndWriting();
    EXPECT_EQ(client.ReadAll(), "") << too_short;
  }
}

TEST(SocketServerLimitsTest, DrippingDoesNotExtendTheTimeOfAHead) {
  ListenOptions options = Options();
  options.limits.head_time = milliseconds(100);
  const auto server = StartLimited(std::move(options));
  RawClient slow(server->port());
  slow.Send("GET / HTTP/1.1\r\nHost: x\r\nA: ");
  while (slow.Send("a")) std::this_thread::sleep_for(milliseconds(5));  // ends when the server has closed
  EXPECT_EQ(slow.ReadAll(), "");
}

TEST(SocketServerLimitsTest, ASlowHeadInTimeIsAnswered) {
  const auto server = StartLimited(Options());
  RawClient slow(server->port());
  for (const char c : kLastGet) slow.Send(std::string(1, c));
  EXPECT_THAT(slow.ReadAll(), EndsWith("read 0"));
}

TEST(SocketServerLimitsTest, AStalledBodyIsClosed) {
  ListenOptions options = Options();
  options.limits.stall_time = milliseconds(50);
  const auto server = StartLimited(std::move(options));
  EXPECT_EQ(RawClient(server->port()).Exchange(PostHead(10) + "abc"), "");
}

TEST(SocketServerLimitsTest, AnAnswerThatNobodyTakesIsClosed) {
  ListenOptions options = Options();
  options.limits.stall_time = milliseconds(50);
  const SocketServer server(std::move(options),
                            [](const Request&) { return Response{.body = std::string(64U << 20, 'x')}; }, {});
  RawClient lazy(server.port());
  lazy.Send(kLastGet);
  while (lazy.Send("x")) std::this_thread::sleep_for(milliseconds(5));  // ends when the server has closed
  EXPECT_LT(lazy.ReadAll().size(), 64U << 20);
}

TEST(SocketServerLimitsTest, IdleAndSlowClientsHoldNoThread) {
  PrepareProcess();  // so many descriptors
  const auto server = StartLimited(Options());
  const auto idle = IdleClients(*server, 1000);
  std::vector<RawClient> slow;
  for (int i = 0; i < 20; ++i) {
    slow.emplace_back(server->port());
    slow.back().Send(i % 2 == 0 ? std::string("GET / HTTP") : PostHead(100));
  }
  EXPECT_THAT(RawClient(server->port()).Exchange(kLastGet), EndsWith("read 0"));
}

// Each request waits until three are under way; a fourth one is not begun meanwhile.
TEST(SocketServerLimitsTest, AsManyAreHandledAtOnceAsThereMayBeThreads) {
  ListenOptions options = Options();
  options.max_threads = 3;
  std::mutex mutex;
  std::condition_variable changed;
  int begun = 0, under_way = 0, most = 0;
  const SocketServer server(std::move(options),
                            [&](const Request&) {
                              std::unique_lock lock(mutex);
                              ++begun;
                              most = std::max(most, ++under_way);
                              changed.notify_all();
                              const bool met =
                                  changed.wait_for(lock, std::chrono::seconds(30), [&] { return begun >= 3; });
                              --under_way;
                              return Response{.body = met ? "met" : "alone"};
                            },
                            {});
  std::vector<RawClient> clients;
  for (int i = 0; i < 4; ++i) clients.emplace_back(server.port()).Send(kLastGet);
  for (RawClient& client : clients) EXPECT_THAT(client.ReadAll(), EndsWith("met"));
  EXPECT_EQ(most, 3);
}

TEST(SocketServerLimitsTest, TheLongestIdleConnectionMakesRoom) {
  ListenOptions options = Options();
  options.limits.connections = 3;
  options.max_threads = 1;  // so that each client is known to be idle before the next one is served
  const auto server = StartLimited(std::move(options));
  auto clients = IdleClients(*server, 3);
  RawClient fourth(server->port());
  fourth.Send(kGet);
  EXPECT_THAT(fourth.ReadThrough("read 0"), EndsWith("read 0"));
  EXPECT_EQ(clients[0].ReadAll(), "");
  clients[2].Send(kLastGet);
  EXPECT_THAT(clients[2].ReadAll(), EndsWith("read 0"));
}

TEST(SocketServerLimitsTest, StopClosesIdleConnectionsAtOnce) {
  ListenOptions options = Options();
  options.limits.stop_time = milliseconds(60'000);
  const auto server = StartLimited(std::move(options));
  auto idle = IdleClients(*server, 64);
  RawClient silent(server->port());
  const auto start = steady_clock::now();
  server->Stop();
  EXPECT_LT(steady_clock::now() - start, milliseconds(30'000));
  for (RawClient& client : idle) EXPECT_EQ(client.ReadAll(), "");
  EXPECT_THROW(RawClient{server->port()}, std::runtime_error);
}

TEST(SocketServerLimitsTest, StopLetsRequestsFinish) {
  ListenOptions options = Options();
  options.limits.stop_time = milliseconds(60'000);
  std::latch asked(1);
  std::promise<void> finish;
  SocketServer server(std::move(options),
                      [&](const Request&) {
                        asked.count_down();
                        finish.get_future().wait();
                        return Response{.body = "finished"};
                      },
                      {});
  RawClient client(server.port());
  client.Send(kGet);
  asked.wait();
  std::thread stop([&] { server.Stop(); });
  while (true) {  // until the listener is closed, which comes before the wait for requests
    try {
      RawClient probe(server.port());
    } catch (const std::runtime_error&) {
      break;
    }
  }
  finish.set_value();
  stop.join();
  const std::string answer = client.ReadAll();
  EXPECT_THAT(answer, EndsWith("finished"));
  EXPECT_NE(answer.find("Connection: close\r\n"), std::string::npos);
}

TEST(SocketServerLimitsTest, StopDoesNotWaitForASlowClientForever) {
  ListenOptions options = Options();
  options.limits.stop_time = milliseconds(50);
  const auto server = StartLimited(std::move(options));
  RawClient slow(server->port());
  slow.Send(PostHead(100));
  EXPECT_THAT(RawClient(server->port()).Exchange(kLastGet), EndsWith("read 0"));
  server->Stop();
  EXPECT_EQ(slow.ReadAll(), "");
  server->Stop();
}

TEST(SocketServerLimitsTest, ClientsThatVanishDoNoHarm) {
  const auto server = StartLimited(Options());
  for (int i = 0; i < 200; ++i) {
    RawClient client(server->port());
    client.Send(std::string(kGet) + std::string(kGet).substr(0, static_cast<std::size_t>(i) % kGet.size()));
  }
  EXPECT_THAT(RawClient(server->port()).Exchange(kLastGet), EndsWith("read 0"));
}

}  // namespace
}  // namespace grafake::server
