#include "conformance/answer_reader.h"

#include <gmock/gmock.h>

#include <stdexcept>

namespace grafake::conformance {
namespace {

using namespace std::string_literals;

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

// Gives the text in pieces of `size` bytes.
RecordedAnswer Read(const std::string& text, const std::string& method = "GET", std::size_t size = 3) {
  std::size_t at = 0;
  return ReadAnswer(
      [&] {
        const std::string piece = at < text.size() ? text.substr(at, size) : "";
        at += piece.size();
        return piece;
      },
      method);
}

TEST(AnswerReaderTest, ReadsByLength) {
  const RecordedAnswer answer = Read("HTTP/1.1 201 Created\r\nX-A:  b  \r\nContent-Length: 5\r\n\r\nab\0c\ntoo much"s);
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.body, "ab\0c\n"s);
  EXPECT_THAT(answer.headers, ElementsAre(Pair("X-A", "b  ")));
}

TEST(AnswerReaderTest, ReadsChunks) {
  EXPECT_EQ(
      Read("HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n3\r\nabc\r\nA;x=1\r\n0123456789\r\n0\r\nT: 1\r\n\r\n")
          .body,
      "abc0123456789");
}

TEST(AnswerReaderTest, ReadsToTheEndOfTheConnection) {
  EXPECT_EQ(Read("HTTP/1.0 200 OK\r\n\r\nall of it").body, "all of it");
}

TEST(AnswerReaderTest, SomeAnswersHaveNoBody) {
  EXPECT_EQ(Read("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", "HEAD").body, "");
  EXPECT_EQ(Read("HTTP/1.1 204 No Content\r\n\r\n").body, "");
  EXPECT_EQ(Read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n").status, 404);
}

TEST(AnswerReaderTest, HeadersThatRecordingsDoNotKeepAreLeftOut) {
  EXPECT_THAT(Read("HTTP/1.1 200 OK\r\nDate: x\r\ncontent-length: 0\r\nConnection: close\r\n\r\n").headers, IsEmpty());
}

TEST(AnswerReaderTest, HeadersOfOneNameAreJoined) {
  EXPECT_THAT(Read("HTTP/1.1 200 OK\r\nA: 1\r\nA: 2\r\nContent-Length: 0\r\n\r\n").headers,
              ElementsAre(Pair("A", "1, 2")));
  EXPECT_THAT(Read("HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 0\r\n\r\n").headers,
              ElementsAre(Pair("Set-Cookie", "a=1\nb=2")));
  EXPECT_THAT(Read("HTTP/1.1 200 OK\r\nContent-Type: a\r\nContent-Type: a\r\nContent-Length: 0\r\n\r\n").headers,
              ElementsAre(Pair("Content-Type", "a\na")));
}

TEST(AnswerReaderTest, BadAnswersAreErrors) {
  for (const char* text :
       {"", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\n", "SMTP hello there\r\n\r\n", "HTTP/1.1 xyz OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"})
    EXPECT_THROW((void)Read(text), std::runtime_error) << text;
}

// What a target sends without an end, after what; each has to be given up after a known number of bytes.
TEST(AnswerReaderTest, WhatHasNoEndIsGivenUp) {
  struct Endless {
    std::string first, then;
    std::size_t most;
  };
  const std::string ok = "HTTP/1.1 200 OK\r\n";
  for (const auto& [first, then, most] :
       {Endless{"", "x", kLargestHead * 2}, Endless{ok, "A: b\r\n", kLargestHead * 2},
        Endless{ok + "A: ", "x", kLargestHead * 2}, Endless{"", "HTTP/1.1 100 Continue\r\n\r\n", kLargestHead},
        Endless{"", "HTTP/1.1 100 Continue\r\n\r\n", kLargestHead}, Endless{ok + "\r\n", "x", kLargestBody * 2},
        Endless{ok + "Content-Length: 60000000\r\n\r\n", "x", kLargestHead},
        Endless{ok + "Transfer-Encoding: chunked\r\n\r\n", "1000\r\n" + std::string(4096, 'x') + "\r\n",
                kLargestBody * 2},
        Endless{ok + "Transfer-Encoding: chunked\r\n\r\n", "x", kLargestHead * 2},
        Endless{ok + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n", "x", kLargestHead},
        Endless{ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n", "A: b\r\n", kLargestHead * 2}}) {
    std::string all;
    while (all.size() < 16384) all += then;
    std::size_t given = 0;
    const auto read = [&] {
      const std::string& piece = given == 0 && !first.empty() ? first : all;
      given += piece.size();
      return piece;
    };
    EXPECT_THROW((void)ReadAnswer(read, "GET"), std::runtime_error) << first << then.substr(0, 20);
    EXPECT_LE(given, most + 32768) << first << then.substr(0, 20);
  }
}

TEST(AnswerReaderTest, ABodyTakesAFewMegabytesAtMost) {
  const std::string body(10'000'000, 'x');
  const std::string ok = "HTTP/1.1 200 OK\r\n";
  EXPECT_THROW((void)Read(ok + "Content-Length: 10000000\r\n\r\n" + body, "GET", 16384), std::runtime_error);
  EXPECT_THROW((void)Read(ok + "\r\n" + body, "GET", 16384), std::runtime_error);
}

TEST(AnswerReaderTest, ExpensiveJsonIsRefused) {
  const auto with = [](const std::string& body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  };
  const std::string deep = std::string(1000, '[') + std::string(1000, ']');
  std::string wide = "[0";
  for (std::size_t i = 0; i < kMostJsonValues; ++i) wide += ",0";
  EXPECT_THROW((void)Read(with(deep), "GET", 16384), std::runtime_error);
  EXPECT_THROW((void)Read(with(wide + "]"), "GET", 16384), std::runtime_error);
  std::string objects = "[{}";
  for (int i = 0; i < 150'000; ++i) objects += ",{\"id\":1}";  // read, they would take 30 MB
  EXPECT_THROW((void)Read(with(objects + "]"), "GET", 16384), std::runtime_error);
  EXPECT_EQ(Read(with("\"" + deep + "\"")).body.size(), deep.size() + 2);
  EXPECT_EQ(Read(with("{\"a\":\"" + deep + "\"}")).status, 200);
}

}  // namespace
}  // namespace grafake::conformance
