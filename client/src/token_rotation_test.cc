// CreateTokenOnce and Rotate against a server that loses, delays and garbles what is asked of it.
#include <gmock/gmock.h>

#include <algorithm>

#include "grafake/tokens.h"
#include "test_support/token_server.h"

namespace grafake {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;
using testing::UnorderedElementsAre;
using namespace std::chrono_literals;

using enum Fate;

struct OnceCase {
  std::string name;
  Fates fates;
  std::optional<ErrorKind> error;  // unset: a token
  std::size_t left = 1;            // tokens of the name in the end
};

void PrintTo(const OnceCase& c, std::ostream* out) { *out << c.name; }

class CreateTokenOnceTest : public testing::TestWithParam<std::tuple<OnceCase, Refusals>> {};

TEST_P(CreateTokenOnceTest, LeavesOneTokenWhoseSecretIsKnownOrSaysThatItCannotTell) {
  const auto& [expected, refusals] = GetParam();
  TokenServer server(refusals, expected.fates);
  server.Add("other");
  const auto created = Tokens(server.MakeClient()).CreateTokenOnce(1, {.name = "new"});
  auto tokens = server.tokens();
  EXPECT_THAT(tokens, Contains(Pair(1, "other")));
  std::erase_if(tokens, [](const auto& token) { return token.second != "new"; });
  EXPECT_EQ(tokens.size(), expected.left) << server.methods();
  if (expected.error) {
    ASSERT_FALSE(created) << server.methods();
    EXPECT_EQ(created.error().kind, *expected.error) << created.error().ToString();
  } else {
    ASSERT_TRUE(created) << created.error().ToString();
    EXPECT_THAT(tokens, Contains(Pair(created->id, "new")));
    EXPECT_EQ(created->secret.Reveal(), TokenServer::SecretOf(created->id));
  }
}

const std::vector<OnceCase> kOnceCases{
    {"Answered", {}},
    {"LostBefore", {.creations = {kLostBefore}}},
    {"LostAfter", {.creations = {kLostAfter}}},
    {"LostTwice", {.creations = {kLostBefore, kLostAfter}}},
    {"LateAfterTheLook", {.creations = {kLate}}},
    {"LateThenLostAfter", {.creations = {kLate, kLostAfter}}},
    {"Garbled", {.creations = {kGarbled}}},
    {"ALookThatIsLostIsRepeated", {.lists = {kAnswered, kLostBefore}, .creations = {kLostAfter}}},
    {"DeletionLostAfter", {.creations = {kLostAfter}, .deletions = {kLostAfter}}},
    {"DeletionLostBefore", {.creations = {kLostAfter}, .deletions = {kLostBefore}}},
    {"DeletionRefusedOnce", {.creations = {kLostAfter}, .deletions = {kRefused}}},
    {"FirstLookFails", {.lists = {kRefused}}, ErrorKind::kRefused, 0},
    {"Refused", {.creations = {kRefused}}, ErrorKind::kRefused, 0},
    {"LookFails", {.lists = {kAnswered, kRefused}, .creations = {kLostAfter}}, ErrorKind::kOutcomeUnknown, 1},
    {"LostThenRefused", {.creations = {kLostBefore, kRefused}}, ErrorKind::kOutcomeUnknown, 0},
    {"DeletedThenRefused", {.creations = {kLostAfter, kRefused}}, ErrorKind::kRefused, 0},
    {"DeletionRefusedAlways",
     {.creations = {kLostAfter}, .deletions = {kRefused, kRefused, kRefused}},
     ErrorKind::kOutcomeUnknown,
     1},
    {"LostAlways", {.creations = {kLostAfter, kLostAfter, kLostAfter}}, ErrorKind::kOutcomeUnknown, 1},
};

INSTANTIATE_TEST_SUITE_P(Fates, CreateTokenOnceTest,
                         testing::Combine(testing::ValuesIn(kOnceCases), testing::Values(kOld, kMiddle, kCurrent)),
                         [](const auto& test) {
                           std::string release = std::get<1>(test.param).release;
                           std::ranges::replace(release, '.', '_');
                           return std::get<0>(test.param).name + "_" + release;
                         });

TEST(TokensTest, ATokenThatWasThereBeforeIsNotTouched) {
  TokenServer server(kOld);
  server.Add("new");
  const auto created = Tokens(server.MakeClient()).CreateTokenOnce(1, {.name = "new"});
  ASSERT_FALSE(created);
  EXPECT_EQ(created.error().kind, ErrorKind::kRefused);
  EXPECT_EQ(server.methods(), "GET ");
}

TEST(TokensTest, ANameOfAnotherAccountIsRefusedAlsoAfterALoss) {
  for (const Refusals& refusals : {kOld, kMiddle, kCurrent}) {
    TokenServer server(refusals, {.creations = {kLostBefore}});
    server.AddElsewhere("new");
    const auto created = Tokens(server.MakeClient()).CreateTokenOnce(1, {.name = "new"});
    ASSERT_FALSE(created);
    EXPECT_EQ(created.error().kind, ErrorKind::kRefused);
    EXPECT_EQ(created.error().status, refusals.taken_status);
    EXPECT_EQ(server.methods(), "GET POST GET POST GET ");
  }
}

TEST(TokensTest, TheDeadlineCoversAllSteps) {
  auto passed = std::make_shared<std::atomic<int>>(0);
  TokenServer server(kOld, {.creations = {kLostBefore}}, [passed](const std::string&) { *passed += 10; });
  ClientOptions options{.url = server.url(), .timeout = 25s};
  options.timing.now = [passed] {
    return std::chrono::steady_clock::time_point(std::chrono::seconds(1'000 + *passed));
  };
  options.timing.sleep = [](auto, const auto&) {};
  const auto created = Tokens(Client(options)).CreateTokenOnce(1, {.name = "new"});
  ASSERT_FALSE(created);
  EXPECT_EQ(created.error().kind, ErrorKind::kOutcomeUnknown);
  EXPECT_EQ(server.methods(), "GET POST GET ");
}

TEST(TokensTest, CancellationInBetweenEndsAllSteps) {
  std::stop_source stop;
  TokenServer server(kOld, {.creations = {kLostAfter}}, [&](const std::string& request) {
    if (request.starts_with("POST")) stop.request_stop();
  });
  const auto created = Tokens(server.MakeClient()).CreateTokenOnce(1, {.name = "new"}, {.stop = stop.get_token()});
  ASSERT_FALSE(created);
  EXPECT_EQ(created.error().kind, ErrorKind::kOutcomeUnknown);
  EXPECT_EQ(server.methods(), "GET POST ");
}

TEST(TokensTest, ADeletionThatWasRepeatedIsDoneWhereTheTokenIsGone) {
  for (const Refusals& refusals : {kOld, kMiddle, kCurrent}) {
    TokenServer server(refusals, {.deletions = {kLostAfter}});
    const int id = server.Add("old");
    EXPECT_TRUE(Tokens(server.MakeClient()).Delete(1, id)) << refusals.release;
    EXPECT_FALSE(Tokens(server.MakeClient()).Delete(1, id)) << refusals.release << ": it was there no longer";
  }
}

class RotateTest : public testing::Test {
 protected:
  void Start(Fates fates = {}, std::function<void(const std::string&)> watch = {}) {
    server_.emplace(kOld, std::move(fates), std::move(watch));
    old_ = server_->Add("old");
  }
  Result<Rotated> Rotate(const Tokens::HandOver& hand_over, const CallOptions& options = {}) {
    return Tokens(server_->MakeClient()).Rotate(1, old_, {.name = "new"}, hand_over, options);
  }

  std::optional<TokenServer> server_;
  int old_ = 0;
};

TEST_F(RotateTest, HandsTheNewOneOverThenDeletesTheOld) {
  Start();
  std::map<int, std::string> during;
  const auto rotated =
      Rotate([&](const CreatedToken&) -> Result<void> { return during = server_->tokens(), Result<void>(); });
  ASSERT_TRUE(rotated) << rotated.error().ToString();
  EXPECT_FALSE(rotated->old_left);
  EXPECT_EQ(rotated->created.secret.Reveal(), TokenServer::SecretOf(2));
  EXPECT_THAT(during, UnorderedElementsAre(Pair(1, "old"), Pair(2, "new")));
  EXPECT_THAT(server_->tokens(), ElementsAre(Pair(2, "new")));
}

TEST_F(RotateTest, AFailedHandOverLeavesTheOldOne) {
  Start();
  const auto rotated = Rotate([](const CreatedToken&) -> Result<void> {
    return tl::unexpected(Error{.kind = ErrorKind::kRefused, .message = "vault sealed"});
  });
  ASSERT_FALSE(rotated);
  EXPECT_EQ(rotated.error().message, "vault sealed");
  EXPECT_THAT(server_->tokens(), ElementsAre(Pair(1, "old")));
}

TEST_F(RotateTest, AHandOverThatThrowsIsAFailureWithoutTheSecret) {
  Start();
  const auto rotated = Rotate([](const CreatedToken& token) -> Result<void> {
    throw std::runtime_error("cannot store " + token.secret.Reveal());
  });
  ASSERT_FALSE(rotated);
  EXPECT_EQ(rotated.error().kind, ErrorKind::kMisused);
  EXPECT_THAT(rotated.error().message, HasSubstr("cannot store"));
  EXPECT_THAT(rotated.error().ToString(), Not(HasSubstr(TokenServer::SecretOf(2))));
  EXPECT_THAT(server_->tokens(), ElementsAre(Pair(1, "old")));
}

TEST_F(RotateTest, AHandOverMayThrowAnything) {
  Start();
  const auto rotated = Rotate([](const CreatedToken&) -> Result<void> { throw 1; });
  ASSERT_FALSE(rotated);
  EXPECT_THAT(server_->tokens(), ElementsAre(Pair(1, "old")));
}

TEST_F(RotateTest, TheNewSecretIsKeptWhereTheOldOneCannotBeDeleted) {
  Start({.deletions = {kRefused}});
  const auto rotated = Rotate([](const CreatedToken&) { return Result<void>(); });
  ASSERT_TRUE(rotated);
  EXPECT_EQ(rotated->created.secret.Reveal(), TokenServer::SecretOf(2));
  ASSERT_TRUE(rotated->old_left);
  EXPECT_EQ(rotated->old_left->status, 403);
}

TEST_F(RotateTest, CancellationDuringTheHandOverKeepsTheNewSecret) {
  Start();
  std::stop_source stop;
  const auto rotated =
      Rotate([&](const CreatedToken&) { return stop.request_stop(), Result<void>(); }, {.stop = stop.get_token()});
  ASSERT_TRUE(rotated);
  ASSERT_TRUE(rotated->old_left);
  EXPECT_EQ(rotated->old_left->kind, ErrorKind::kCancelled);
  EXPECT_THAT(server_->tokens(), ElementsAre(Pair(1, "old"), Pair(2, "new")));
}

TEST_F(RotateTest, SaysWhereBothTokensAreLeft) {
  Start({.deletions = {kRefused}});
  const auto rotated =
      Rotate([](const CreatedToken&) -> Result<void> { return tl::unexpected(Error{.message = "vault sealed"}); });
  ASSERT_FALSE(rotated);
  EXPECT_THAT(rotated.error().message, HasSubstr("vault sealed; the new token (id 2) is still there: refused: 403"));
}

TEST_F(RotateTest, WithoutAHandOverNothingIsSent) {
  Start();
  const auto rotated = Rotate(nullptr);
  ASSERT_FALSE(rotated);
  EXPECT_EQ(rotated.error().kind, ErrorKind::kMisused);
  EXPECT_THAT(server_->methods(), IsEmpty());
}

}  // namespace
}  // namespace grafake
