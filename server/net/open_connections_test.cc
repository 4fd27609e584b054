#include "server/net/open_connections.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace grafake::server {
namespace {

// Connections without a server: each is served when the test says so.
class OpenConnectionsTest : public ::testing::Test {
 protected:
  ~OpenConnectionsTest() override {
    for (const int client : clients) ::close(client);
  }

  Connection& Connect() {
    std::array<int, 2> ends{};
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()), 0);
    auto made = std::make_unique<Connection>(MakePlainStream(ends[0]), Peer{}, service);
    Connection& connection = *made;
    open.Add(std::move(made));
    connections.push_back(&connection);
    clients.push_back(ends[1]);
    return connection;
  }

  void Send(std::size_t index, const std::string& bytes) {
    EXPECT_EQ(::send(clients[index], bytes.data(), bytes.size(), 0), static_cast<ssize_t>(bytes.size()));
    EXPECT_NE(connections[index]->Serve(memory), Connection::Next::kClosed);
  }

  // The indices of those that are cut, in the order in which they go.
  std::vector<std::size_t> CutInTurn() {
    std::vector<std::size_t> order;
    for (std::size_t most = connections.size(); most > 0; --most) {
      open.CutSlowestUnlessFewer(most);
      for (std::size_t i = 0; i < connections.size(); ++i) {
        if (connections[i]->cut() && std::ranges::find(order, i) == order.end()) order.push_back(i);
      }
    }
    return order;
  }

  static ListenOptions Options() {
    ListenOptions options;
    options.limits.least_rate = 1;
    return options;
  }

  RequestService service{Options(), [](const Request&) { return Response{}; }, {}};
  OpenConnections open;
  ThreadMemory memory;
  std::vector<Connection*> connections;
  std::vector<int> clients;
};

const std::string kUpload = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n";

TEST_F(OpenConnectionsTest, TheOldestGoesFirstAndTheNewestLast) {
  for (const std::string& begun : {std::string("G"), kUpload, kUpload + "x", std::string("GET / HTTP/1.1\r\n")}) {
    Connect();
    Send(connections.size() - 1, begun);
  }
  Connect();
  EXPECT_EQ(CutInTurn(), (std::vector<std::size_t>{0, 1, 2, 3, 4}));
}

TEST_F(OpenConnectionsTest, WhoeverSendsAtTheLeastRateOutlastsThoseWhoDoNot) {
  for (int i = 0; i < 3; ++i) {
    Connect();
    Send(connections.size() - 1, kUpload);
  }
  Send(0, std::string(900, 'x'));  // fifteen minutes' worth
  EXPECT_EQ(CutInTurn(), (std::vector<std::size_t>{1, 2, 0}));
}

TEST_F(OpenConnectionsTest, AnAnsweredRequestBeginsAnew) {
  for (int i = 0; i < 2; ++i) {
    Connect();
    Send(connections.size() - 1, kUpload);
  }
  Send(0, std::string(1000, 'x'));
  EXPECT_EQ(CutInTurn(), (std::vector<std::size_t>{1, 0}));
}

TEST_F(OpenConnectionsTest, WhoseRequestNobodyHasReadIsNotBehind) {
  Connect();
  Connect();
  EXPECT_EQ(::send(clients[0], "G", 1, 0), 1);
  open.CutSlowestUnlessFewer(2);
  EXPECT_FALSE(connections[0]->cut());
  EXPECT_TRUE(connections[1]->cut());
}

TEST_F(OpenConnectionsTest, WhoSendsRequestsAheadGoesWhenAllWaitForTheServer) {
  std::string many;
  for (int i = 0; i < 20; ++i) many += "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  Connect();
  EXPECT_EQ(::send(clients[0], "G", 1, 0), 1);
  Connect();
  Send(1, many);
  open.CutSlowestUnlessFewer(2);
  EXPECT_FALSE(connections[0]->cut());
  EXPECT_TRUE(connections[1]->cut());
}

TEST_F(OpenConnectionsTest, NobodyIsCutWhileThereIsRoom) {
  Connect();
  Connect();
  open.CutSlowestUnlessFewer(3);
  EXPECT_FALSE(connections[0]->cut());
  open.CutSlowestUnlessFewer(2);
  open.CutSlowestUnlessFewer(2);
  EXPECT_TRUE(connections[0]->cut());
  EXPECT_FALSE(connections[1]->cut()) << "one was on its way out already";
}

TEST_F(OpenConnectionsTest, WhatASlowServerHasNotReadIsNotHeldAgainstTheClient) {
  Connection& connection = Connect();
  Send(0, kUpload);
  const SteadyInstant never = SteadyFromNow(std::chrono::hours(1));
  EXPECT_TRUE(connection.IsExpired(never));
  EXPECT_EQ(::send(clients[0], "x", 1, 0), 1);
  EXPECT_FALSE(connection.IsExpired(never));
}

}  // namespace
}  // namespace grafake::server
