// Targets that are silent, endless or hostile: a question to them ends in bounded time, and so does a run.
#include <gmock/gmock.h>

#include <chrono>
#include <csignal>

#include "conformance/answer_reader.h"
#include "conformance/exchange.h"
#include "conformance/trial/hostile_server.h"
#include "conformance/trial/suite_run.h"

namespace grafake::conformance {
namespace {

using testing::AnyOf;
using testing::HasSubstr;

using Clock = std::chrono::steady_clock;

const std::string kOk = "HTTP/1.1 200 OK\r\n";
const std::string kMuch(65536, 'x');

const Hostility kHostilities[] = {
    {"Silence", ""},
    {"Reset", "", "", 0, true},
    {"EndlessHead", kOk, "A: b\r\n"},
    {"EndlessContinue", "", "HTTP/1.1 100 Continue\r\n\r\n"},
    {"EndlessLine", kOk + "A: ", kMuch},
    {"EndlessBody", kOk + "\r\n", kMuch},
    {"LargeBody", kOk + "Content-Length: 60000000\r\n\r\n", kMuch},
    {"EndlessChunks", kOk + "Transfer-Encoding: chunked\r\n\r\n", "10000\r\n" + kMuch + "\r\n"},
    {"Drip", kOk, "A", 50},
    {"Garbage", "\x16\x03\x01", kMuch},
    {"HalfAnAnswer", kOk + "Content-Length: 5\r\n\r\nab"},
};

class HostilityTest : public testing::TestWithParam<Hostility> {};

TEST_P(HostilityTest, AQuestionEnds) {
  const HostileServer server(GetParam());
  const auto begin = Clock::now();
  const auto answer = Send({.port = server.port()}, {"GET", "/"}, {.until = begin + std::chrono::seconds(1)});
  EXPECT_FALSE(answer);
  EXPECT_LT(Clock::now() - begin, std::chrono::seconds(10));
}

// The same where the client shakes hands first.
TEST_P(HostilityTest, AHandshakeEnds) {
  const HostileServer server(GetParam());
  const auto begin = Clock::now();
  const auto answer =
      Send({.port = server.port(), .tls = true}, {"GET", "/"}, {.until = begin + std::chrono::seconds(1)});
  EXPECT_FALSE(answer);
  EXPECT_LT(Clock::now() - begin, std::chrono::seconds(10));
}

INSTANTIATE_TEST_SUITE_P(Hostilities, HostilityTest, testing::ValuesIn(kHostilities),
                         [](const auto& hostility) { return hostility.param.name; });

class HostileRunTest : public testing::Test {
 protected:
  static std::vector<std::string> WordsFor(const HostileServer& server) {
    return {"run", "--url", "http://127.0.0.1:" + std::to_string(server.port()), "--user", "admin:admin", "SA-ACC-00?"};
  }

  SuiteRun run_;
};

TEST_F(HostileRunTest, EndlessAnswersAreFailures) {
  const HostileServer server({"", kOk, "A: b\r\n"}, true);
  EXPECT_EQ(run_.Run(WordsFor(server)), 1) << run_.Output();
  EXPECT_THAT(run_.Output(), HasSubstr("the head of the answer is larger than"));
}

TEST_F(HostileRunTest, ASilentTargetIsNone) {
  const HostileServer server({"", ""});
  EXPECT_EQ(run_.Run(WordsFor(server)), 5) << run_.Output();
  EXPECT_THAT(run_.Output(), HasSubstr("the target gives no answer"));
}

// In a case and before the first; what has not been run is told in one line.
TEST_F(HostileRunTest, AnInterruptionIsObeyedWhateverTheTargetDoes) {
  for (const bool plays_along : {false, true}) {
    const HostileServer server({"", ""}, plays_along);
    run_.Begin(WordsFor(server));
    ASSERT_TRUE(Eventually([&] { return server.taken() >= (plays_along ? 10 : 1); }));
    run_.Signal(SIGINT);
    const auto begin = Clock::now();
    EXPECT_EQ(run_.End(), 130) << run_.Output();
    EXPECT_LT(Clock::now() - begin, std::chrono::seconds(15));  // one, on a machine that is not busy
    EXPECT_GE(run_.Report().Counts()[Outcome::kNotRun], 5U);
    EXPECT_THAT(run_.Output(), HasSubstr(" not run: the run was interrupted"));
  }
}

}  // namespace
}  // namespace grafake::conformance
