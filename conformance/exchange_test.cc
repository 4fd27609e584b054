#include "conformance/exchange.h"

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <gmock/gmock.h>

#include <array>
#include <future>

namespace grafake::conformance {
namespace {

using testing::HasSubstr;
using testing::Not;

// Listens, keeps what one request brought and answers it.
class Listener {
 public:
  explicit Listener(std::string answer) {
    request_ = std::async(std::launch::async, [this, answer = std::move(answer)] {
      Poco::Net::StreamSocket connection = socket_.acceptConnection();
      std::array<char, 4096> bytes{};
      const int got = connection.receiveBytes(bytes.data(), static_cast<int>(bytes.size()));
      if (!answer.empty()) connection.sendBytes(answer.data(), static_cast<int>(answer.size()));
      return std::string(bytes.data(), static_cast<std::size_t>(got));
    });
  }

  [[nodiscard]] std::uint16_t port() const { return socket_.address().port(); }
  std::string Request() { return request_.get(); }

 private:
  Poco::Net::ServerSocket socket_{Poco::Net::SocketAddress("127.0.0.1", 0)};
  std::future<std::string> request_;
};

constexpr const char* kAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

std::string Sent(const OutgoingRequest& request) {
  Listener listener(kAnswer);
  const auto answer = Send(listener.port(), request);
  EXPECT_TRUE(answer.has_value());
  std::string bytes = listener.Request();
  const std::string host = "Host: 127.0.0.1:" + std::to_string(listener.port()) + "\r\n";
  const auto at = bytes.find(host);
  EXPECT_NE(at, std::string::npos);
  return bytes.erase(at, host.size());
}

TEST(ExchangeTest, EveryByteGoesOutAsItIs) {
  EXPECT_EQ(Sent({.method = "GET", .target = "//api/org?%zz&\"<\x01", .headers = {{"X-A", " b\t "}}}),
            "GET //api/org?%zz&\"<\x01 HTTP/1.1\r\nX-A:  b\t \r\n\r\n");
}

TEST(ExchangeTest, WhoBecomesAHeader) {
  const auto sent = [](const std::string& who) { return Sent({.method = "GET", .target = "/", .who = who}); };
  EXPECT_THAT(sent("admin:admin"), HasSubstr("\r\nAuthorization: Basic YWRtaW46YWRtaW4=\r\n"));
  EXPECT_THAT(sent("bearer:a b"), HasSubstr("\r\nAuthorization: Bearer a b\r\n"));
  EXPECT_THAT(sent("raw: Digest x "), HasSubstr("\r\nAuthorization:  Digest x \r\n"));
  EXPECT_THAT(sent("cookie:a=b"), HasSubstr("\r\nCookie: a=b\r\n"));
  EXPECT_EQ(sent(""), "GET / HTTP/1.1\r\n\r\n");
}

TEST(ExchangeTest, ABodyIsJsonUnlessHeadersSayOtherwise) {
  EXPECT_EQ(Sent({.method = "POST", .target = "/", .body = "{}"}),
            "POST / HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
  EXPECT_EQ(Sent({.method = "POST", .target = "/", .headers = {{"Content-Type", "a/b"}}, .body = ""}),
            "POST / HTTP/1.1\r\nContent-Type: a/b\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(Sent({.method = "POST", .target = "/"}), "POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n");
}

TEST(ExchangeTest, NoAnswerIsAnError) {
  Listener listener("");
  EXPECT_THAT(Send(listener.port(), {.method = "GET", .target = "/"}).error(), HasSubstr("closed"));
  (void)listener.Request();
}

TEST(CurlLineTest, CanBeRunButShowsNoCredentials) {
  EXPECT_EQ(CurlLine(3000, {.method = "POST", .target = "/a?b='c'", .who = "eve:secret", .body = "{\"a\":\"it's\"}"}),
            "curl -i --path-as-is -X POST -u 'eve:'\"$PASSWORD\" -H 'Content-Type: application/json' --data-binary "
            "'{\"a\":\"it'\\''s\"}' 'http://127.0.0.1:3000/a?b='\\''c'\\'''");
  const std::string line = CurlLine(
      1, {.method = "GET", .target = "/", .who = "bearer:secret", .headers = {{"X-Api-Key", "secret"}, {"A", "b"}}});
  EXPECT_THAT(line, HasSubstr(R"(-H 'Authorization: Bearer '"$TOKEN" -H 'A: b' -H 'X-Api-Key: '"$SECRET")"));
  EXPECT_THAT(CurlLine(1, {.method = "GET", .target = "/", .who = "cookie:a=secret"}), Not(HasSubstr("secret")));
  EXPECT_THAT(CurlLine(1, {.method = "GET", .target = "/", .who = "raw:Basic secret"}), Not(HasSubstr("secret")));
}

}  // namespace
}  // namespace grafake::conformance
