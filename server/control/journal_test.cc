#include "server/control/journal.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "server/control/journal_filter.h"
#include "server/control/journal_json.h"

namespace grafake::server {
namespace {

using nlohmann::json;

class JournalTest : public testing::Test {
 protected:
  static void Note(Journal& journal, const std::string& path, const std::string& body = "", int status = 200) {
    const Request request{.method = "GET", .path = path, .headers = {{"Host", "h"}}, .body = body};
    const Response response{.status = status, .headers = {{"Content-Type", "application/json"}}, .body = "{}"};
    journal.Note({.request = request, .response = response, .at = {}, .took = std::chrono::milliseconds(2)});
  }
  static std::vector<std::uint64_t> IdsOf(const Journal::Page& page) {
    std::vector<std::uint64_t> ids;
    for (const JournalRecord& record : page.records) ids.push_back(record.id);
    return ids;
  }
  static json JsonOf(const JournalRecord& record) {
    JsonWriter writer;
    WriteRecord(writer, record);
    return json::parse(writer.Take());
  }
};

TEST_F(JournalTest, KeepsTheLastAndSaysHowManyAreLost) {
  Journal journal(3);
  for (int i = 0; i < 5; ++i) Note(journal, "/" + std::to_string(i));
  EXPECT_EQ(IdsOf(journal.After(0)), (std::vector<std::uint64_t>{3, 4, 5}));
  EXPECT_EQ(journal.After(0).lost, 2U);
  EXPECT_EQ(journal.After(1).lost, 1U);
  EXPECT_EQ(journal.After(2).lost, 0U);
  EXPECT_EQ(IdsOf(journal.After(4)), (std::vector<std::uint64_t>{5}));
  EXPECT_TRUE(journal.After(5).records.empty());
  EXPECT_TRUE(journal.After(99).records.empty());
  EXPECT_EQ(journal.After(0).last, 5U);
}

TEST_F(JournalTest, WhatIsClearedIsNotLost) {
  Journal journal(3);
  for (int i = 0; i < 5; ++i) Note(journal, "/");
  journal.Clear();
  EXPECT_TRUE(journal.After(0).records.empty());
  EXPECT_EQ(journal.After(0).lost, 0U);
  Note(journal, "/next");
  EXPECT_EQ(IdsOf(journal.After(0)), (std::vector<std::uint64_t>{6}));
  EXPECT_EQ(journal.After(0).lost, 0U);
}

TEST_F(JournalTest, TheOldestBodiesGoFirst) {
  Journal journal(100, 100'000);
  for (int i = 0; i < 20; ++i) Note(journal, "/", std::string(10'000, 'x'));
  const Journal::Page page = journal.After(0);
  ASSERT_EQ(page.records.size(), 20U);
  EXPECT_TRUE(page.records.front().bodies_forgotten);
  EXPECT_EQ(page.records.front().request().size, 0U);
  EXPECT_FALSE(page.records.back().bodies_forgotten);
  EXPECT_EQ(page.records.back().request().size, 10'000U);
  EXPECT_EQ(JsonOf(page.records.front())["request"]["body"]["text"], nullptr);
}

TEST_F(JournalTest, WhenOnlyHeadsAreLeftTheOldestGo) {
  Journal journal(1000, 20'000);
  for (int i = 0; i < 100; ++i) Note(journal, "/" + std::string(1000, 'x'), "body");
  const Journal::Page page = journal.After(0);
  EXPECT_LT(page.records.size(), 20U);
  EXPECT_GT(page.records.size(), 2U);
  EXPECT_EQ(page.lost + page.records.size(), 100U);
}

TEST_F(JournalTest, OffItKeepsNothing) {
  Journal journal;
  Note(journal, "/");
  journal.KeepAtMost(0);
  EXPECT_FALSE(journal.on());
  Note(journal, "/");
  EXPECT_TRUE(journal.After(0).records.empty());
}

TEST_F(JournalTest, ShowsWhatWasAskedAndAnswered) {
  Journal journal;
  const Request request{.method = "POST",
                        .path = "/api/orgs",
                        .query = "a=1",
                        .headers = {{"Authorization", "Basic YWRhOmNhbmFyeQ=="}},
                        .body = R"({"name":"x"})"};
  const auto ada =
      std::make_shared<const Principal>(Principal{.kind = Principal::Kind::kUser, .org_id = 1, .login = "ada"});
  const Response response{
      .status = 409, .headers = {{"Content-Type", "application/json"}}, .body = "{}", .caller = ada};
  journal.Note({.request = request,
                .response = response,
                .at = Instant(std::chrono::seconds(1)),
                .took = std::chrono::microseconds(1500),
                .fault = "lost",
                .carried = Carried::kTwice,
                .route = "/api/orgs",
                .why = "the name is taken"});
  EXPECT_EQ(JsonOf(journal.After(0).records.at(0)), json::parse(R"({
    "id": 1, "time": "1970-01-01T00:00:01Z", "durationMs": 1.5, "method": "POST", "target": "/api/orgs?a=1",
    "route": "/api/orgs", "caller": {"kind": "user", "name": "ada", "token": null, "orgId": 1}, "status": 409,
    "why": "the name is taken", "fault": "lost", "carried": "twice",
    "request": {"headers": [{"name": "Authorization", "value": "Basic <password of ada>"}],
                "body": {"text": "{\"name\":\"x\"}", "size": 12, "cut": false}},
    "response": {"headers": [{"name": "Content-Type", "value": "application/json"}],
                 "body": {"text": "{}", "size": 2, "cut": false}}})"));
}

TEST_F(JournalTest, IsAskedForSome) {
  Journal journal;
  for (const int status : {200, 403, 404, 500}) Note(journal, "/", "", status);
  const auto count = [&](const JournalFilter& filter) { return filter.Of(journal.After(0).records).size(); };
  EXPECT_EQ(count({}), 4U);
  EXPECT_EQ(count({.since = 1}), 3U);
  EXPECT_EQ(count({.status = "4xx"}), 2U);
  EXPECT_EQ(count({.status = "403"}), 1U);
  EXPECT_EQ(count({.route = ""}), 4U);
  EXPECT_EQ(count({.route = "/api/org"}), 0U);
  EXPECT_EQ(count({.caller = "ada"}), 0U);
  EXPECT_EQ(JournalFilter{.limit = 1}.Limited(journal.After(0).records).at(0).id, 4U);
  EXPECT_EQ((JournalFilter{.since = 0, .limit = 1}.Limited(journal.After(0).records).at(0).id), 1U);
  EXPECT_EQ((JournalFilter{.since = 1, .limit = 1}.Limited(journal.After(1).records).at(0).id), 2U);
}

TEST_F(JournalTest, WhoWaitsIsWoken) {
  Journal journal;
  std::thread noting([&] { Note(journal, "/"); });
  journal.AwaitAfter(0, std::chrono::steady_clock::now() + std::chrono::minutes(1));
  EXPECT_EQ(journal.After(0).records.size(), 1U);
  noting.join();
  journal.AwaitAfter(1, std::chrono::steady_clock::now());
}

// Every one that many threads note is there or counted as lost, whole, and the limit holds at any moment.
TEST_F(JournalTest, ManyNoteAtOnce) {
  constexpr int kThreads = 8;
  constexpr int kEach = 400;
  Journal journal(50, 200'000);
  std::atomic<bool> over = false;
  std::thread reading([&] {
    while (!over) {
      const Journal::Page page = journal.After(0);
      EXPECT_LE(page.records.size(), 50U);
      EXPECT_EQ(page.records.size() + page.lost, page.last);
      for (const JournalRecord& record : page.records) EXPECT_EQ(record.entry->target(), "/target");
    }
  });
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < kEach; ++j) Note(journal, "/target", std::string(5'000, 'x'));
    });
  }
  for (std::thread& thread : threads) thread.join();
  over = true;
  reading.join();
  const Journal::Page page = journal.After(0);
  EXPECT_EQ(page.last, std::uint64_t{kThreads} * kEach);
  for (std::size_t i = 1; i < page.records.size(); ++i) EXPECT_EQ(page.records[i].id, page.records[i - 1].id + 1);
}

}  // namespace
}  // namespace grafake::server
