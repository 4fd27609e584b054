// Calls that need more than one request, since Grafana's own would surprise.
#include <gmock/gmock.h>

#include <mutex>

#include "test_support/misbehaving_server.h"
#include "test_support/told.h"

namespace grafake {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

// Answers each request with the next of the list, and the last for ever. No status: the connection ends.
struct Reply {
  int status = 0;
  std::string body;
};

class ComposedCallsTest : public testing::Test {
 protected:
  Client Answering(std::vector<Reply> replies) {
    replies_ = std::move(replies);
    ClientOptions options{.url = server_.url()};
    options.timing.sleep = [](auto, const auto&) {};
    return Client(options);
  }
  // The requests' methods, paths and bodies.
  std::vector<std::string> Requests() const {
    std::vector<std::string> short_ones;
    for (const std::string& request : server_.requests()) {
      const std::string body = request.substr(request.find("\r\n\r\n") + 4);
      short_ones.push_back(request.substr(0, request.find(" HTTP/1.1\r\n")) + (body.empty() ? "" : " " + body));
    }
    return short_ones;
  }

 private:
  void Serve(Visit& visit) {
    while (!visit.Request().empty()) {
      const std::lock_guard lock(mutex_);
      const Reply reply = replies_.front();
      if (replies_.size() > 1) replies_.erase(replies_.begin());
      if (reply.status == 0) return visit.Reset();
      visit.Answer(reply.status, reply.body);
    }
  }

  std::mutex mutex_;
  std::vector<Reply> replies_;
  MisbehavingServer server_{[this](Visit& visit) { Serve(visit); }};  // last: it calls into the rest
};

std::string Found(const std::string& accounts, int total) {
  return R"({"totalCount":)" + std::to_string(total) + R"(,"serviceAccounts":[)" + accounts + "]}";
}

TEST_F(ComposedCallsTest, FindByNameTakesTheOldestOfExactlyTheName) {
  const std::string one = R"({"id":9,"name":"a%b"},{"id":4,"name":"axb"},{"id":7,"name":"A%b"})";
  const std::string two = R"({"id":5,"name":"a%b"},{"id":6,"name":"a%b!"})";
  const Client client = Answering({{200, Found(one, 5)}, {200, Found(two, 5)}});
  const auto found = ServiceAccounts(client).FindByName("a%b");
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->id, 5);
}

TEST_F(ComposedCallsTest, FindByNameAsksForNamesOfAllKinds) {
  const std::vector<std::pair<std::string, std::string>> kNames{{"100% _sure_", "100%25%20_sure_"},
                                                                {"Tür \"5\"", "T%C3%BCr%20%225%22"},
                                                                {"a&b=c;d#e", "a%26b%3Dc%3Bd%23e"},
                                                                {R"(C:\longest\x)", "longest"},
                                                                {R"(\)", ""}};
  for (const auto& [name, query] : kNames) {
    const std::string account = Json{{"id", 3}, {"name", name}}.dump();
    const auto found = ServiceAccounts(Answering({{200, Found(account, 1)}})).FindByName(name);
    ASSERT_TRUE(found && *found) << name;
    EXPECT_EQ(Requests().back(), "GET /api/serviceaccounts/search?query=" + query + "&page=1&perpage=1000");
  }
}

TEST_F(ComposedCallsTest, FindByNameOfAServerThatRepeatsItselfEnds) {
  const auto found = ServiceAccounts(Answering({{200, Found(R"({"id":1,"name":"x"})", 99)}})).FindByName("y");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::kUnreadable);
}

TEST_F(ComposedCallsTest, NothingFoundIsNoError) {
  const auto found = ServiceAccounts(Answering({{200, Found("", 0)}})).FindByName("y");
  ASSERT_TRUE(found);
  EXPECT_FALSE(*found);
}

constexpr auto kMade = R"({"id":2,"name":"x","role":"","isDisabled":false})";  // as Grafana 9.0 answers

TEST_F(ComposedCallsTest, ACreationThatIgnoredTheRoleIsCompleted) {
  const Client client = Answering({{201, kMade}, {200, R"({"id":2,"name":"x","role":"Editor","isDisabled":true})"}});
  const auto made = ServiceAccounts(client).Create({"x", "Editor", true});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->role, "Editor");
  EXPECT_TRUE(made->is_disabled);
  EXPECT_THAT(Requests(),
              ElementsAre(StartsWith("POST "), R"(PATCH /api/serviceaccounts/2 {"isDisabled":true,"role":"Editor"})"));
}

TEST_F(ComposedCallsTest, ACreationWithTheRoleNeedsNothingMore) {
  const auto made =
      ServiceAccounts(Answering({{201, R"({"id":2,"role":"Editor"})"}})).Create({.name = "x", .role = "editor"});
  ASSERT_TRUE(made);
  EXPECT_EQ(Requests().size(), 1U);
}

TEST_F(ComposedCallsTest, AnAccountThatCannotGetItsRoleIsDeleted) {
  const Client client = Answering({{201, kMade}, {400, R"({"message":"Bad request data"})"}, {200, "{}"}});
  const auto made = ServiceAccounts(client).Create({.name = "x", .role = "Boss"});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().status, 400);
  EXPECT_EQ(Requests().back(), "DELETE /api/serviceaccounts/2");
}

TEST_F(ComposedCallsTest, AnAccountThatIsLeftIsTold) {
  const Client client = Answering({{201, kMade}, {400, R"({"message":"Bad"})"}, {403, R"({"message":"No"})"}});
  const auto made = ServiceAccounts(client).Create({.name = "x", .role = "Boss"});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, ErrorKind::kOutcomeUnknown);
  EXPECT_THAT(made.error().message, HasSubstr("Bad; the new account (id 2) is there: refused: 403 No"));
}

TEST_F(ComposedCallsTest, AnAccountWhoseRoleIsUnknownIsDeletedAndNothingIsLeft) {
  const auto made = ServiceAccounts(Answering({{201, kMade}, {}, {200, "{}"}})).Create({.name = "x", .role = "Admin"});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, ErrorKind::kNotReached);
}

TEST_F(ComposedCallsTest, ARepeatedDeletionOfAnAccountIsLookedUp) {
  const Reply gone{500, R"({"message":"Service account deletion error"})"};
  EXPECT_TRUE(ServiceAccounts(Answering({{}, gone, {404, "{}"}})).Delete(2));
  EXPECT_FALSE(ServiceAccounts(Answering({{}, gone, {200, kMade}})).Delete(2)) << "it is still there";
  EXPECT_FALSE(ServiceAccounts(Answering({gone})).Delete(2)) << "no answer was lost";
}

TEST_F(ComposedCallsTest, AChangeOfAUserKeepsTheLogin) {
  const Client client = Answering({{200, R"({"id":5,"login":"eve"})"}, {200, "{}"}});
  ASSERT_TRUE(Users(client).Update(5, {.email = "new@example.com"}));
  EXPECT_THAT(Requests(), ElementsAre("GET /api/users/5",
                                      R"(PUT /api/users/5 {"email":"new@example.com","login":"eve","name":""})"));
}

TEST_F(ComposedCallsTest, AChangeOfOneselfKeepsTheLogin) {
  const Client client = Answering({{200, R"({"id":5,"login":"eve"})"}, {200, "{}"}});
  ASSERT_TRUE(CurrentUser(client).Update({.name = "Eve"}));
  EXPECT_THAT(Requests(),
              ElementsAre("GET /api/user", R"(PUT /api/user {"email":"","login":"eve","name":"Eve","theme":""})"));
}

TEST_F(ComposedCallsTest, AChangeOfATeamKeepsTheEmail) {
  const Client client = Answering({{200, R"({"id":7,"email":"ops@example.com"})"}, {200, "{}"}});
  ASSERT_TRUE(Teams(client).Update(7, {.name = "Ops"}));
  EXPECT_THAT(Requests(),
              ElementsAre("GET /api/teams/7", R"(PUT /api/teams/7 {"email":"ops@example.com","name":"Ops"})"));
}

TEST_F(ComposedCallsTest, AChangeOfNobodyIsRefused) {
  const Client client = Answering({{404, R"({"message":"user not found"})"}});
  EXPECT_EQ(Users(client).Update(5, {.name = "x"}).error().status, 404);
  EXPECT_EQ(Requests().size(), 1U);
}

TEST_F(ComposedCallsTest, NumbersMayComeAsText) {
  const auto account =
      ServiceAccounts(Answering({{200, R"({"id":"2","orgId":"1","tokens":"3","surprise":{}})"}})).Get(2);
  ASSERT_TRUE(account);
  EXPECT_EQ(Told(*account), (Json{{"id", 2}, {"org_id", 1}, {"tokens", 3}}));
}

TEST_F(ComposedCallsTest, NullIsAnEmptyList) {
  const auto tokens = Tokens(Answering({{200, "null"}})).List(2);
  ASSERT_TRUE(tokens);
  EXPECT_TRUE(tokens->empty());
}

}  // namespace
}  // namespace grafake
