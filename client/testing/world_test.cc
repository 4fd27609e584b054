#include "grafake/testing/world.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "grafake/current_org.h"
#include "grafake/server_info.h"
#include "grafake/service_accounts.h"
#include "grafake/teams.h"
#include "grafake/testing/fixture.h"

namespace grafake::for_tests {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class GrafanaTest : public WorldTest {
 protected:
  explicit GrafanaTest(const WorldOptions& options = {}) : WorldTest(options) {}

  [[nodiscard]] bool Works(const AccessToken& token) const { return CurrentOrg(world().As(token)).Get().has_value(); }
};

TEST_F(GrafanaTest, ATokenHasTheRoleThatIsAskedFor) {
  const auto refused = Teams(world().As(world().Token("Viewer"))).Create({.name = "sre"});
  ASSERT_FALSE(refused);
  EXPECT_THAT(world().Why(), HasSubstr("needs teams:create"));
  EXPECT_THAT(world().Refused(), ElementsAre(HasSubstr("POST /api/teams -> 403: needs teams:create")));
  EXPECT_TRUE(Teams(world().As(world().Token("Admin"))).Create({.name = "sre"}));
}

TEST_F(GrafanaTest, ATokenExpiresWithoutWaiting) {
  const AccessToken token = world().Token("Viewer", "29d");
  EXPECT_TRUE(Works(token));
  world().AdvanceClock("30d");
  EXPECT_FALSE(Works(token));
  EXPECT_THAT(world().Why(), HasSubstr("expired"));
}

TEST_F(GrafanaTest, TheAnswerToACreationIsLost) {
  world().AddFault("{when: {method: POST, route: /api/teams}, times: 1, do: {apply: once, then: drop}}");
  EXPECT_THROW(world().VerifyFaults(), ControlFailed);
  const auto lost = Teams(admin()).Create({.name = "sre"});
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().kind, ErrorKind::kOutcomeUnknown);
  world().VerifyFaults();
}

TEST_F(GrafanaTest, BackToWhereItWas) {
  const AccessToken token = world().Token("Viewer");
  world().Control("POST", "/snapshots/before");
  world().Control("POST", "/reset", "{}");
  EXPECT_FALSE(Works(token));
  world().Control("POST", "/snapshots/before/restore");
  EXPECT_TRUE(Works(token));
}

// Each test makes the same account, which one world would refuse the second time.
class OwnWorldTest : public GrafanaTest {
 protected:
  void MakeRobot() const { EXPECT_TRUE(ServiceAccounts(admin()).Create({.name = "robot"})); }
};

TEST_F(OwnWorldTest, EachTestHasAWorld) { MakeRobot(); }

TEST_F(OwnWorldTest, OfItsOwn) { MakeRobot(); }

class WithoutJournalTest : public GrafanaTest {
 protected:
  WithoutJournalTest() : GrafanaTest({.settings = {{"grafake", {{"journal", "0"}}}}}) {}
};

TEST_F(WithoutJournalTest, SaysThatNobodyCanTellWhatWasRefused) {
  EXPECT_THROW((void)world().Refused(), ControlFailed);
  EXPECT_THAT(world().RefusedOrWhyNot(), ElementsAre(AllOf(HasSubstr("nobody can tell: "), HasSubstr("journal is 0"))));
}

TEST_F(GrafanaTest, ThatHasEndedIsNoReasonToThrow) {
  world().Control("DELETE", "");
  EXPECT_THAT(world().RefusedOrWhyNot(), ElementsAre(HasSubstr("nobody can tell: ")));
}

class SeededTest : public GrafanaTest {
 protected:
  SeededTest()
      : GrafanaTest({.release = "12.4",
                     .settings = {{"users", {{"default_theme", "light"}}}},
                     .seed = "service_accounts:\n"
                             "  - name: robot\n"
                             "    tokens: [{name: known}, {name: gone, expires: -1s}]\n",
                     .clock = "2026-03-01T09:00:00Z",
                     .deterministic = 7}) {}

  [[nodiscard]] AccessToken SeededToken(std::size_t at) const {
    return AccessToken{Secret(nlohmann::json::parse(world().seeded())["service_accounts"][0]["tokens"][at]["key"])};
  }
};

TEST_F(SeededTest, SaysWhoIsThere) {
  EXPECT_TRUE(Works(SeededToken(0)));
  EXPECT_FALSE(Works(SeededToken(1)));
  EXPECT_EQ(world().Why(), "token \"gone\" of robot expired 1 s ago");
}

TEST(WorldOptionsTest, ASeedIsAnyDocumentAlsoBesideAClock) {
  const Server server;
  for (const char* seed : {"{\n\"users\": [\n{\"login\": \"ada\"}]}", "%YAML 1.2\n---\nusers: [{login: ada}]\n...\n",
                           "users:\n- login: ada\n  name: |\n    one\n    --- two\n"}) {
    const World world(server, {.seed = seed, .clock = "2026-03-01T09:00:00Z"});
    EXPECT_THAT(world.seeded(), HasSubstr("ada")) << seed;
  }
  try {
    const World world(server, {.seed = "users:\n- login: ada\n  pasword: x\n", .clock = "2026-03-01T09:00:00Z"});
    FAIL() << "there is no such member";
  } catch (const ControlFailed& e) {
    EXPECT_THAT(e.what(), HasSubstr("seed:3: users[0].pasword"));
  }
}

TEST(WorldOptionsTest, WhatIsWrongIsSaidInTheServersWords) {
  const Server server;
  try {
    const World world(server, {.settings = {{"auth.anonymos", {{"enabled", "true"}}}}});
    FAIL() << "there is such a section";
  } catch (const ControlFailed& e) {
    EXPECT_THAT(e.what(), HasSubstr("did you mean auth.anonymous"));
  }
}

}  // namespace
}  // namespace grafake::for_tests
