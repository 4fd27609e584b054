// The journal over real sockets.

#include <filesystem>
#include <fstream>
#include <thread>

#include "server/control/control_fixture.h"
#include "server/control/waiting_places.h"

namespace grafake::server {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class JournalRoutesTest : public ControlTest {
 protected:
  json Requests(const std::string& query = "") {
    const auto answer = AskMain("GET", "/_grafake/requests" + query);
    EXPECT_EQ(answer.status, 200) << answer.body;
    return answer.Json();
  }
};

TEST_F(JournalRoutesTest, ShowsTheLastRequestsWithoutSecrets) {
  const std::string token = MakeToken(app.url(), 3600);
  EXPECT_EQ(StatusOfToken(app.url(), token), 200);
  const json journal = Requests();
  ASSERT_EQ(journal["requests"].size(), 3U);
  EXPECT_EQ(journal["lost"], 0);
  EXPECT_EQ(journal["last"], 3);
  const json& made = journal["requests"][1];
  EXPECT_EQ(made["target"], "/api/serviceaccounts/2/tokens");
  EXPECT_EQ(made["route"], "/api/serviceaccounts/:id/tokens");
  EXPECT_EQ(made["caller"]["name"], "admin");
  EXPECT_THAT(made["response"]["body"]["text"].get<std::string>(), HasSubstr("\"key\":\"<token t>\""));
  EXPECT_THAT(made["request"]["headers"].dump(), HasSubstr("Basic <password of admin>"));
  const json& used = journal["requests"][2];
  EXPECT_EQ(used["caller"]["kind"], "account");
  EXPECT_EQ(used["caller"]["name"], "bot");
  EXPECT_EQ(used["status"], 200);
  EXPECT_THAT(used["request"]["headers"].dump(), testing::ContainsRegex("Bearer <token.* of bot>"));
  EXPECT_THAT(journal.dump(), Not(HasSubstr(token.substr(5))));
}

TEST_F(JournalRoutesTest, AnswersWhatIsAskedFor) {
  AsAdmin(app.url(), "GET", "/api/org");
  AsAdmin(app.url(), "GET", "/api/teams/7");
  Ask(app.url(), "GET", "/api/nowhere");
  EXPECT_EQ(Requests("?route=/api/org")["requests"].size(), 1U);
  EXPECT_EQ(Requests("?route=GET+/api/teams/:teamId&status=4xx")["requests"].size(), 1U);
  EXPECT_EQ(Requests("?route=/api/teams/:id")["requests"].size(), 1U);
  EXPECT_EQ(Requests("?caller=admin")["requests"].size(), 2U);
  EXPECT_EQ(Requests("?since=2")["requests"].size(), 1U);
  EXPECT_EQ(Requests("?limit=1")["requests"][0]["id"], 3);
  EXPECT_EQ(AskMain("DELETE", "/_grafake/requests").status, 204);
  EXPECT_EQ(Requests()["requests"].size(), 0U);
  for (const auto& [query, sentence] :
       std::vector<std::pair<const char*, const char*>>{{"?sicne=1", "did you mean since?"},
                                                        {"?since=x", "since is \"x\"; expected a whole number"},
                                                        {"?since=-1", "expected a whole number from 0"},
                                                        {"?since=1%00", "since is \"1\\u{0}\"; expected"},
                                                        {"?status=700", "no answer has it; expected 100 to 599"},
                                                        {"?route=nope", "such as \"/api/serviceaccounts/:id\""},
                                                        {"?route=/api/orgg", "did you mean /api/org?"},
                                                        {"?route=POST+/api/org", "is asked with GET"},
                                                        {"?wait=soon", "expected a span such as"},
                                                        {"?status=40", "expected a status such as"},
                                                        {"?wait=2h", "expected a span from 0s to 1m"},
                                                        {"?count=2", "say wait, too"}}) {
    const auto refused = AskMain("GET", std::string("/_grafake/requests") + query);
    EXPECT_EQ(refused.status, 400) << query;
    EXPECT_THAT(refused.Error(), HasSubstr(sentence)) << query;
  }
}

TEST_F(JournalRoutesTest, AStatusOfAFaultMayBeAskedFor) {
  const auto fault = AskMain("POST", "/_grafake/faults", R"({"do": {"apply": "never", "then": {"status": 700}}})");
  EXPECT_EQ(fault.status, 201) << fault.body;
  EXPECT_EQ(Requests("?status=700")["requests"].size(), 0U);
  AsAdmin(app.url(), "GET", "/api/org");
  EXPECT_EQ(AskMain("DELETE", "/_grafake/faults").status, 200);
  EXPECT_EQ(Requests("?status=7xx")["requests"].size(), 1U);
}

TEST_F(JournalRoutesTest, WhoAsksForAnOrgThatHeIsNotInIsTold) {
  const std::string as = "Authorization: Basic " + EncodeBase64("admin:admin") + "\r\nX-Grafana-Org-Id: 2\r\n";
  Ask(app.url(), "GET", "/api/org", "", as);
  Ask(app.url(), "GET", "/api/teams/search", "", as);
  const json journal = Requests("?status=4xx");
  ASSERT_EQ(journal["requests"].size(), 2U) << journal.dump();
  EXPECT_EQ(journal["requests"][0]["why"], "admin is no member of org 2, which the request asks for");
  EXPECT_THAT(journal["requests"][1]["why"].get<std::string>(), HasSubstr("admin is no member of org 2"));
}

TEST_F(JournalRoutesTest, ARequestRefusedUnreadIsThereToo) {
  const std::string large(std::size_t{2} << 20, ' ');
  EXPECT_EQ(Ask(app.url(), "POST", "/api/orgs", large).status, 401);
  const json journal = Requests();
  ASSERT_EQ(journal["requests"].size(), 1U);
  EXPECT_EQ(journal["requests"][0]["status"], 401);
}

TEST_F(JournalRoutesTest, EachWorldHasItsOwn) {
  const std::string url =
      AskMain("POST", "/_grafake/worlds", R"({"name": "one", "settings": {"grafake": {"journal": 1}}})").Json()["url"];
  AsAdmin(url, "GET", "/api/org");
  AsAdmin(url, "GET", "/api/org");
  EXPECT_EQ(Requests()["requests"].size(), 0U);
  EXPECT_EQ(AskMain("GET", "/_grafake/worlds/one/requests").Json()["lost"], 1);
  EXPECT_EQ(Ask(url, "GET", "/_grafake/requests").Json()["requests"].size(), 1U);
  const std::string off =
      AskMain("POST", "/_grafake/worlds", R"({"settings": {"grafake": {"journal": 0}}})").Json()["url"];
  EXPECT_THAT(Ask(off, "GET", "/_grafake/requests").Error(), HasSubstr("[grafake] journal is 0"));
}

TEST_F(JournalRoutesTest, AResetClearsItUnlessItIsKept) {
  AsAdmin(app.url(), "GET", "/api/org");
  EXPECT_EQ(AskMain("POST", "/_grafake/reset", R"({"keep": ["journal"]})").status, 204);
  EXPECT_EQ(Requests()["requests"].size(), 1U);
  EXPECT_EQ(AskMain("POST", "/_grafake/reset").status, 204);
  EXPECT_EQ(Requests()["requests"].size(), 0U);
}

TEST_F(JournalRoutesTest, WaitsUntilThereAreEnough) {
  std::thread client([this] {
    for (int i = 0; i < 3; ++i) AsAdmin(app.url(), "GET", "/api/org");
  });
  EXPECT_EQ(Requests("?wait=60s&count=3&route=/api/org")["requests"].size(), 3U);
  client.join();
  EXPECT_EQ(Requests("?wait=10ms&count=9")["requests"].size(), 3U);
}

// More than may wait, and the server answers others all the same; a world that ends ends their waiting.
TEST_F(JournalRoutesTest, WhoWaitsKeepsNobodyFromAThread) {
  ASSERT_EQ(AskMain("POST", "/_grafake/worlds", R"({"name": "one"})").status, 201);
  std::atomic<int> refused = 0;
  std::vector<std::thread> waiting;
  for (int i = 0; i < WaitingPlaces::kMost + 2; ++i) {
    waiting.emplace_back([&] {
      if (AskMain("GET", "/_grafake/worlds/one/requests?wait=60s").status == 503) ++refused;
    });
  }
  for (int i = 0; i < 1000 && refused < 2; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_EQ(refused, 2);
  std::vector<std::thread> others;
  for (int i = 0; i < 16; ++i)
    others.emplace_back([&] { EXPECT_EQ(AsAdmin(app.url(), "GET", "/api/org").status, 200); });
  for (std::thread& other : others) other.join();
  EXPECT_EQ(AskMain("DELETE", "/_grafake/worlds/one").status, 204);
  for (std::thread& thread : waiting) thread.join();
}

TEST_F(JournalRoutesTest, WhoHasGoneWaitsNoMore) {
  const auto full = [&] { return AskMain("GET", "/_grafake/requests?wait=1ms").status == 503; };
  const std::string url = app.url();
  std::vector<RawClient> waiting;
  // Who asks takes a place too, and one who came meanwhile may have found none: so there are more than places.
  for (int i = 0; i < 1000 && !full(); ++i) {
    waiting.emplace_back(static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))));
    waiting.back().Send("GET /_grafake/requests?wait=60s HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }
  ASSERT_TRUE(full());
  waiting.clear();
  for (int i = 0; i < 1000 && full(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_FALSE(full());
}

TEST_F(JournalRoutesTest, IsAnArchiveThatToolsRead) {
  AsAdmin(app.url(), "POST", "/api/orgs?x=1", R"({"name": "x"})");
  const json log = AskMain("GET", "/_grafake/requests.har").Json()["log"];
  EXPECT_EQ(log["version"], "1.2");
  EXPECT_EQ(log["creator"]["name"], "grafake");
  ASSERT_EQ(log["entries"].size(), 1U);
  const json& entry = log["entries"][0];
  EXPECT_EQ(entry["request"]["url"], app.url() + "api/orgs?x=1");
  EXPECT_EQ(entry["request"]["queryString"], json::parse(R"([{"name": "x", "value": "1"}])"));
  EXPECT_EQ(entry["request"]["postData"]["text"], R"({"name": "x"})");
  EXPECT_EQ(entry["response"]["status"], 200);
  EXPECT_EQ(entry["response"]["content"]["mimeType"], "application/json");
  for (const char* member : {"startedDateTime", "time", "cache", "timings"}) EXPECT_TRUE(entry.contains(member));
  for (const char* member : {"httpVersion", "cookies", "headers", "headersSize", "bodySize"}) {
    EXPECT_TRUE(entry["request"].contains(member)) << member;
    EXPECT_TRUE(entry["response"].contains(member)) << member;
  }
}

}  // namespace
}  // namespace grafake::server
