// How a call ends before it has an answer: its time is up, or somebody stops it.
#include <gmock/gmock.h>

#include <thread>

#include "grafake/current_org.h"
#include "grafake/tokens.h"
#include "test_support/test_client.h"

namespace grafake {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

MisbehavingServer::Script Silent() {
  return [](Visit& visit) {
    visit.Request();
    visit.Stall();
  };
}

TEST(DeadlineTest, OfTheClientHoldsUnlessTheCallHasItsOwn) {
  const MisbehavingServer server(Silent());
  ClientOptions options = OptionsFor(server.url());
  options.timeout = kShort;
  const auto org = CurrentOrg(Client(options)).Get();
  ASSERT_FALSE(org);
  EXPECT_EQ(org.error().kind, ErrorKind::kTimedOut);
  EXPECT_GE(org.error().attempts.at(0).took, kShort);
}

TEST(DeadlineTest, OfSeveralCallsEndsEachOfThem) {
  const MisbehavingServer server(Silent());
  const auto end = steady_clock::now() + kShort;
  const CurrentOrg current(ClientOf(server));
  EXPECT_EQ(current.Get({.deadline = end}).error().kind, ErrorKind::kTimedOut);
  EXPECT_EQ(current.Get({.deadline = end}).error().kind, ErrorKind::kTimedOut);
}

TEST(DeadlineTest, ThatHasPassedSendsNothing) {
  const MisbehavingServer server(Always(200, kToken));
  for (const milliseconds timeout : {milliseconds(0), milliseconds(-1), milliseconds::min()})
    EXPECT_EQ(Tokens(ClientOf(server)).Create(2, {.name = "first"}, {.timeout = timeout}).error().kind,
              ErrorKind::kTimedOut);
  EXPECT_EQ(server.connections(), 0);
}

TEST(DeadlineTest, MayBeAsFarAwayAsCanBeSaid) {
  const MisbehavingServer server(Always(200, kOrg));
  EXPECT_TRUE(CurrentOrg(ClientOf(server)).Get({.timeout = milliseconds::max()}));
}

// The answer to a creation that timed out is not waited for; the creation may still happen.
TEST(DeadlineTest, LeavesTheOutcomeOfACreationUnknown) {
  const MisbehavingServer server(Silent());
  EXPECT_EQ(Tokens(ClientOf(server)).Create(2, {.name = "first"}, {.timeout = kShort}).error().kind,
            ErrorKind::kOutcomeUnknown);
}

// A body that takes longer than no time at all to read.
std::string LongToRead() { return "{\"id\":1,\"x\":\"" + std::string(1'000'000, 'x') + "\"}"; }

// On a clock that jumps when the answer has come, so that no slow machine is needed.
class ClockAfterTheAnswer {
 public:
  [[nodiscard]] Timing timing() {
    return {.now = [this] { return steady_clock::now() + (asked_++ < 2 ? milliseconds(0) : std::chrono::hours(1)); }};
  }

 private:
  int asked_ = 0;  // for the end of the call, before it is sent, and after its answer
};

TEST(DeadlineTest, EndsTheReadingOfAnAnswer) {
  const MisbehavingServer server(Always(200, LongToRead()));
  ClientOptions options = OptionsFor(server.url());
  ClockAfterTheAnswer clock;
  options.timing = clock.timing();
  const auto org = CurrentOrg(Client(options)).Get();
  ASSERT_FALSE(org);
  EXPECT_EQ(org.error().kind, ErrorKind::kTimedOut) << org.error().ToString();
  EXPECT_EQ(org.error().status, 200);
  EXPECT_EQ(org.error().attempts.size(), 1U);
}

// The status tells that the creation was carried out.
TEST(DeadlineTest, EndsTheReadingOfTheAnswerToACreation) {
  const MisbehavingServer server(Always(200, LongToRead()));
  ClientOptions options = OptionsFor(server.url());
  ClockAfterTheAnswer clock;
  options.timing = clock.timing();
  const auto token = Tokens(Client(options)).Create(2, {.name = "first"});
  ASSERT_FALSE(token);
  EXPECT_EQ(token.error().kind, ErrorKind::kUnreadable) << token.error().ToString();
  EXPECT_EQ(token.error().status, 200);
}

TEST(StopTest, EndsACallThatWaits) {
  std::stop_source source;
  const MisbehavingServer server([&](Visit& visit) {
    visit.Request();
    source.request_stop();
    visit.Stall();
  });
  const auto org = CurrentOrg(ClientOf(server)).Get({.stop = source.get_token()});
  ASSERT_FALSE(org);
  EXPECT_EQ(org.error().kind, ErrorKind::kCancelled) << org.error().ToString();
}

TEST(StopTest, EndsTheWaitBetweenAttempts) {
  const MisbehavingServer server(Always(503, "{}", "Retry-After: 3600\r\n"));
  ClientOptions options = OptionsFor(server.url());
  options.timing = {};
  options.timeout = std::chrono::hours(2);
  std::stop_source source;
  const std::jthread stopper([&] {
    while (server.requests().empty()) std::this_thread::yield();
    source.request_stop();
  });
  EXPECT_FALSE(CurrentOrg(Client(options)).Get({.stop = source.get_token()}));
}

TEST(StopTest, BeforehandSendsNothing) {
  const MisbehavingServer server(Always(200, kOrg));
  std::stop_source source;
  source.request_stop();
  EXPECT_EQ(CurrentOrg(ClientOf(server)).Get({.stop = source.get_token()}).error().kind, ErrorKind::kCancelled);
  EXPECT_EQ(server.connections(), 0);
}

TEST(StopTest, LeavesTheOutcomeOfACreationUnknown) {
  std::stop_source source;
  const MisbehavingServer server([&](Visit& visit) {
    visit.Request();
    source.request_stop();
    visit.Stall();
  });
  EXPECT_EQ(Tokens(ClientOf(server)).Create(2, {.name = "first"}, {.stop = source.get_token()}).error().kind,
            ErrorKind::kOutcomeUnknown);
}

}  // namespace
}  // namespace grafake
