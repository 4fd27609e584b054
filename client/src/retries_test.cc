// When a call is tried again, and how long it waits: on a clock of the test's own.
#include "src/retries.h"

#include <gmock/gmock.h>

#include <map>

#include "grafake/current_org.h"
#include "grafake/orgs.h"
#include "grafake/tokens.h"
#include "test_support/test_client.h"

namespace grafake {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// Sleeps take no time, and are written down.
class Clock {
 public:
  [[nodiscard]] Timing timing(double random) {
    return {
        .now = [this] { return now_; },
        .sleep = [this](milliseconds time, const std::stop_token& /*stop*/) { waits_.push_back(time), now_ += time; },
        .random = [random] { return random; }};
  }
  [[nodiscard]] const std::vector<milliseconds>& waits() const { return waits_; }

 private:
  std::chrono::steady_clock::time_point now_ = std::chrono::steady_clock::now();
  std::vector<milliseconds> waits_;
};

ClientOptions OptionsWith(const MisbehavingServer& server, Clock& clock, double random = 1) {
  ClientOptions options = OptionsFor(server.url());
  options.timing = clock.timing(random);
  return options;
}

TEST(RetryTest, WaitsTwiceAsLongEachTimeUpToTheLongest) {
  const MisbehavingServer server(Always(503, "{}"));
  Clock clock;
  ClientOptions options = OptionsWith(server, clock);
  options.retry = {.most_attempts = 6, .first_wait = milliseconds(100), .longest_wait = milliseconds(500)};
  const auto org = CurrentOrg(Client(options)).Get();
  ASSERT_FALSE(org);
  EXPECT_THAT(org.error().attempts, SizeIs(6));
  EXPECT_THAT(clock.waits(), ElementsAre(milliseconds(100), milliseconds(200), milliseconds(400), milliseconds(500),
                                         milliseconds(500)));
}

TEST(RetryTest, JitterKeepsAPartOfEachWait) {
  const MisbehavingServer server(Always(503, "{}"));
  Clock clock;
  EXPECT_FALSE(CurrentOrg(Client(OptionsWith(server, clock, 0.25))).Get());
  EXPECT_THAT(clock.waits(), ElementsAre(milliseconds(25), milliseconds(50), milliseconds(100)));
}

TEST(RetryTest, WaitsAtLeastAsLongAsTheServerAsksFor) {
  const MisbehavingServer server([](Visit& visit) {
    visit.Request();
    visit.Answer(429, "{}", "Retry-After: 7\r\n");
    visit.Request();
    visit.Answer(200, kToken);
  });
  Clock clock;
  EXPECT_TRUE(Tokens(Client(OptionsWith(server, clock))).Create(2, {.name = "first"}));
  EXPECT_THAT(clock.waits(), ElementsAre(seconds(7)));
}

TEST(RetryTest, DoesNotWaitBeyondTheDeadline) {
  const MisbehavingServer server(Always(503, R"({"message":"busy"})", "Retry-After: 60\r\n"));
  Clock clock;
  const auto org = CurrentOrg(Client(OptionsWith(server, clock))).Get({.timeout = seconds(59)});
  ASSERT_FALSE(org);
  EXPECT_EQ(org.error().message, "busy");
  EXPECT_THAT(clock.waits(), IsEmpty());
}

TEST(RetryTest, ACreationIsRepeatedOnlyWhereItWasNotCarriedOutForCertain) {
  struct Creation {
    int status;
    const char* headers;
    std::size_t attempts;
  };
  for (const auto& [status, headers, attempts] :
       {Creation{429, "", 4}, Creation{503, "Retry-After: 1\r\n", 4}, Creation{503, "", 1},
        Creation{502, "Retry-After: 1\r\n", 1}, Creation{500, "", 1}}) {
    const MisbehavingServer server(Always(status, "{}", headers));
    const auto token = Tokens(ClientOf(server)).Create(2, {.name = "first"});
    ASSERT_FALSE(token);
    EXPECT_THAT(token.error().attempts, SizeIs(attempts)) << status << headers;
  }
}

// The first request is carried out and its answer lost; the token is then not there any more.
TEST(RetryTest, ADeletionThatFindsNothingTheSecondTimeHasSucceeded) {
  const MisbehavingServer server([](Visit& visit) {
    visit.Request();
    if (visit.number() > 1) visit.Answer(404, R"({"message":"not found"})");
  });
  EXPECT_TRUE(Tokens(ClientOf(server)).Delete(2, 7));
  EXPECT_THAT(server.requests(), SizeIs(2));
}

TEST(RetryTest, ADeletionThatFindsNothingTheFirstTimeIsRefused) {
  const MisbehavingServer server(Always(404, R"({"message":"not found"})"));
  EXPECT_EQ(Tokens(ClientOf(server)).Delete(2, 7).error().status, 404);
}

// Who is not let in the second time, or finds the server in trouble, learns nothing of the first.
TEST(RetryTest, AnOutcomeStaysUnknownUnlessTheRepetitionIsAnsweredForWhatItAsks) {
  for (const auto& [status, kind] : std::map<int, ErrorKind>{{503, ErrorKind::kOutcomeUnknown},
                                                             {500, ErrorKind::kOutcomeUnknown},
                                                             {401, ErrorKind::kOutcomeUnknown},
                                                             {403, ErrorKind::kOutcomeUnknown},
                                                             {302, ErrorKind::kOutcomeUnknown},
                                                             {400, ErrorKind::kRefused}}) {
    const MisbehavingServer server([status = status](Visit& visit) {
      visit.Request();
      if (visit.number() > 1) visit.Answer(status, "{}");
    });
    const auto renamed = Orgs(ClientOf(server)).Rename(2, "x");
    ASSERT_FALSE(renamed);
    EXPECT_EQ(renamed.error().kind, kind) << status << renamed.error().ToString();
  }
}

// Calls that cannot wait so long leave the budget to those that can.
TEST(RetryTest, ARetryThatTheDeadlineForbidsCostsNothing) {
  const MisbehavingServer server(Always(503, "{}", "Retry-After: 60\r\n"));
  Clock clock;
  const CurrentOrg current(Client(OptionsWith(server, clock)));
  for (int i = 0; i < 30; ++i) EXPECT_THAT(current.Get({.timeout = seconds(59)}).error().attempts, SizeIs(1));
  EXPECT_THAT(current.Get({.timeout = std::chrono::hours(1)}).error().attempts, SizeIs(4));
}

TEST(RetryTest, ARetryThatIsStoppedWhileItWaitsCostsNothing) {
  const MisbehavingServer server(Always(503, "{}"));
  Clock clock;
  ClientOptions options = OptionsWith(server, clock);
  std::stop_source source;
  options.timing.sleep = [&](milliseconds /*time*/, const std::stop_token& /*stop*/) { source.request_stop(); };
  const CurrentOrg current(Client{options});
  for (int i = 0; i < 30; ++i) {
    source = std::stop_source();
    EXPECT_EQ(current.Get({.stop = source.get_token()}).error().kind, ErrorKind::kCancelled);
  }
  EXPECT_THAT(current.Get().error().attempts, SizeIs(4));
}

TEST(RetryTest, TheBudgetIsForRetriesThatAreMade) {
  Retries retries({.most_attempts = 100, .budget = 2});
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(retries.WaitAfter({"GET", "/api/org", {}}, {.status = 503}, 1, 0));
  EXPECT_TRUE(retries.TakeFromBudget());
  EXPECT_TRUE(retries.TakeFromBudget());
  EXPECT_FALSE(retries.TakeFromBudget());
  for (int i = 0; i < 11; ++i) retries.Succeeded();
  EXPECT_TRUE(retries.TakeFromBudget());
  EXPECT_FALSE(retries.TakeFromBudget());
  retries.GiveBack();
  EXPECT_TRUE(retries.TakeFromBudget());
}

}  // namespace
}  // namespace grafake
