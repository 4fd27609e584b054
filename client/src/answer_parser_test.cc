#include "src/answer_parser.h"

#include <gmock/gmock.h>

#include <random>

#include "test_support/patient.h"

namespace grafake {
namespace {

using testing::HasSubstr;

constexpr std::size_t kLargest = 1000;  // bytes

struct Reading {
  std::string failure;
  bool done = false, leaves_connection = false;
  Outcome outcome;
};

// Feeds the bytes in pieces of `size`, then the end of the connection where the answer needs it.
Reading ReadPieces(const std::string& bytes, std::size_t size) {
  AnswerParser parser(kLargest);
  std::optional<std::string> failure;
  for (std::size_t at = 0; at < bytes.size() && !failure && !parser.done(); at += size)
    failure = parser.Put(std::string_view(bytes).substr(at, size));
  if (!failure && !parser.done()) failure = parser.PutEnd();
  Reading reading;
  if (!failure) failure = parser.MoveTo(reading.outcome, kPatient);
  reading.failure = failure.value_or("");
  reading.done = parser.done();
  reading.leaves_connection = parser.done() && parser.leaves_connection();
  return reading;
}

struct GoodReading {
  std::string name, bytes;
  int status;
  std::string body;
  bool leaves_connection;
};

class GoodAnswer : public testing::TestWithParam<GoodReading> {};

TEST_P(GoodAnswer, IsReadInPiecesOfAnySize) {
  for (const std::size_t size : {1U, 2U, 7U, 10'000U}) {
    const Reading reading = ReadPieces(GetParam().bytes, size);
    EXPECT_EQ(reading.failure, "") << size;
    EXPECT_EQ(reading.outcome.status, GetParam().status) << size;
    EXPECT_EQ(reading.outcome.body, GetParam().body) << size;
  }
  EXPECT_EQ(ReadPieces(GetParam().bytes, GetParam().bytes.size()).leaves_connection, GetParam().leaves_connection);
}

INSTANTIATE_TEST_SUITE_P(
    Answers, GoodAnswer,
    testing::Values(
        GoodReading{"Length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", 200, "{}", true},
        GoodReading{"Chunks",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;x=y\r\n{\r\n1\r\n}\r\n0\r\nA: b\r\n\r\n",
                    200, "{}", true},
        GoodReading{"UntilTheEnd", "HTTP/1.1 200 OK\r\n\r\n{}", 200, "{}", false},
        GoodReading{"Closing", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}", 200, "{}", false},
        GoodReading{"Old", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}", 200, "{}", false},
        GoodReading{"NoContent", "HTTP/1.1 204 No Content\r\n\r\n", 204, "", true},
        GoodReading{"NoReason", "HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n", 404, "", true},
        GoodReading{"Interim",
                    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 "
                    "OK\r\nContent-Length: 2\r\n\r\n{}",
                    200, "{}", true},
        GoodReading{"MoreThanWasAnnounced", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\n", 200,
                    "{}", false},
        GoodReading{"AsLargeAsMayBe", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + std::string(1000, ' '), 200,
                    std::string(1000, ' '), true}),
    [](const auto& test) { return test.param.name; });

struct Bad {
  std::string name, bytes, failure;
};

class BadAnswer : public testing::TestWithParam<Bad> {};

TEST_P(BadAnswer, IsNamed) {
  for (const std::size_t size : {1U, 7U, 100'000U})
    EXPECT_THAT(ReadPieces(GetParam().bytes, size).failure, HasSubstr(GetParam().failure)) << size;
}

INSTANTIATE_TEST_SUITE_P(
    Answers, BadAnswer,
    testing::Values(
        Bad{"Nothing", "", "closed before an answer came"},
        Bad{"CutInTheHead", "HTTP/1.1 200 OK\r\nContent-Le", "closed before the answer was whole"},
        Bad{"CutInTheBody", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}", "closed before the answer was whole"},
        Bad{"CutInAChunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{}",
            "closed before the answer was whole"},
        Bad{"NoHttp", "SSH-2.0-OpenSSH_9.2\r\n\r\n", "not an answer of HTTP/1"},
        Bad{"Http2", "HTTP/2 200 OK\r\n\r\n", "not an answer of HTTP/1"},
        Bad{"LengthThatIsNone", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", "not an answer of HTTP/1"},
        Bad{"NegativeLength", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "not an answer of HTTP/1"},
        Bad{"TwoLengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            "not an answer of HTTP/1"},
        Bad{"LengthAndChunks", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
            "not an answer of HTTP/1"},
        Bad{"ChunkSizeThatIsNone", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
            "not an answer of HTTP/1"},
        Bad{"HugeChunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
            "not an answer of HTTP/1"},
        Bad{"HeaderWithoutColon", "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n", "not an answer of HTTP/1"},
        Bad{"EndlessHeader", "HTTP/1.1 200 OK\r\nA: " + std::string(70'000, 'a'), "the head is over 65536 bytes"},
        Bad{"EndlessChunkExtension",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;" + std::string(90'000, 'a'),
            "a line is over 65536 bytes"},
        Bad{"TooLong", "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n", "over 1000 bytes"},
        Bad{"TooMuchUntilTheEnd", "HTTP/1.1 200 OK\r\n\r\n" + std::string(1001, ' '), "over 1000 bytes"},
        Bad{"TooManyChunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + std::string(1001, ' '),
            "over 1000 bytes"},
        Bad{"NotGzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", "not gzip"},
        Bad{"UnknownEncoding", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 2\r\n\r\n{}",
            "not asked for"}),
    [](const auto& test) { return test.param.name; });

// An answer with some bytes changed, doubled or cut out.
std::string Mutated(std::string bytes, std::minstd_rand& random) {
  static constexpr std::string_view kBytes = "\r\n\0 :;,0179afxX-HTP/\xff";
  for (int changes = static_cast<int>(random() % 4); changes >= 0 && !bytes.empty(); --changes) {
    const std::size_t at = random() % bytes.size();
    switch (random() % 3) {
      case 0:
        bytes[at] = kBytes[random() % kBytes.size()];
        break;
      case 1:
        bytes.insert(at, bytes.substr(at, random() % 20));
        break;
      default:
        bytes.erase(at, random() % 20);
    }
  }
  return bytes;
}

TEST(AnyBytes, AreReadAlikeInPiecesOfAnySize) {
  std::minstd_rand random(1);
  for (int i = 0; i < 3000; ++i) {
    const std::string bytes = Mutated(
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: "
        "a/b\r\n\r\n7\r\n{\"a\":1}\r\n0\r\n\r\n",
        random);
    const Reading whole = ReadPieces(bytes, bytes.size() + 1);
    const Reading pieces = ReadPieces(bytes, 1 + random() % 9);
    ASSERT_EQ(whole.done, pieces.done) << testing::PrintToString(bytes);
    ASSERT_EQ(whole.failure.empty(), pieces.failure.empty()) << testing::PrintToString(bytes);
    ASSERT_EQ(whole.outcome.status, pieces.outcome.status) << testing::PrintToString(bytes);
    ASSERT_EQ(whole.outcome.body, pieces.outcome.body) << testing::PrintToString(bytes);
  }
}

std::optional<std::chrono::seconds> RetryAfter(const std::string& value) {
  return ReadPieces("HTTP/1.1 503 X\r\nRetry-After: " + value + "\r\nContent-Length: 0\r\n\r\n", 1000)
      .outcome.retry_after;
}

TEST(RetryAfterTest, IsSecondsOrADate) {
  using std::chrono::seconds;
  EXPECT_EQ(RetryAfter("3"), seconds(3));
  EXPECT_EQ(RetryAfter("0"), seconds(0));
  EXPECT_EQ(RetryAfter("-5"), seconds(0));
  EXPECT_EQ(RetryAfter("99999999999999999999"), seconds(86'400));
  EXPECT_EQ(RetryAfter("Fri, 31 Dec 1999 23:59:59 GMT"), seconds(0));
  EXPECT_EQ(RetryAfter("Sun, 31 Dec 2034 23:59:59 GMT"), seconds(86'400));
  EXPECT_EQ(RetryAfter("soon"), std::nullopt);
  EXPECT_EQ(RetryAfter(""), std::nullopt);
}

}  // namespace
}  // namespace grafake
