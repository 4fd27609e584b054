#include "server/domain/tokens.h"

#include <gtest/gtest.h>

#include "server/domain/domain_fixture.h"

namespace grafake::server {
namespace {

using std::chrono::seconds;

class TokensTest : public DomainTest {
 protected:
  std::optional<ErrorCode> Refused(const server::NewToken& token) { return CodeOf(limited.Create(token)); }

  std::int64_t bot = NewAccount("bot");
  Tokens limited{key_store, clock, {.limit = {60}}};
};

TEST_F(TokensTest, IsListedWithoutItsSecret) {
  const MadeToken made = *tokens.Create({1, bot, "first", 10});
  ASSERT_EQ(tokens.List(1, bot).size(), 1U);
  const ApiKeyRow row = tokens.List(1, bot)[0];
  EXPECT_EQ(row.id, made.id);
  EXPECT_EQ(row.name, "first");
  EXPECT_EQ(row.expires, UnixSeconds(now) + 10);
  EXPECT_EQ(row.hash.find(made.secret), std::string::npos);
  EXPECT_TRUE(made.secret.starts_with("glsa_"));
}

TEST_F(TokensTest, ALifetimeIsNeededWhereThereIsALimit) {
  EXPECT_EQ(Refused({1, bot, "a", 0}), ErrorCode::kLifetimeMissing);
  EXPECT_EQ(Refused({1, bot, "a", 61}), ErrorCode::kLifetimeTooLong);
  EXPECT_EQ(Refused({1, bot, "a", 60}), std::nullopt);
}

TEST_F(TokensTest, IsRefusedInGrafanasOrder) {
  ASSERT_TRUE(tokens.Create({1, bot, "taken", 0}));
  EXPECT_EQ(Refused({1, bot, "taken", 0}), ErrorCode::kLifetimeMissing);
  EXPECT_EQ(Refused({1, bot, "taken", 61}), ErrorCode::kLifetimeTooLong);
  EXPECT_EQ(Refused({1, bot, "taken", -1}), ErrorCode::kTaken);
  EXPECT_EQ(Refused({1, bot, "free", -1}), ErrorCode::kLifetimeNegative);
  EXPECT_EQ(tokens.List(1, bot).size(), 1U);
}

TEST_F(TokensTest, ANameIsTakenByTokensAndKeysOfTheOrg) {
  const std::int64_t other_org = NewOrg("other");
  ASSERT_TRUE(api_keys.Create({.org_id = 1, .name = "key"}, Role::kAdmin));
  ASSERT_TRUE(tokens.Create({1, NewAccount("second"), "token", 0}));
  for (const char* name : {"key", "token"}) {
    EXPECT_EQ(CodeOf(tokens.Create({1, bot, name, 0})), ErrorCode::kTaken) << name;
    EXPECT_EQ(CodeOf(api_keys.Create({.org_id = 1, .name = name}, Role::kAdmin)), ErrorCode::kTaken) << name;
    EXPECT_TRUE(tokens.Create({other_org, bot, name, 0})) << name;
  }
}

TEST_F(TokensTest, IsDeletedOnlyWhereItIs) {
  const std::int64_t id = tokens.Create({1, bot, "first", 0})->id;
  EXPECT_EQ(CodeOf(tokens.Delete(1, boss, id)), ErrorCode::kNotFound);
  EXPECT_EQ(CodeOf(tokens.Delete(2, bot, id)), ErrorCode::kNotFound);
  EXPECT_EQ(CodeOf(api_keys.Delete(1, id)), ErrorCode::kNotFound) << "no key";
  EXPECT_TRUE(tokens.Delete(1, bot, id));
  EXPECT_EQ(CodeOf(tokens.Delete(1, bot, id)), ErrorCode::kNotFound);
  EXPECT_GT(tokens.Create({1, bot, "first", 0})->id, id) << "the name is free again, the id is not";
}

TEST_F(TokensTest, AKeyHasAtMostTheRoleOfItsMaker) {
  for (const Role role : {Role::kViewer, Role::kEditor, Role::kAdmin}) {
    const std::string name(RoleName(role));
    const auto code = CodeOf(api_keys.Create({.org_id = 1, .name = name, .role = role}, Role::kEditor));
    EXPECT_EQ(code, role == Role::kAdmin ? std::optional(ErrorCode::kRoleTooHigh) : std::nullopt) << name;
  }
}

TEST_F(TokensTest, AKeyIsListedUntilTheSecondOfItsEndIsOver) {
  ASSERT_TRUE(api_keys.Create({.org_id = 1, .name = "key", .seconds_to_live = 10}, Role::kAdmin));
  (void)NewToken(bot);
  now += seconds(10);
  EXPECT_EQ(api_keys.List(1, false).size(), 1U);
  now += seconds(1);
  EXPECT_EQ(api_keys.List(1, false).size(), 0U);
  EXPECT_EQ(api_keys.List(1, true).size(), 1U);
}

}  // namespace
}  // namespace grafake::server
