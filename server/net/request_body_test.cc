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
  SharedBudget budget(limit * 4);
  RequestBody body(head, limit, budget);
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
  SharedBudget budget(1);
  EXPECT_EQ(RequestBody(Sized(0), 1, budget).state(), State::kDone);
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
  SharedBudget budget(1);
  EXPECT_EQ(RequestBody(Sized(101), 100, budget).state(), State::kTooLarge);
  EXPECT_EQ(TakeInPieces(Chunked(), "8\r\n01234567\r\n3\r\n", 100, 10).state, State::kTooLarge);
  EXPECT_EQ(TakeInPieces(Chunked(), "FFFFFFFFFFFFFFFF\r\n", 100, 10).state, State::kTooLarge);
  EXPECT_EQ(TakeInPieces(Chunked(), "8\r\n01234567\r\n2\r\n89\r\n0\r\n\r\n", 100, 10).state, State::kDone);
}

// What a body of this length takes while it arrives in pieces of 16 KiB, and whether the budget allowed it.
State TakeLarge(const RequestHead& head, std::size_t length, SharedBudget& budget) {
  RequestBody body(head, length, budget);
  const std::string piece(std::size_t{16} << 10, 'x');
  for (std::size_t sent = 0; sent < length && body.state() == State::kMore; sent += piece.size()) {
    (void)body.Take(piece);
  }
  return body.state();
}

TEST(RequestBodyTest, ItsMemoryIsTakenFromTheBudgetAndGivenBack) {
  constexpr std::size_t kLength = std::size_t{1} << 20;
  constexpr std::size_t kWhileCopied = kLength + kLength / 2;  // the last but one buffer had half the size
  SharedBudget enough(kWhileCopied);
  EXPECT_EQ(TakeLarge(Sized(kLength), kLength, enough), State::kDone);
  EXPECT_EQ(enough.left(), kWhileCopied);
  SharedBudget too_little(kWhileCopied - 1);
  EXPECT_EQ(TakeLarge(Sized(kLength), kLength, too_little), State::kNoMemory);
  EXPECT_EQ(too_little.left(), kWhileCopied - 1);
}

TEST(RequestBodyTest, WhatIsOnlyAnnouncedTakesNothing) {
  SharedBudget budget(std::size_t{10} << 20);
  RequestBody body(Sized(std::size_t{10} << 20), std::size_t{10} << 20, budget);
  (void)body.Take(std::string(100, 'x'));
  EXPECT_EQ(budget.left(), std::size_t{10} << 20);
}

TEST(RequestBodyTest, SmallOnesAreNotCounted) {
  SharedBudget none(0);
  for (const std::size_t length : {std::size_t{1}, BudgetShare::kUncounted}) {
    RequestBody body(Sized(length), length, none);
    (void)body.Take(std::string(length, 'x'));
    EXPECT_EQ(body.state(), State::kDone) << length;
  }
  RequestBody body(Sized(BudgetShare::kUncounted + 1), 10'000, none);
  (void)body.Take(std::string(BudgetShare::kUncounted + 1, 'x'));
  EXPECT_EQ(body.state(), State::kNoMemory);
}

}  // namespace
}  // namespace grafake::server
