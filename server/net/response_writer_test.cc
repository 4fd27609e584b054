#include "server/net/response_writer.h"

#include <gtest/gtest.h>

namespace grafake::server {
namespace {

constexpr std::string_view kDate = "Fri, 09 Sep 2022 12:00:00 GMT";
constexpr std::string_view kDateLine = "Date: Fri, 09 Sep 2022 12:00:00 GMT\r\n";

struct Written {
  std::string bytes;
  bool close;
};

Written Write(const Response& response, const AnswerTo& to = {}) {
  Written written;
  written.close = WriteResponse(response, to, kDate, written.bytes);
  return written;
}

std::string Lines(std::string_view before, std::string_view behind) {
  return std::string(before) + std::string(kDateLine) + std::string(behind);
}

TEST(ResponseWriterTest, OrdersHeadersAsNetHttpDoes) {
  const Response response{201, {{"Expires", "-1"}, {"X-B", "2"}, {"content-type", "a/b"}, {"X-B", "1"}}, "{}"};
  const Written written = Write(response);
  EXPECT_EQ(written.bytes, Lines("HTTP/1.1 201 Created\r\ncontent-type: a/b\r\nExpires: -1\r\nX-B: 2\r\nX-B: 1\r\n",
                                 "Content-Length: 2\r\n\r\n{}"));
  EXPECT_FALSE(written.close);
}

TEST(ResponseWriterTest, ChunksBodiesAbove2048Bytes) {
  const std::string largest(2048, 'x');
  EXPECT_EQ(Write({.body = largest}).bytes, Lines("HTTP/1.1 200 OK\r\n", "Content-Length: 2048\r\n\r\n" + largest));
  EXPECT_EQ(
      Write({.body = largest + "x"}).bytes,
      Lines("HTTP/1.1 200 OK\r\n", "Transfer-Encoding: chunked\r\n\r\n801\r\n" + largest + "x" + "\r\n0\r\n\r\n"));
}

TEST(ResponseWriterTest, ConnectionComesBeforeTransferEncoding) {
  const Written written = Write({.body = std::string(2049, 'x')}, {.close = true});
  EXPECT_TRUE(written.bytes.starts_with(
      Lines("HTTP/1.1 200 OK\r\n", "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n")));
  EXPECT_TRUE(written.close);
}

TEST(ResponseWriterTest, OldClientsGetALengthOrAClose) {
  EXPECT_EQ(Write({.body = "ok"}, {.http11 = false}).bytes,
            Lines("HTTP/1.0 200 OK\r\n", "Content-Length: 2\r\nConnection: keep-alive\r\n\r\nok"));
  EXPECT_EQ(Write({.body = "ok"}, {.http11 = false, .close = true}).bytes,
            Lines("HTTP/1.0 200 OK\r\n", "Content-Length: 2\r\n\r\nok"));
  const Written large = Write({.body = std::string(2049, 'x')}, {.http11 = false});
  EXPECT_EQ(large.bytes, Lines("HTTP/1.0 200 OK\r\n", "\r\n" + std::string(2049, 'x')));
  EXPECT_TRUE(large.close);
}

TEST(ResponseWriterTest, AHeadRequestGetsNoBodyAndNoLength) {
  EXPECT_EQ(Write({.headers = {{"A", "b"}}, .body = "ok"}, {.head_method = true}).bytes,
            Lines("HTTP/1.1 200 OK\r\nA: b\r\n", "\r\n"));
}

TEST(ResponseWriterTest, SomeStatusesHaveNoBody) {
  EXPECT_EQ(Write({204, {{"Content-Type", "a"}}, "x"}).bytes,
            Lines("HTTP/1.1 204 No Content\r\nContent-Type: a\r\n", "\r\n"));
  EXPECT_EQ(Write({304, {{"Content-Type", "a"}}, "x"}).bytes, Lines("HTTP/1.1 304 Not Modified\r\n", "\r\n"));
}

TEST(ResponseWriterTest, TheHandlerMayCloseButNotFrame) {
  const Written written =
      Write({.headers = {{"connection", "close"}, {"content-length", "99"}, {"Transfer-Encoding", "x"}}, .body = "ok"});
  EXPECT_EQ(written.bytes, Lines("HTTP/1.1 200 OK\r\nconnection: close\r\n", "Content-Length: 2\r\n\r\nok"));
  EXPECT_TRUE(written.close);
}

TEST(ResponseWriterTest, NoHeaderCanBeSmuggledIn) {
  const Written written = Write({.headers = {{"A", "b\r\nSet-Cookie: c"}, {"D\r\nE", "f"}, {"", "g"}}});
  EXPECT_EQ(written.bytes, Lines("HTTP/1.1 200 OK\r\nA: b  Set-Cookie: c\r\n", "Content-Length: 0\r\n\r\n"));
}

TEST(ResponseWriterTest, FaultsArePlainText) {
  std::string out;
  WriteFault(HttpFault{400, "missing required Host header"}, out);
  EXPECT_EQ(out,
            "HTTP/1.1 400 Bad Request: missing required Host header\r\nContent-Type: text/plain; charset=utf-8\r\n"
            "Connection: close\r\n\r\n400 Bad Request: missing required Host header");
  out.clear();
  WriteFault(HttpFault{501, {}, "Unsupported transfer encoding"}, out);
  EXPECT_EQ(out,
            "HTTP/1.1 501 Not Implemented\r\nContent-Type: text/plain; charset=utf-8\r\n"
            "Connection: close\r\n\r\nUnsupported transfer encoding");
}

TEST(ResponseWriterTest, AStatusWithoutANameIsSent) {
  EXPECT_TRUE(Write({.status = 599}).bytes.starts_with("HTTP/1.1 599 status code 599\r\n"));
}

TEST(HttpDateTest, FollowsTheClock) {
  HttpDate date;
  EXPECT_EQ(date.At(0), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(date.At(1662724800), "Fri, 09 Sep 2022 12:00:00 GMT");
  EXPECT_EQ(date.At(1662724801), "Fri, 09 Sep 2022 12:00:01 GMT");
}

}  // namespace
}  // namespace grafake::server
