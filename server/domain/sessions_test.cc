#include "server/domain/sessions.h"

#include <gtest/gtest.h>

#include "server/domain/domain_fixture.h"

namespace grafake::server {
namespace {

using std::chrono::days;
using std::chrono::seconds;

class SessionsTest : public DomainTest {
 protected:
  // The session as a request with that token finds it.
  SessionRow Found(const std::string& token) { return sessions.Find(token).value_or(SessionRow()); }
  std::string Rotated(const SessionRow& session) { return sessions.Rotate(session, browser).value_or(""); }
  bool Lives(Sessions& among) { return !among.ListOf(boss).empty(); }

  Browser browser{.ip = "10.0.0.1", .user_agent = "curl"};
};

TEST_F(SessionsTest, IsFoundByItsTokenAndByNothingElse) {
  const std::string token = sessions.Create(boss, browser);
  const SessionRow found = Found(token);
  EXPECT_EQ(found.user_id, boss);
  EXPECT_EQ(found.client_ip, "10.0.0.1");
  EXPECT_EQ(found.user_agent, "curl");
  EXPECT_NE(found.hash, token) << "the token itself is kept nowhere";
  for (const std::string& other : {std::string(), found.hash, token + "0", token.substr(1)}) {
    EXPECT_FALSE(sessions.Find(other)) << other;
  }
}

TEST_F(SessionsTest, ATokenIsOfNoUseWithAnotherSecretKey) {
  const std::string token = sessions.Create(boss, browser);
  Sessions other(session_store, clock, {.secret_key = "another"});
  EXPECT_FALSE(other.Find(token));
}

TEST_F(SessionsTest, EndsAtTheVerySecondThatItsSettingsName) {
  const struct {
    const char* what;
    SessionSettings settings;
    seconds life;
  } cases[] = {
      {"idle", {}, days(7)},
      {"most age", {.inactive_lifetime = days(365)}, days(30)},
      {"most age below idle", {.lifetime = days(3)}, days(3)},
      {"idle of a minute", {.inactive_lifetime = seconds(60)}, seconds(60)},
  };
  for (const auto& [what, settings, life] : cases) {
    Sessions some(session_store, clock, settings);
    const std::string token = some.Create(boss, browser);
    now += life - seconds(1);
    EXPECT_TRUE(some.Find(token)) << what;
    EXPECT_TRUE(Lives(some)) << what;
    EXPECT_EQ(some.Count(), 1) << what;
    now += seconds(1);
    EXPECT_FALSE(some.Find(token)) << what;
    EXPECT_FALSE(Lives(some)) << what;
    EXPECT_EQ(some.Count(), 0) << what;
    some.RevokeAllOf(boss);
  }
}

TEST_F(SessionsTest, ARotationBeginsTheIdleTimeAnewButNotTheAge) {
  std::string token = sessions.Create(boss, browser);
  for (int day = 6; day < 30; day += 6) {
    now += days(6);
    token = Rotated(Found(token));
    ASSERT_NE(token, "") << day;
  }
  now += days(6) - seconds(1);
  EXPECT_TRUE(sessions.Find(token));
  now += seconds(1);
  EXPECT_FALSE(sessions.Find(token));
}

TEST_F(SessionsTest, ASeenTokenIsReplacedAfterTenMinutes) {
  const std::string token = sessions.Create(boss, browser);
  EXPECT_TRUE(Found(token).seen);
  now += seconds(600);
  EXPECT_EQ(Rotated(Found(token)), "");
  now += seconds(1);
  const std::string next = sessions.Rotate(Found(token), {.ip = "10.0.0.2", .user_agent = "wget"}).value_or("");
  ASSERT_NE(next, "");
  EXPECT_EQ(Found(next).client_ip, "10.0.0.2");
  EXPECT_EQ(Found(next).user_agent, "wget");
}

TEST_F(SessionsTest, TheTokenBeforeWorksUntilTheNextRotation) {
  const std::string first = sessions.Create(boss, browser);
  (void)Found(first);
  now += seconds(601);
  const std::string second = Rotated(Found(first));
  EXPECT_EQ(Found(first).id, Found(second).id);
  now += seconds(601);
  const std::string third = Rotated(Found(second));
  EXPECT_FALSE(sessions.Find(first));
  EXPECT_TRUE(sessions.Find(second));
  EXPECT_TRUE(sessions.Find(third));
}

TEST_F(SessionsTest, ATokenThatNobodyHasPresentedIsReplacedAfterAMinute) {
  const std::string first = sessions.Create(boss, browser);
  (void)Found(first);
  now += seconds(601);
  const std::string lost = Rotated(Found(first));
  now += seconds(60);
  EXPECT_EQ(Rotated(Found(first)), "");
  now += seconds(1);
  const std::string next = Rotated(Found(first));
  EXPECT_NE(next, "");
  EXPECT_FALSE(sessions.Find(lost));
  EXPECT_TRUE(sessions.Find(first)) << "the last that was seen";
  EXPECT_TRUE(sessions.Find(next));
}

TEST_F(SessionsTest, TheOldTokenAMinuteAfterTheNewOneWasSeenAsksForAnother) {
  const std::string first = sessions.Create(boss, browser);
  (void)Found(first);
  now += seconds(601);
  (void)Found(Rotated(Found(first)));
  now += seconds(60);
  (void)Found(first);
  EXPECT_TRUE(sessions.ListOf(boss).at(0).seen);
  now += seconds(1);
  (void)Found(first);
  EXPECT_FALSE(sessions.ListOf(boss).at(0).seen);
}

TEST_F(SessionsTest, TwoRequestsAtOnceGetOneNewToken) {
  const std::string token = sessions.Create(boss, browser);
  (void)Found(token);
  now += seconds(601);
  const SessionRow read_by_both = Found(token);
  EXPECT_NE(Rotated(read_by_both), "");
  EXPECT_EQ(Rotated(read_by_both), "");
  now += seconds(29);
  EXPECT_EQ(Rotated(read_by_both), "");
  now += seconds(1);
  EXPECT_NE(Rotated(read_by_both), "");
}

TEST_F(SessionsTest, IsRevokedByItsUserAlone) {
  const std::int64_t other = NewUser("other");
  const std::string token = sessions.Create(boss, browser);
  const std::int64_t id = Found(token).id;
  EXPECT_EQ(CodeOf(sessions.Revoke(other, id)), ErrorCode::kNotFound);
  EXPECT_TRUE(sessions.Find(token));
  EXPECT_TRUE(sessions.Revoke(boss, id));
  EXPECT_FALSE(sessions.Find(token));
  EXPECT_EQ(CodeOf(sessions.Revoke(boss, id)), ErrorCode::kNotFound);
}

TEST_F(SessionsTest, AllOfOneUserAreRevokedAndOfNoOther) {
  const std::string first = sessions.Create(boss, browser);
  const std::string second = sessions.Create(boss, browser);
  const std::string others = sessions.Create(NewUser("other"), browser);
  sessions.RevokeAllOf(boss);
  EXPECT_FALSE(sessions.Find(first));
  EXPECT_FALSE(sessions.Find(second));
  EXPECT_TRUE(sessions.Find(others));
}

TEST_F(SessionsTest, WhatHasExpiredIsDroppedAtMostOnceAnHour) {
  Sessions brief(session_store, clock, {.lifetime = seconds(100)});
  (void)brief.Create(boss, browser);
  const std::int64_t id = brief.ListOf(boss).at(0).id;
  now += seconds(3599);
  (void)brief.Create(boss, browser);
  EXPECT_TRUE(session_store.Find(boss, id));
  now += seconds(1);
  (void)brief.Create(boss, browser);
  EXPECT_FALSE(session_store.Find(boss, id));
  EXPECT_EQ(brief.Count(), 2) << "what lives stays";
}

}  // namespace
}  // namespace grafake::server
