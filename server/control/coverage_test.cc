#include "server/control/coverage.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <thread>
#include <vector>

#include "server/control/answer_kind.h"
#include "server/control/coverage_report.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;
using testing::Not;

MetAnswer AnswerOf(std::string_view route, int status, std::string_view message = "") {
  return {"GET", route, status, message, ""};
}

TEST(Coverage, CountsEachKindForItself) {
  Coverage coverage;
  coverage.Count(AnswerOf("/api/org", 200));
  coverage.Count(AnswerOf("/api/org", 200));
  coverage.Count(AnswerOf("/api/org", 401, "Unauthorized"));
  auto kinds = coverage.Kinds();
  std::ranges::sort(kinds, {}, &Coverage::Counted::times);
  ASSERT_EQ(kinds.size(), 2U);
  EXPECT_EQ(NameOf(kinds[0].kind), "GET /api/org 401 Unauthorized");
  EXPECT_EQ(kinds[1].times, 2U);
}

TEST(Coverage, LosesNothingWhenManyCount) {
  Coverage coverage;
  std::vector<std::thread> threads;
  for (int t = 0; t != 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i != 1000; ++i) coverage.Count({"GET", "/r" + std::to_string(i % 50), 200, "", ""});
    });
  }
  for (std::thread& thread : threads) thread.join();
  const auto kinds = coverage.Kinds();
  EXPECT_EQ(kinds.size(), 50U);
  for (const auto& counted : kinds) EXPECT_EQ(counted.times, 160U);
}

TEST(Coverage, HasALimitAndStillCounts) {
  Coverage coverage;
  for (std::size_t i = 0; i != 1000; ++i) coverage.Count({"GET", "", 404, "", "/" + std::to_string(i)});
  EXPECT_EQ(coverage.Kinds().size(), Coverage::kMostUnknown);
  EXPECT_EQ(coverage.uncounted(), 1000 - Coverage::kMostUnknown);
  coverage.Count(AnswerOf("/api/org", 200));
  EXPECT_EQ(coverage.Kinds().size(), Coverage::kMostUnknown + 1);
}

TEST(Coverage, IsClearedAndAddedUp) {
  Coverage coverage;
  coverage.Count(AnswerOf("/api/org", 200));
  coverage.Count(Occasion::kForbidden);
  Coverage sum;
  sum.Add(coverage);
  sum.Add(coverage);
  coverage.Clear();
  EXPECT_TRUE(coverage.Kinds().empty());
  EXPECT_EQ(coverage.Times(Occasion::kForbidden), 0U);
  EXPECT_EQ(sum.Kinds().at(0).times, 2U);
  EXPECT_EQ(sum.Times(Occasion::kForbidden), 2U);
}

TEST(AnswerKind, AMessageIsItsForm) {
  EXPECT_EQ(MessageForm("User with email 'a@x' or username 'b' already exists"),
            "User with email … or username … already exists");
  EXPECT_EQ(MessageForm("failed to get organization with ID: 99"), "failed to get organization with ID: …");
  EXPECT_EQ(MessageForm("service account token mine already exists in the organization"),
            "service account token … already exists in the organization");
  EXPECT_EQ(MessageForm("You'll need additional permissions"), "You'll need additional permissions");
  EXPECT_LE(MessageForm(std::string(5000, 'x')).size(), 210U);
  EXPECT_EQ(MessageIn({.body = R"({"messageId":"identity.disabled","message":"Unauthorized"})"}),
            "Unauthorized [identity.disabled]");
  EXPECT_EQ(MessageIn({.body = R"([{"message":"x"}])"}), "");
}

std::vector<Occasion> Met(int status, std::string_view message, std::string query = "",
                          const Release& release = DefaultRelease()) {
  const Request request{.method = "GET", .path = "/", .query = std::move(query)};
  const Response response{.status = status};
  return OccasionsOf({request, response, {}, {}}, message, release);
}

TEST(Occasions, AreSeenInWhatTheClientGets) {
  using testing::ElementsAre;
  EXPECT_THAT(Met(200, ""), ElementsAre());
  EXPECT_THAT(Met(401, "Unauthorized"), ElementsAre());
  EXPECT_THAT(Met(401, "Expired API key"), ElementsAre(Occasion::kExpiredToken));
  EXPECT_THAT(Met(401, "Service account is disabled"), ElementsAre(Occasion::kDisabledAccount));
  EXPECT_THAT(Met(401, "Unauthorized [identity.disabled]", "", *FindRelease("12.4")),
              ElementsAre(Occasion::kDisabledAccount));
  EXPECT_THAT(Met(409, "service account token … already exists in the organization"),
              ElementsAre(Occasion::kTakenName));
  EXPECT_THAT(Met(409, "data source with the same name already exists"), ElementsAre(Occasion::kTakenName));
  EXPECT_THAT(Met(412, "A dashboard with the same name in the folder already exists"),
              ElementsAre(Occasion::kTakenName));
  EXPECT_THAT(Met(200, "", "perpage=10&page=2"), ElementsAre(Occasion::kSecondPage));
  EXPECT_THAT(Met(200, "", "page=1"), ElementsAre());
  EXPECT_THAT(Met(403, "x"), ElementsAre(Occasion::kForbidden));
}

TEST(CoverageReport, SaysWhatWasMissed) {
  Coverage coverage;
  coverage.Count(AnswerOf("/api/org", 200));
  coverage.Count({"GET", "", 404, "Not found", "/api/a|b`c"});
  coverage.Count(Occasion::kForbidden);
  const auto report = MakeCoverageReport({{"GET", "/api/org"}, {"GET", "/api/user"}}, coverage, DefaultRelease());
  const std::string told = CoverageJson(report);
  EXPECT_THAT(told,
              HasSubstr(R"("missed":["expired token","disabled account","taken name","second page","lost answer"])"));
  const std::string text = CoverageMarkdown(report);
  EXPECT_THAT(text, HasSubstr("1 of 2 routes."));
  EXPECT_THAT(text, HasSubstr("401 `Expired API key`"));  // of GET /api/org, in recordings
  EXPECT_THAT(text, HasSubstr("/api/a\\|b'c"));
  EXPECT_THAT(text, Not(HasSubstr("**403**: the caller may not do that. To meet")));
}

}  // namespace
}  // namespace grafake::server
