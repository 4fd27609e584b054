// Faults over real sockets, in the program's own composition.

#include "server/control/faults.h"

#include <gmock/gmock.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "server/control/control_fixture.h"

namespace grafake::server {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

struct FaultAnswer {
  std::string all;

  [[nodiscard]] int Status() const { return all.starts_with("HTTP/1.") ? std::stoi(all.substr(9, 3)) : 0; }
  [[nodiscard]] std::string Body() const { return all.substr(std::min(all.size(), all.find("\r\n\r\n") + 4)); }
  [[nodiscard]] json Json() const { return json::parse(Body(), nullptr, false); }
  [[nodiscard]] std::string Error() const { return Json().value("error", ""); }
};

class FaultsTest : public ControlTest {
 protected:
  FaultAnswer Ask(const std::string& method, const std::string& path, const std::string& body = "",
                  const std::string& headers = "") {
    return {WholeAnswer(app.url(), method, path, body, headers)};
  }
  static std::string Basic(const std::string& login, const std::string& password) {
    return "Authorization: Basic " + EncodeBase64(login + ":" + password) + "\r\n";
  }
  FaultAnswer AsAdmin(const std::string& method, const std::string& path, const std::string& body = "",
                      const std::string& headers = "") {
    return Ask(method, path, body, Basic("admin", "admin") + headers);
  }
  FaultAnswer WithToken(const std::string& token, const std::string& method, const std::string& path,
                        const std::string& body = "") {
    return Ask(method, path, body, "Authorization: Bearer " + token + "\r\n");
  }
  void Add(const std::string& fault) {
    const FaultAnswer added = Ask("POST", "/_grafake/faults", fault);
    EXPECT_EQ(added.Status(), 201) << added.all;
  }
  std::int64_t Fired(const std::string& name) {
    return Ask("GET", "/_grafake/faults/" + name).Json().value("fired", -1);
  }

  std::size_t Accounts() { return AsAdmin("GET", "/api/serviceaccounts/search").Json()["serviceAccounts"].size(); }
  std::size_t Tokens() { return AsAdmin("GET", "/api/serviceaccounts/2/tokens").Json().size(); }
  void MakeAccount() {
    EXPECT_EQ(AsAdmin("POST", "/api/serviceaccounts", R"({"name":"robot","role":"Admin"})").Status(), 201);
  }
  std::string MakeToken(const std::string& name) {
    return AsAdmin("POST", "/api/serviceaccounts/2/tokens", R"({"name":")" + name + "\"}").Json().value("key", "");
  }
};

TEST_F(FaultsTest, ACreationMayBeCarriedOutAndItsAnswerLost) {
  MakeAccount();
  Add(R"({"name": "lost", "when": {"method": "POST", "route": "/api/serviceaccounts/:id/tokens", "caller": "admin", "after": 1},
          "times": 1, "do": {"apply": "once", "then": "drop"}})");
  EXPECT_NE(MakeToken("first"), "");
  EXPECT_EQ(AsAdmin("POST", "/api/serviceaccounts/2/tokens", R"({"name":"second"})").all, "");
  EXPECT_NE(MakeToken("third"), "");
  EXPECT_EQ(Tokens(), 3U);
  const json lost = Ask("GET", "/_grafake/faults/lost").Json();
  EXPECT_EQ(lost["fired"], 1);
  EXPECT_EQ(lost["left"], 0);
  EXPECT_EQ(Ask("POST", "/_grafake/verify").Status(), 204);
}

TEST_F(FaultsTest, ARequestMayNeverBeCarriedOutOrTwice) {
  MakeAccount();
  Add(R"({"when": {"route": "/api/serviceaccounts/:any/tokens", "method": "POST"}, "times": 1, "do": {"apply": "never", "then": "drop"}})");
  EXPECT_EQ(AsAdmin("POST", "/api/serviceaccounts/2/tokens", R"({"name":"one"})").all, "");
  EXPECT_EQ(Tokens(), 0U);
  Add(R"({"when": {"route": "/api/serviceaccounts/2/tokens", "method": "POST"}, "times": 1, "do": {"apply": "twice", "then": "answer"}})");
  EXPECT_EQ(AsAdmin("POST", "/api/serviceaccounts/3/tokens", R"({"name":"one"})").Status(), 404);
  const FaultAnswer twice = AsAdmin("POST", "/api/serviceaccounts/2/tokens", R"({"name":"one"})");
  EXPECT_GE(twice.Status(), 400);  // the second time the name is taken
  EXPECT_EQ(Tokens(), 1U);
}

TEST_F(FaultsTest, AnotherAnswerTakesThePlaceOfTheServers) {
  Add(R"({"name": "busy", "when": {"route": "/api/org"}, "times": 1,
          "do": {"apply": "never", "then": {"status": 503, "headers": {"Retry-After": 2, "X-Other": "a"}, "body": {"message": "busy", "n": [1, null]}}}})");
  const FaultAnswer busy = AsAdmin("GET", "/api/org");
  EXPECT_THAT(
      busy.all,
      StartsWith(
          "HTTP/1.0 503 Service Unavailable\r\nContent-Type: application/json\r\nRetry-After: 2\r\nX-Other: a\r\n"));
  EXPECT_EQ(busy.Body(), R"({"message":"busy","n":[1,null]})");
  EXPECT_EQ(AsAdmin("GET", "/api/org").Status(), 200);
}

TEST_F(FaultsTest, ABodyMayBeCutOffDripOrBeNoHttpAndAnAnswerBeLate) {
  Add(R"({"times": 1, "do": {"then": {"cut_after": 5}}})");
  Add(R"({"times": 1, "do": {"then": {"drip": 1000}}})");
  Add(R"({"times": 1, "do": {"then": {"garbage": true}}})");
  Add(R"({"times": 1, "do": {"apply": "never", "then": "reset"}})");
  Add(R"({"times": 1, "do": {"delay": {"from": "20ms", "to": "30ms"}}})");
  EXPECT_EQ(AsAdmin("GET", "/api/org").Body().size(), 5U);
  EXPECT_EQ(AsAdmin("GET", "/api/org").Json()["id"], 1);
  EXPECT_EQ(AsAdmin("GET", "/api/org").Status(), 0);
  EXPECT_EQ(AsAdmin("GET", "/api/org").all, "");
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(AsAdmin("GET", "/api/org").Status(), 200);
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 20ms);
  EXPECT_EQ(Ask("POST", "/_grafake/verify").Status(), 204);
}

TEST_F(FaultsTest, WhoNamesAFaultMeetsThatAlone) {
  Add(R"({"name": "all", "do": {"then": {"status": 502}}})");
  Add(R"({"name": "mine", "when": {"named": true, "method": "GET"}, "do": {"then": {"status": 503}}})");
  EXPECT_EQ(AsAdmin("GET", "/api/org").Status(), 502);
  EXPECT_EQ(AsAdmin("GET", "/api/org", "", "X-Grafake-Fault: mine\r\n").Status(), 503);
  EXPECT_EQ(AsAdmin("PUT", "/api/org", R"({"name":"x"})", "X-Grafake-Fault: mine\r\n").Status(), 200);
  EXPECT_EQ(Fired("all"), 1);
  EXPECT_EQ(Fired("mine"), 1);
}

TEST_F(FaultsTest, WhoNamesAFaultThatIsNotThereIsToldSo) {
  const std::string large(std::size_t{1} << 20, ' ');
  const FaultAnswer none = AsAdmin("GET", "/api/org", "", "X-Grafake-Fault: lsot\r\n");
  EXPECT_EQ(none.Status(), 400);
  EXPECT_EQ(none.Error(), R"(no fault is named "lsot", as X-Grafake-Fault says; GET /_grafake/faults lists all)");
  Add(R"({"name": "lost", "when": {"named": true}, "do": {"then": "drop"}})");
  for (const std::string& body : {std::string(R"({"name": "other"})"), large}) {
    EXPECT_THAT(AsAdmin("PUT", "/api/org", body, "x-grafake-fault: lsot\r\n").Error(), EndsWith("did you mean lost?"));
  }
  EXPECT_EQ(AsAdmin("GET", "/api/org").Json()["name"], "Main Org.");
  EXPECT_EQ(Fired("lost"), 0);
  const json requests = Ask("GET", "/_grafake/requests?status=400").Json()["requests"];
  ASSERT_EQ(requests.size(), 3U);
  EXPECT_EQ(requests[0]["route"], "/api/org");
  EXPECT_EQ(requests[0]["why"], none.Error());
}

TEST_F(FaultsTest, CallersAreKnownByEveryNameTheyHave) {
  MakeAccount();
  const std::string token = MakeToken("known");
  const std::string other = MakeToken("other");
  for (const char* name : {"known", "robot", "sa-robot"}) {
    Add(R"({"name": "it", "when": {"caller": ")" + std::string(name) + R"("}, "do": {"then": {"status": 503}}})");
    EXPECT_EQ(WithToken(token, "GET", "/api/org").Status(), 503) << name;
    EXPECT_EQ(AsAdmin("GET", "/api/org").Status(), 200) << name;
    EXPECT_EQ(WithToken(other, "GET", "/api/org").Status(), name == std::string("known") ? 200 : 503);
    EXPECT_EQ(Ask("DELETE", "/_grafake/faults/it").Json()["fired"], name == std::string("known") ? 1 : 2);
  }
}

// Whoever only asks who is calling changes nothing that the caller could see.
TEST_F(FaultsTest, AskingForTheCallerLeavesNoTrace) {
  MakeAccount();
  const std::string token = MakeToken("known");
  Add(R"({"when": {"caller": "nobody-of-that-name"}, "do": {"then": "drop"}})");
  Add(R"({"when": {"caller": "known"}, "do": {"apply": "never", "then": {"status": 503}}})");
  EXPECT_EQ(WithToken(token, "GET", "/api/org").Status(), 503);
  EXPECT_EQ(AsAdmin("GET", "/api/serviceaccounts/2/tokens").Json()[0].value("lastUsedAt", json()), json());
  Add(R"({"when": {"method": "PATCH"}, "do": {"apply": "never", "then": {"status": 503}}})");
  for (int i = 0; i < 8; ++i) EXPECT_EQ(Ask("PATCH", "/api/org", "", Basic("admin", "wrong")).Status(), 503);
  EXPECT_EQ(AsAdmin("GET", "/api/org").Status(), 200);  // not locked out
}

TEST_F(FaultsTest, ARequestThatIsRefusedUnreadMeetsThemOnce) {
  const std::string large(std::size_t{1} << 20, ' ');
  Add(R"({"name": "never", "when": {"method": "POST", "after": 1}, "times": 1, "do": {"apply": "never", "then": {"status": 503}}})");
  Add(R"({"name": "once", "when": {"method": "PUT", "after": 1}, "times": 1, "do": {"then": {"status": 502}}})");
  for (const auto& [method, status] : std::vector<std::pair<std::string, int>>{{"POST", 503}, {"PUT", 502}}) {
    EXPECT_EQ(Ask(method, "/api/org", large).Status(), 401);
    EXPECT_EQ(Ask(method, "/api/org", large).Status(), status);
    EXPECT_EQ(Ask(method, "/api/org", large).Status(), 401);
  }
  // One that is read after all is counted once, too.
  Add(R"({"name": "read", "when": {"method": "PATCH"}, "do": {"then": {"status": 502}}})");
  EXPECT_EQ(AsAdmin("PATCH", "/api/org/preferences", "{}" + large).Status(), 502);
  EXPECT_EQ(Fired("read"), 1);
}

TEST_F(FaultsTest, ALockedDatabaseIsSaidInTheWordsOfTheRoute) {
  MakeAccount();
  Add(R"({"name": "locked", "do": "locked"})");
  const FaultAnswer token = AsAdmin("POST", "/api/serviceaccounts/2/tokens", R"({"name":"t"})");
  EXPECT_EQ(token.Status(), 500);
  EXPECT_THAT(token.Body(), HasSubstr("Failed to add API Key"));
  EXPECT_EQ(Ask("POST", "/api/serviceaccounts/2/tokens", "{}").Status(), 403);  // he comes not so far
  EXPECT_EQ(AsAdmin("GET", "/api/org").Status(), 500);
  EXPECT_EQ(Fired("locked"), 3);
  Ask("DELETE", "/_grafake/faults");
  EXPECT_EQ(Tokens(), 0U);
}

TEST_F(FaultsTest, ASlowCacheShowsWhatACallerMayDoFiveSecondsLate) {
  MakeAccount();
  const std::string token = MakeToken("known");
  EXPECT_EQ(Ask("PUT", "/_grafake/clock", R"({"frozen": true})").Status(), 200);
  EXPECT_EQ(AsAdmin("PATCH", "/api/serviceaccounts/2", R"({"role":"Admin"})").Status(), 200);
  Add(R"({"name": "slow", "when": {"caller": "robot"}, "do": "slow-cache"})");
  EXPECT_EQ(WithToken(token, "GET", "/api/serviceaccounts/search").Status(), 200);
  EXPECT_EQ(AsAdmin("PATCH", "/api/serviceaccounts/2", R"({"role":"Viewer"})").Status(), 200);
  EXPECT_EQ(WithToken(token, "GET", "/api/serviceaccounts/search").Status(), 200);
  Ask("PUT", "/_grafake/clock", R"({"advance": "4s"})");
  EXPECT_EQ(WithToken(token, "GET", "/api/serviceaccounts/search").Status(), 200);
  Ask("PUT", "/_grafake/clock", R"({"advance": "1s"})");
  EXPECT_EQ(WithToken(token, "GET", "/api/serviceaccounts/search").Status(), 403);
  EXPECT_EQ(AsAdmin("PATCH", "/api/serviceaccounts/2", R"({"role":"Admin"})").Status(), 200);
  EXPECT_EQ(WithToken(token, "GET", "/api/serviceaccounts/search").Status(), 403);
  Ask("DELETE", "/_grafake/faults/slow");
  EXPECT_EQ(WithToken(token, "GET", "/api/serviceaccounts/search").Status(), 200);
}

TEST_F(FaultsTest, WhatWasNotUsedUpIsSaid) {
  Add(R"({"name": "some", "times": 2, "do": {"then": {"status": 503}}})");
  Add(R"({"name": "always", "when": {"method": "PUT"}, "do": {"then": "drop"}})");
  AsAdmin("GET", "/api/org");
  const FaultAnswer unused = Ask("POST", "/_grafake/verify");
  EXPECT_EQ(unused.Status(), 409);
  EXPECT_EQ(unused.Error(), "faults were not used up: some was met 1 times, 1 are left; always was met 0 times");
  EXPECT_EQ(unused.Json()["faults"].size(), 2U);
}

TEST_F(FaultsTest, AResetEndsThemUnlessTheyAreKept) {
  Add(R"({"name": "it", "do": {"then": "drop"}})");
  EXPECT_EQ(Ask("POST", "/_grafake/reset", R"({"keep": ["faults"]})").Status(), 204);
  EXPECT_EQ(Ask("GET", "/_grafake/faults").Json().size(), 1U);
  EXPECT_EQ(Ask("POST", "/_grafake/reset").Status(), 204);
  EXPECT_EQ(Ask("GET", "/_grafake/faults").Body(), "[]\n");
  EXPECT_EQ(AsAdmin("GET", "/api/org").Status(), 200);
}

struct WrongFault {
  const char* body;
  const char* sentence;
};

const std::vector<WrongFault> kWrongFaults = {
    {"{}", "line 1: \"do\" is missing: \"locked\""},
    {R"({"do": 5})", "do is a number; expected"},
    {R"({"do": "lokced"})", "do is \"lokced\"; did you mean locked?"},
    {R"({"do": "drop"})", R"(do is "drop"; expected a map: {"then": "drop"})"},
    {R"({"do": "twice"})", R"(expected a map: {"apply": "twice", "then": "answer"})"},
    {R"({"do": "once"})", R"(expected a map: {"apply": "once", "then": "drop"})"},
    {R"({"do": "never"})", R"(expected a map: {"apply": "never", "then": "drop"})"},
    {R"({"do": "2s"})", R"(expected a map: {"delay": "2s"})"},
    {R"({"do": "garbage"})", R"(expected a map: {"then": {"garbage": true}})"},
    {R"({"do": {}})", "is as usual"},
    {R"({"do": {"aply": "once", "then": "drop"}})", "do.aply is not known; did you mean apply?"},
    {R"({"do": {"apply": "oncce", "then": "drop"}})", "do.apply is \"oncce\"; did you mean once?"},
    {R"({"do": {"apply": "never"}})", "then there is no answer"},
    {R"({"do": {"then": "dorp"}})", "do.then is \"dorp\"; did you mean drop?"},
    {R"({"do": {"then": []}})", "do.then is a list; expected answer, drop, reset, or a map"},
    {R"({"do": {"then": {"stauts": 503}}})", "do.then.stauts is not known; did you mean status?"},
    {R"({"do": {"then": {"status": "503"}}})", "do.then.status is text; expected a number"},
    {R"({"do": {"then": {"status": 99}}})", "do.then.status is a number from 200"},
    {R"({"do": {"then": {"status": 204, "body": "x"}}})", "cannot be sent with status 204"},
    {R"({"do": {"then": {"body": "x"}}})", "do.then.body needs a status"},
    {R"({"do": {"then": {"status": 500, "headers": {"a b": "c"}}}})", "do.then.headers.a b is no name of a header"},
    {R"({"do": {"then": {"status": 500, "headers": {"content-length": 1}}}})", "is made by the server"},
    {R"({"do": {"then": {"status": 500, "headers": {"connection": "upgrade"}}}})", "is made by the server; drop"},
    {R"({"do": {"then": {"status": 500, "headers": {"X": "a\nb"}}}})", "no header can hold"},
    {R"({"do": {"then": {"cut_after": -1}}})", "do.then.cut_after is -1; expected 0 to"},
    {R"({"do": {"then": {"drip": 0}}})", "do.then.drip is 0; expected 1 to"},
    {R"({"do": {"then": {"garbage": true, "drip": 5}}})", "stands alone"},
    {R"({"do": {"then": {}}})", "do.then says nothing"},
    {R"({"do": {"delay": "soon"}})", "do.delay is \"soon\"; expected a span"},
    {R"({"do": {"delay": "2h"}})", "expected a span from 0s to 1h"},
    {R"({"do": {"delay": {"from": "2s", "to": "1s"}}})", "do.delay.to is less than from"},
    {R"({"do": {"delay": {"from": "2s"}}})", "do.delay: \"to\" is missing"},
    {R"({"do": "locked", "times": 0})", "times is 0; expected 1 to"},
    {R"({"do": "locked", "tims": 1})", "tims is not known; did you mean times?"},
    {R"({"do": "locked", "name": "a b"})", "name has up to 100"},
    {R"({"do": "locked", "name": ""})", "name is empty; leave it out"},
    {R"({"do": "locked", "name": "."})", "name is \".\", which clients take out of a path"},
    {R"({"do": "locked", "name": ".."})", "name is \"..\", which clients take out of a path"},
    {R"({"do": {"apply": "twice", "then": "locked"}})", "do.apply is \"twice\", but nothing is carried out"},
    {R"({"do": "locked", "when": {"method": ""}})", "when.method is empty; leave it out"},
    {R"({"do": "locked", "when": {"route": ""}})", "when.route is empty; leave it out"},
    {R"({"do": "locked", "when": {"caller": ""}})", "when.caller is empty; leave it out"},
    {"null", "\"do\" is missing"},
    {"~", "\"do\" is missing"},
    {R"({"do": "locked", "when": "always"})", "when is text; expected a map"},
    {R"({"do": "locked", "when": {"method": "post"}})", "when.method is \"post\"; did you mean POST?"},
    {R"({"do": "locked", "when": {"callr": "ada"}})", "when.callr is not known; did you mean caller?"},
    {R"({"do": "locked", "when": {"route": "api"}})", "is a path or the pattern"},
    {R"({"do": "locked", "when": {"route": "/api/serviceaccount/:id"}})", "did you mean /api/serviceaccounts/:"},
    {R"({"do": "locked", "when": {"method": "PUT", "route": "/api/serviceaccounts/:id"}})",
     "is asked with DELETE, GET, PATCH in this release, not with PUT"},
    {"when:\n  method: GET\n  after: x\ndo: locked\n", "line 3: when.after is text; expected a number"},
};

TEST_F(FaultsTest, WhatIsWrongWithOneIsSaid) {
  for (const auto& [body, sentence] : kWrongFaults) {
    const FaultAnswer answer = Ask("POST", "/_grafake/faults", body);
    EXPECT_EQ(answer.Status(), 400) << body << answer.all;
    EXPECT_THAT(answer.Error(), HasSubstr(sentence)) << body;
  }
  EXPECT_EQ(Ask("GET", "/_grafake/faults").Body(), "[]\n");
  Add(R"({"name": "there", "do": "locked"})");
  EXPECT_EQ(Ask("POST", "/_grafake/faults", R"({"name": "there", "do": "locked"})").Status(), 409);
  EXPECT_THAT(Ask("DELETE", "/_grafake/faults/three").Error(), HasSubstr("did you mean there?"));
}

TEST_F(FaultsTest, EveryFormOfAKnownRouteIsTaken) {
  for (const char* route :
       {"/api/health", "/api/serviceaccounts/:x/tokens/", "/api/serviceaccounts/7", "/api/org", "/"})
    Add(R"({"when": {"route": ")" + std::string(route) + R"("}, "do": {"then": {"status": 418}}})");
  EXPECT_EQ(Ask("GET", "/api/health").Status(), 418);
  EXPECT_EQ(AsAdmin("GET", "/api/serviceaccounts/9/tokens").Status(), 418);
  EXPECT_EQ(AsAdmin("GET", "/api/serviceaccounts/7").Status(), 418);
  EXPECT_EQ(AsAdmin("GET", "/api/serviceaccounts/8").Status(), 404);
  EXPECT_EQ(Ask("GET", "/").Status(), 418);
}

// What clients have met is what the server has counted, whoever adds and removes meanwhile.
TEST_F(FaultsTest, CountsAreExactUnderLoad) {
  Add(R"({"name": "some", "when": {"method": "GET", "after": 10}, "times": 25, "do": {"apply": "never", "then": {"status": 503}}})");
  std::atomic<bool> over = false;
  std::atomic<int> some = 0;
  std::atomic<int> others = 0;
  std::vector<std::thread> clients;
  for (int i = 0; i < 3; ++i) {
    clients.emplace_back([&] {
      while (!over) {
        const int status = AsAdmin("GET", "/api/org").Status();
        some += status == 503 ? 1 : 0;
        others += status == 502 ? 1 : 0;
        EXPECT_THAT(status, testing::AnyOf(200, 502, 503));
      }
    });
  }
  std::int64_t counted = 0;
  for (int i = 0; i < 15; ++i) {
    Add(R"({"name": "other", "when": {"route": "/api/org", "caller": "admin"}, "do": {"then": {"status": 502}}})");
    counted += Ask("DELETE", "/_grafake/faults/other").Json().value("fired", std::int64_t{-1000});
  }
  for (int i = 0; i < 400 && Fired("some") < 25; ++i) std::this_thread::sleep_for(10ms);
  over = true;
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(some, 25);
  EXPECT_EQ(Fired("some"), 25);
  EXPECT_EQ(others, counted);
}

}  // namespace
}  // namespace grafake::server
