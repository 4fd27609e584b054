#include "server/net/request_body.h"

#include <gtest/gtest.h>

namespace grafake::server {
namespace {

using State = RequestBody::State;

RequestHead Sized(std::uint64_t length) { return {.content_length = length}; }
RequestHead Chunked() { return {.chunked = true}; }

struct Outcome {
  State state;
  std::string body;
  std::string rest;  // not part of the body
};

// Offers the bytes in pieces of the given size, as they would arrive.
Outcome TakeInPieces(const RequestHead& head, std::string_view bytes, std::size_t piece, std::size_t limit = 100) {
  RequestBody body(head, limit);
  std::string waiting;
  std::size_t arrived = 0;
  while (body.state() == State::kMore && arrived < bytes.size()) {
    const std::string_view next = bytes.substr(arrived, piece);
    waiting += next;
    arrived += next.size();
    waiting.erase(0, body.Take(waiting));
  }
  const State state = body.state();
  return {state, state == State::kDone ? body.Release() : "", waiting + std::string(bytes.substr(arrived))};
}

TEST(RequestBodyTest, EndsWhereItsLengthSays) {
  for (std::size_t piece = 1; piece < 8; ++piece) {
    const Outcome outcome = TakeInPieces(Sized(4), "abcdGET", piece);
    EXPECT_EQ(outcome.state, State::kDone);
    EXPECT_EQ(outcome.body, "abcd");
    EXPECT_EQ(outcome.rest, "GET");
  }
  EXPECT_EQ(RequestBody(Sized(0), 1).state(), State::kDone);
}

TEST(RequestBodyTest, JoinsChunksAndDropsExtensionsAndTrailers) {
  const std::string bytes = "3;a=b\r\nabc\r\nA \r\n0123456789\r\n0\r\nX: y\r\n\r\nGET";
  for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
    const Outcome outcome = TakeInPieces(Chunked(), bytes, piece);
    EXPECT_EQ(outcome.state, State::kDone) << piece;
    EXPECT_EQ(outcome.body, "abc0123456789") << piece;
    EXPECT_EQ(outcome.rest, "GET") << piece;
  }
}

TEST(RequestBodyTest, RefusesWhatIsNoChunk) {
  for (const std::string_view bad : {"zz\r\n", "\r\n", "-1\r\n", "0x1\r\na\r\n", "1\na\r\n0\r\n\r\n", "1\r\nab\r\n",
                                     "1\r\na\n0\r\n\r\n", "11111111111111111\r\n", "0\r\nX: y\n\r\n",
                                     "0\r\nX y\r\n\r\n", "0\r\n\rGET / HTTP/1.1\r\nHost: x\r\n\r\n", "\n"}) {
    EXPECT_EQ(TakeInPieces(Chunked(), bad, 100).state, State::kMalformed) << bad;
    EXPECT_EQ(TakeInPieces(Chunked(), bad, 1).state, State::kMalformed) << bad;
  }
}

TEST(RequestBodyTest, BoundsLinesAndTrailers) {
  EXPECT_EQ(TakeInPieces(Chunked(), "1;" + std::string(5000, 'x'), 1000).state, State::kMalformed);
  std::string trailers = "0\r\n";
  for (int i = 0; i < 1000; ++i) trailers += "A: bcdef\r\n";
  EXPECT_EQ(TakeInPieces(Chunked(), trailers, 1000).state, State::kMalformed);
}

TEST(RequestBodyTest, BoundsTheBody) {
  EXPECT_EQ(RequestBody(Sized(101), 100).state(), State::kTooLarge);
  EXPECT_EQ(TakeInPieces(Chunked(), "8\r\n01234567\r\n3\r\n", 100, 10).state, State::kTooLarge);
  EXPECT_EQ(TakeInPieces(Chunked(), "FFFFFFFFFFFFFFFF\r\n", 100, 10).state, State::kTooLarge);
  EXPECT_EQ(TakeInPieces(Chunked(), "8\r\n01234567\r\n2\r\n89\r\n0\r\n\r\n", 100, 10).state, State::kDone);
}

}  // namespace
}  // namespace grafake::server
