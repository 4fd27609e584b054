#include "server/net/request_head.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace grafake::server {
namespace {

// A head with the given lines behind its first one, a Host among them.
std::string Head(std::string_view first, std::string_view lines = "") {
  return std::string(first) + "\r\nHost: x\r\n" + std::string(lines) + "\r\n";
}

RequestHead Parsed(const std::string& text) {
  auto head = ParseRequestHead(text);
  EXPECT_TRUE(head) << text;
  return head ? std::move(*head) : RequestHead{};
}

TEST(RequestHeadTest, TakesARequestApart) {
  const RequestHead head = Parsed(Head("POST /a/%2F?b=c HTTP/1.1", "Content-Length: 12\r\nX-A:  \t b c \t\r\n"));
  EXPECT_EQ(head.request.method, "POST");
  EXPECT_EQ(head.request.path, "/a/%2F");
  EXPECT_EQ(head.request.query, "b=c");
  EXPECT_EQ(*head.request.FindHeader("x-a"), "b c");
  EXPECT_EQ(head.content_length, 12U);
  EXPECT_TRUE(head.http11);
  EXPECT_TRUE(head.keep_alive);
  EXPECT_FALSE(head.chunked);
}

TEST(RequestHeadTest, KeepsLongAndOddValuesAsTheyAre) {
  const std::string value = "Bearer " + std::string(5000, 'x');
  EXPECT_EQ(*Parsed(Head("GET / HTTP/1.1", "Authorization: " + value + "\r\n")).request.FindHeader("Authorization"),
            value);
  const std::string word = "=?UTF-8?Q?=41?=";
  EXPECT_EQ(*Parsed(Head("GET / HTTP/1.1", "X-Word: " + word + "\r\n")).request.FindHeader("X-Word"), word);
  EXPECT_EQ(*Parsed(Head("GET / HTTP/1.1", "X-A: \xff\r\n")).request.FindHeader("X-A"), "\xff");
}

TEST(RequestHeadTest, AcceptsBareLineFeedsAndJoinsFoldedLines) {
  EXPECT_EQ(*Parsed("GET / HTTP/1.1\nHost: x\nA: b\n  c\n\n").request.FindHeader("A"), "b c");
}

TEST(RequestHeadTest, AcceptsUnknownMethods) {
  EXPECT_EQ(Parsed(Head("get / HTTP/1.1")).request.method, "get");
  EXPECT_EQ(Parsed(Head("BREW / HTTP/1.1")).request.method, "BREW");
}

TEST(RequestHeadTest, AFullUrlReplacesTheHost) {
  const RequestHead head = Parsed(Head("GET http://other:80/api HTTP/1.1"));
  EXPECT_EQ(head.request.path, "/api");
  EXPECT_EQ(*head.request.FindHeader("Host"), "other:80");
}

TEST(RequestHeadTest, KnowsWhetherTheConnectionStays) {
  EXPECT_TRUE(Parsed(Head("GET / HTTP/1.1", "Connection: keep-alive\r\n")).keep_alive);
  EXPECT_FALSE(Parsed(Head("GET / HTTP/1.1", "Connection: TE, Close\r\n")).keep_alive);
  EXPECT_FALSE(Parsed("GET / HTTP/1.0\r\n\r\n").keep_alive);
  EXPECT_TRUE(Parsed("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n").keep_alive);
}

TEST(RequestHeadTest, ChunkedWinsOverALength) {
  const RequestHead head = Parsed(Head("POST / HTTP/1.1", "Content-Length: 3\r\nTransfer-Encoding: Chunked\r\n"));
  EXPECT_TRUE(head.chunked);
  EXPECT_EQ(head.content_length, 0U);
}

// An old proxy in front may understand the chunks: what follows them must not be taken for a request.
TEST(RequestHeadTest, ChunksOfAnOldClientEndTheConnection) {
  const RequestHead head =
      Parsed("POST / HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n");
  EXPECT_FALSE(head.chunked);
  EXPECT_EQ(head.content_length, 3U);
  EXPECT_FALSE(head.keep_alive);
}

TEST(RequestHeadTest, KnowsWhatIsExpected) {
  EXPECT_EQ(Parsed(Head("POST / HTTP/1.1", "Expect: 100-Continue\r\nContent-Length: 1\r\n")).expect, Expect::kContinue);
  EXPECT_EQ(Parsed(Head("POST / HTTP/1.1", "Expect: 100-continue\r\n")).expect, Expect::kNothing);
  EXPECT_EQ(Parsed("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n").expect, Expect::kNothing);
  EXPECT_EQ(Parsed(Head("POST / HTTP/1.1", "Expect: tea\r\n")).expect, Expect::kOther);
}

struct Bad {
  std::string text;
  int status;
  std::string detail;
};

TEST(RequestHeadTest, RefusesAsNetHttpDoes) {
  for (const Bad& bad : {
           Bad{"\r\n", 400, ""},
           Bad{"GET /\r\n\r\n", 400, ""},
           Bad{"GET  / HTTP/1.1\r\n\r\n", 400, ""},
           Bad{Head("GET /a b HTTP/1.1"), 400, ""},
           Bad{Head("G@T / HTTP/1.1"), 400, ""},
           Bad{Head("GET / HTTP/1.1 "), 400, ""},
           Bad{Head("GET / HTTP/1"), 400, ""},
           Bad{Head("GET / http/1.1"), 400, ""},
           Bad{Head("GET /%zz HTTP/1.1"), 400, ""},
           Bad{Head("GET api HTTP/1.1"), 400, ""},
           Bad{Head("GET / HTTP/2.0"), 505, "unsupported protocol version"},
           Bad{Head("GET / HTTP/0.9"), 505, "unsupported protocol version"},
           Bad{"GET / HTTP/1.1\r\n\r\n", 400, "missing required Host header"},
           Bad{Head("GET / HTTP/1.1", "Host: x\r\n"), 400, ""},
           Bad{"GET / HTTP/1.1\r\nHost: x/y\r\n\r\n", 400, "malformed Host header"},
           Bad{"GET / HTTP/1.1\r\n Host: x\r\n\r\n", 400, ""},
           Bad{Head("GET / HTTP/1.1", "no colon\r\n"), 400, ""},
           Bad{Head("GET / HTTP/1.1", ": v\r\n"), 400, ""},
           Bad{Head("GET / HTTP/1.1", "A b: c\r\n"), 400, "invalid header name"},
           Bad{Head("GET / HTTP/1.1", "A : c\r\n"), 400, "invalid header name"},
           Bad{Head("GET / HTTP/1.1", "A: b\x01\r\n"), 400, "invalid header value"},
           Bad{Head("GET / HTTP/1.1", "A: b\r\r\n"), 400, "invalid header value"},
           Bad{Head("POST / HTTP/1.1", "Content-Length: 3\r\nContent-Length: 4\r\n"), 400, ""},
           Bad{Head("POST / HTTP/1.1", "Content-Length: 3, 3\r\n"), 400, ""},
           Bad{Head("POST / HTTP/1.1", "Content-Length: +3\r\n"), 400, ""},
           Bad{Head("POST / HTTP/1.1", "Content-Length: -3\r\n"), 400, ""},
           Bad{Head("POST / HTTP/1.1", "Content-Length: 9223372036854775808\r\n"), 400, ""},
           Bad{Head("POST / HTTP/1.1", "Content-Length:\r\n"), 400, ""},
           Bad{Head("POST / HTTP/1.1", "Transfer-Encoding: gzip\r\n"), 501, ""},
           Bad{Head("POST / HTTP/1.1", "Transfer-Encoding: gzip, chunked\r\n"), 501, ""},
           Bad{Head("POST / HTTP/1.1", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 501, ""},
       }) {
    const auto head = ParseRequestHead(bad.text);
    ASSERT_FALSE(head) << bad.text;
    EXPECT_EQ(head.error().status, bad.status) << bad.text;
    EXPECT_EQ(head.error().detail, bad.detail) << bad.text;
  }
}

TEST(RequestHeadTest, TwoEqualLengthsAreOne) {
  EXPECT_EQ(Parsed(Head("POST / HTTP/1.1", "Content-Length: 3\r\nContent-Length: 3\r\n")).content_length, 3U);
}

TEST(RequestHeadTest, TheFirstLineAloneIsJudgedTheSame) {
  EXPECT_FALSE(CheckRequestLine("GET / HTTP/1.1"));
  EXPECT_FALSE(CheckRequestLine("GET / HTTP/2.0"));
  EXPECT_TRUE(CheckRequestLine(""));
  EXPECT_TRUE(CheckRequestLine("GET /%zz HTTP/1.1"));
}

TEST(RequestHeadTest, FindsTheEndHoweverTheBytesArrive) {
  for (const std::string head :
       {"GET / HTTP/1.1\r\nA: b\r\n\r\n", "GET / HTTP/1.1\nA: b\n\n", "GET / HTTP/1.1\n\r\n"}) {
    const std::string bytes = head + "body\n\n";
    EXPECT_EQ(FindHeadEnd(bytes), head.size());
    for (std::size_t seen = 0; seen < head.size(); ++seen) {
      EXPECT_FALSE(FindHeadEnd(bytes.substr(0, seen))) << seen;
      EXPECT_EQ(FindHeadEnd(bytes, seen), head.size()) << seen;
    }
  }
}

// Whatever arrives, the reader neither crashes nor reads beyond it (the sanitizers watch), and what it accepts is safe.
TEST(RequestHeadTest, SurvivesRandomBytes) {
  std::mt19937 random(20220909);
  const std::string alphabet =
      " \t\r\n\r\n:/%?*GETHPtransfecodingchukl/.0123456789,-;@[]\x01\x7f\xff" + std::string(1, '\0');
  const std::string start = Head("POST /a?b HTTP/1.1", "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n");
  for (int round = 0; round < 20'000; ++round) {
    std::string text = round % 2 == 0 ? start : std::string(random() % 120, ' ');
    const std::size_t changes = round % 2 == 0 ? 1 + random() % 5 : text.size();
    for (std::size_t i = 0; i < changes; ++i) {
      const std::size_t at = round % 2 == 0 ? random() % text.size() : i;
      text[at] = alphabet[random() % alphabet.size()];
    }
    const auto head = ParseRequestHead(text);
    if (!head) {
      EXPECT_GE(head.error().status, 400) << text;
      continue;
    }
    EXPECT_TRUE(head->request.path.starts_with('/')) << text;
    EXPECT_EQ(head->request.path.find_first_of(std::string("\r\n\0 ", 4)), std::string::npos) << text;
    for (const Header& header : head->request.headers) {
      EXPECT_EQ(header.value.find_first_of(std::string("\r\n\0", 3)), std::string::npos) << text;
    }
  }
}

}  // namespace
}  // namespace grafake::server
