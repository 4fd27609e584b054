#include "server/net/socket_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "server/net/raw_client.h"

namespace grafake::server {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr std::time_t kNow = 1662724800;
constexpr std::string_view kDateHeader = "Date: Fri, 09 Sep 2022 12:00:00 GMT\r\n";

Response Echo(const Request& request) {
  if (request.path == "/throws") throw std::runtime_error("it broke");
  if (request.path == "/throws-a-number") throw 7;
  if (request.path == "/large") return {.body = std::string(5 << 20, 'x')};
  return {.body = request.method + " " + request.path + " " + request.body};
}

ListenOptions AnyPort() {
  ListenOptions options;
  options.port = 0;
  options.max_threads = 4;
  options.clock = [] { return kNow; };
  return options;
}

std::unique_ptr<SocketServer> Start(ListenOptions options = AnyPort()) {
  return std::make_unique<SocketServer>(std::move(options), Echo, [](const Request& request, std::string_view what) {
    return Response{.status = 500, .body = request.path + ": " + std::string(what)};
  });
}

std::string Get(std::string_view path, std::string_view lines = "") {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n" + std::string(lines) + "\r\n";
}

std::string Ok(std::string_view body, std::string_view behind = "") {
  return "HTTP/1.1 200 OK\r\n" + std::string(kDateHeader) + "Content-Length: " + std::to_string(body.size()) + "\r\n" +
         std::string(behind) + "\r\n" + std::string(body);
}

std::string Fault(const std::string& status) {
  return "HTTP/1.1 " + status + "\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n" + status;
}

std::string Answer(const std::unique_ptr<SocketServer>& server, std::string_view request) {
  return RawClient(server->port()).Exchange(request);
}

TEST(SocketServerTest, AnswersAndClosesWhenAsked) {
  const auto server = Start();
  EXPECT_EQ(Answer(server, Get("/a?b", "Connection: close\r\n")), Ok("GET /a ", "Connection: close\r\n"));
}

TEST(SocketServerTest, KeepsConnectionsAndAnswersPipelinedRequestsInOrder) {
  const auto server = Start();
  RawClient client(server->port());
  client.Send(Get("/1") + Get("/2") + Get("/3").substr(0, 9));
  EXPECT_EQ(client.ReadThrough("GET /2 "), Ok("GET /1 ") + Ok("GET /2 "));
  client.Send(Get("/3").substr(9));
  EXPECT_EQ(client.ReadThrough("GET /3 "), Ok("GET /3 "));
}

TEST(SocketServerTest, ServesManyPipelinedRequests) {
  const auto server = Start();
  RawClient client(server->port());
  std::string requests, answers;
  for (int i = 0; i < 1000; ++i) {
    requests += Get("/" + std::to_string(i));
    answers += Ok("GET /" + std::to_string(i) + " ");
  }
  client.Send(requests);
  client.EndWriting();
  EXPECT_EQ(client.ReadAll(), answers);
}

TEST(SocketServerTest, SpeaksHttp10) {
  const auto server = Start();
  EXPECT_EQ(Answer(server, "GET / HTTP/1.0\r\n\r\n"),
            "HTTP/1.0 200 OK\r\n" + std::string(kDateHeader) + "Content-Length: 6\r\n\r\nGET / ");
  RawClient client(server->port());
  client.Send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_THAT(client.ReadThrough("GET / "), HasSubstr("Connection: keep-alive\r\n"));
  client.Send("GET /again HTTP/1.0\r\n\r\n");
  EXPECT_THAT(client.ReadAll(), EndsWith("GET /again "));
}

TEST(SocketServerTest, TellsTheHandlerWhoAsks) {
  const SocketServer server(
      AnyPort(),
      [](const Request& request) { return Response{.body = request.client_ip + (request.https ? "s" : "")}; }, {});
  EXPECT_THAT(RawClient(server.port()).Exchange(Get("/", "Connection: close\r\n")), EndsWith("\r\n\r\n127.0.0.1"));
}

TEST(SocketServerTest, RefusesMalformedRequests) {
  const auto server = Start();
  EXPECT_EQ(Answer(server, "nonsense\r\n"), Fault("400 Bad Request"));
  EXPECT_EQ(Answer(server, Get("/%zz")), Fault("400 Bad Request"));
  EXPECT_EQ(Answer(server, Get("api")), Fault("400 Bad Request"));
  EXPECT_EQ(Answer(server, Get("/", "Host: x\r\n")), Fault("400 Bad Request"));
  EXPECT_EQ(Answer(server, Get("/", "Content-Length: 1\r\nContent-Length: 2\r\n")), Fault("400 Bad Request"));
  EXPECT_EQ(Answer(server, Get("/", "A b: c\r\n")), Fault("400 Bad Request: invalid header name"));
  EXPECT_EQ(Answer(server, "GET / HTTP/1.1\r\n\r\n"), Fault("400 Bad Request: missing required Host header"));
  EXPECT_EQ(Answer(server, "GET / HTTP/2.0\r\nHost: x\r\n\r\n"),
            Fault("505 HTTP Version Not Supported: unsupported protocol version"));
  EXPECT_THAT(Answer(server, Get("/", "Transfer-Encoding: gzip\r\n")), StartsWith("HTTP/1.1 501 Not Implemented\r\n"));
  EXPECT_EQ(Answer(server, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
            Ok("GET / ", "Connection: close\r\n"));
}

TEST(SocketServerTest, UnknownMethodsReachTheHandler) {
  const auto server = Start();
  EXPECT_THAT(Answer(server, "BREW / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), EndsWith("BREW / "));
}

TEST(SocketServerTest, AFullUrlIsServedByItsPathAndOptionsStarByNobody) {
  const auto server = Start();
  EXPECT_THAT(Answer(server, Get("http://other/a", "Connection: close\r\n")), EndsWith("GET /a "));
  EXPECT_EQ(Answer(server, "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + std::string(kDateHeader) + "Connection: close\r\n\r\n");
}

TEST(SocketServerTest, ReadsBodiesOfBothKinds) {
  const auto server = Start();
  EXPECT_THAT(Answer(server, "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc"),
              EndsWith("POST / abc"));
  RawClient client(server->port());
  client.Send(
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n");
  client.Send("\r\n" + Get("/next", "Connection: close\r\n"));
  EXPECT_EQ(client.ReadAll(), Ok("POST / abc") + Ok("GET /next ", "Connection: close\r\n"));
}

TEST(SocketServerTest, ForgivesALineEndBehindAPost) {
  const auto server = Start();
  EXPECT_EQ(Answer(server,
                   "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na\r\n" + Get("/b", "Connection: close\r\n")),
            Ok("POST / a") + Ok("GET /b ", "Connection: close\r\n"));
}

TEST(SocketServerTest, LargeBodiesGoBothWays) {
  const auto server = Start();
  const std::string body(3 << 20, 'b');
  const std::string answer = Answer(server, "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " +
                                                std::to_string(body.size()) + "\r\n\r\n" + body);
  EXPECT_THAT(answer.substr(0, 200), HasSubstr("Transfer-Encoding: chunked\r\n\r\n300007\r\nPOST / b"));
  EXPECT_GT(answer.size(), body.size());
  EXPECT_GT(Answer(server, Get("/large", "Connection: close\r\n")).size(), 5U << 20);
}

TEST(SocketServerTest, ContinuesWhenTheBodyIsRead) {
  const auto server = Start();
  RawClient client(server->port());
  client.Send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.ReadThrough("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.Send("ab");
  EXPECT_EQ(client.ReadThrough("POST / ab"), Ok("POST / ab"));
}

TEST(SocketServerTest, ARefusalByTheHeadLeavesTheBodyUnread) {
  ListenOptions options = AnyPort();
  options.before_body = [](const Request&) { return Response{.status = 403, .body = "no"}; };
  const auto server = Start(std::move(options));
  const std::string refusal =
      "HTTP/1.1 403 Forbidden\r\n" + std::string(kDateHeader) + "Content-Length: 2\r\nConnection: close\r\n\r\nno";
  EXPECT_EQ(Answer(server, "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"), refusal);
  EXPECT_EQ(Answer(server, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 262145\r\n\r\n"), refusal);
  EXPECT_EQ(Answer(server, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n50000\r\n" +
                               std::string(262145, 'x')),
            refusal);
  EXPECT_THAT(Answer(server, "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1\r\n\r\na"),
              EndsWith("POST / a"));
}

TEST(SocketServerTest, OtherExpectationsFail) {
  const auto server = Start();
  EXPECT_EQ(Answer(server, Get("/", "Expect: tea\r\n")), "HTTP/1.1 417 Expectation Failed\r\nConnection: close\r\n" +
                                                             std::string(kDateHeader) + "Content-Length: 0\r\n\r\n");
}

TEST(SocketServerTest, ExceptionsBecomeAnswersAndTheConnectionLives) {
  const auto server = Start();
  RawClient client(server->port());
  client.Send(Get("/throws"));
  EXPECT_THAT(client.ReadThrough("broke"), StartsWith("HTTP/1.1 500 Internal Server Error\r\n"));
  client.Send(Get("/throws-a-number"));
  EXPECT_THAT(client.ReadThrough("type"), EndsWith("/throws-a-number: an exception of unknown type"));
  client.Send(Get("/next"));
  EXPECT_EQ(client.ReadThrough("/next "), Ok("GET /next "));
}

TEST(SocketServerTest, EvenTheReportMayThrow) {
  const SocketServer server(AnyPort(), Echo, [](const Request&, std::string_view) -> Response { throw 8; });
  EXPECT_THAT(RawClient(server.port()).Exchange(Get("/throws", "Connection: close\r\n")),
              StartsWith("HTTP/1.1 500 Internal Server Error\r\n"));
}

TEST(SocketServerTest, ManyClientsAtOnce) {
  const auto server = Start();
  std::atomic<int> good{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 16; ++t) {
    threads.emplace_back([&, t] {
      RawClient client(server->port());
      for (int i = 0; i < 200; ++i) {
        const std::string path = "/" + std::to_string(t) + "/" + std::to_string(i);
        client.Send(Get(path));
        good += client.ReadThrough("GET " + path + " ") == Ok("GET " + path + " ") ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(good, 16 * 200);
}

TEST(SocketServerTest, TwoServersLiveSideBySide) {
  const auto one = Start(), other = Start();
  EXPECT_NE(one->port(), other->port());
  EXPECT_THAT(Answer(one, Get("/1", "Connection: close\r\n")), EndsWith("GET /1 "));
  EXPECT_THAT(Answer(other, Get("/2", "Connection: close\r\n")), EndsWith("GET /2 "));
}

TEST(SocketServerTest, SaysWhyItCannotListen) {
  const auto server = Start();
  ListenOptions options = AnyPort();
  options.port = server->port();
  try {
    Start(std::move(options));
    FAIL() << "two servers listen on one port";
  } catch (const std::runtime_error& e) {
    EXPECT_THAT(e.what(), HasSubstr("failed to open listener on address 127.0.0.1:" + std::to_string(server->port())));
    EXPECT_THAT(e.what(), HasSubstr("in use"));
  }
}

TEST(SocketServerTest, AnEmptyAddressIsEveryInterface) {
  ListenOptions options = AnyPort();
  options.address.clear();
  const SocketServer server(std::move(options),
                            [](const Request& request) { return Response{.body = request.client_ip}; }, {});
  EXPECT_THAT(RawClient(server.port()).Exchange(Get("/", "Connection: close\r\n")), EndsWith("\r\n\r\n127.0.0.1"));
}

TEST(SocketServerTest, ListensOnAUnixSocket) {
  namespace fs = std::filesystem;
  const fs::path path = fs::temp_directory_path() / ("grafake-" + std::to_string(::getpid()) + ".sock");
  ListenOptions options = AnyPort();
  options.unix_socket = path;
  const auto server = Start(std::move(options));
  EXPECT_EQ(fs::status(path).permissions(),
            fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read | fs::perms::group_write);
  EXPECT_THAT(RawClient(path.string()).Exchange(Get("/a", "Connection: close\r\n")), EndsWith("GET /a "));
  server->Stop();
  EXPECT_FALSE(fs::exists(path));
}

}  // namespace
}  // namespace grafake::server
