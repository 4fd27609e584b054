#include "server/domain/token_sign_in.h"

#include <gtest/gtest.h>

#include "server/domain/domain_fixture.h"
#include "server/storage/sql.h"

namespace grafake::server {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

class TokenSignInTest : public DomainTest {
 protected:
  std::optional<ErrorCode> Refused(std::string_view token) { return CodeOf(sign_in.SignIn(token)); }
  bool IsRemembered(const std::string& token) { return issued.Find(TokenDigest(*ParseToken(token))).has_value(); }

  TokenSignIn sign_in{key_store, access, identities, issued, clock, TokenHash::kSha256};

  // As Grafana keeps and checks tokens.
  Tokens derived_tokens{key_store, clock, {.hash = TokenHash::kPbkdf2}};
  TokenSignIn derived_sign_in{key_store, access, identities, issued, clock, TokenHash::kPbkdf2};

  std::int64_t bot = NewAccount("bot");
};

TEST_F(TokenSignInTest, ATokenIsItsAccountInItsOrgWithItsRole) {
  ASSERT_TRUE(accounts.Update(1, bot, {.role = Role::kEditor}, Role::kAdmin));
  const auto caller = *sign_in.SignIn(NewToken(bot));
  EXPECT_EQ(caller->kind, Principal::Kind::kAccount);
  EXPECT_EQ(caller->user_id, bot);
  EXPECT_EQ(caller->org_id, 1);
  EXPECT_EQ(caller->role, Role::kEditor);
  EXPECT_TRUE(caller->permissions->Has("folders:create"));
  EXPECT_FALSE(caller->permissions->Has("apikeys:create"));
}

TEST_F(TokenSignInTest, AnApiKeyHasARoleAndNoUser) {
  const std::string key = api_keys.Create({.org_id = 1, .name = "key", .role = Role::kEditor}, Role::kAdmin)->secret;
  for (const char* time : {"first", "second"}) {
    const auto caller = *sign_in.SignIn(key);
    EXPECT_EQ(caller->kind, Principal::Kind::kKey) << time;
    EXPECT_FALSE(caller->HasUser()) << time;
    EXPECT_EQ(caller->role, Role::kEditor) << time;
    EXPECT_EQ(caller->org_id, 1) << time;
    EXPECT_TRUE(caller->permissions->Has("folders:create")) << time;
  }
}

TEST_F(TokenSignInTest, AKeyWithoutAnAccountIsMalformedWhereNoneSignsIn) {
  TokenSignIn without{key_store, access, identities, issued, clock, TokenHash::kSha256, {.keys = false}};
  const MadeToken key = *api_keys.Create({.org_id = 1, .name = "key", .role = Role::kEditor}, Role::kAdmin);
  for (const char* time : {"first", "second"})
    EXPECT_EQ(CodeOf(without.SignIn(key.secret)), ErrorCode::kMalformed) << time;
  EXPECT_EQ(CodeOf(without.SignIn(key.secret, 2)), ErrorCode::kOrgNotFound) << "its org is looked at before";
  ASSERT_TRUE(migration.MigrateOne(1, key.id));
  EXPECT_EQ((*without.SignIn(key.secret))->role, Role::kEditor);
}

TEST_F(TokenSignInTest, ARevokedTokenIsRefusedWhereThereAreSuch) {
  TokenSignIn revoking{key_store, access, identities, issued, clock, TokenHash::kSha256, {.revocations = true}};
  const std::string token = NewToken(bot, 60);
  (void)database.Write([](sql::Session& session) -> Result<Written<Done>> {
    sql::Execute(session, "update api_key set is_revoked = 1");
    return Written(Done(), NothingKept());
  });
  EXPECT_TRUE(sign_in.SignIn(token));
  issued.RemoveAll();
  for (const char* time : {"first", "second"}) EXPECT_EQ(CodeOf(revoking.SignIn(token)), ErrorCode::kRevoked) << time;
  EXPECT_EQ(CodeOf(revoking.SignIn(token, 2)), ErrorCode::kRevoked) << "before its org is looked at";
  now += seconds(60);
  EXPECT_EQ(CodeOf(revoking.SignIn(token)), ErrorCode::kExpired);
}

TEST_F(TokenSignInTest, WhatNobodyCanHaveIssuedIsMalformed) {
  const std::string token = NewToken(bot);
  std::string wrong_checksum = token;
  wrong_checksum.back() = wrong_checksum.back() == '0' ? '1' : '0';
  std::string wrong_secret = token;
  wrong_secret[5] = wrong_secret[5] == 'a' ? 'b' : 'a';
  for (const std::string& presented :
       {std::string(), std::string("x"), std::string("glsa"), std::string("glsa_x"), wrong_checksum, wrong_secret,
        token + "0", token.substr(0, token.size() - 1), std::string("bm8gSlNPTg==")}) {
    EXPECT_EQ(Refused(presented), ErrorCode::kMalformed) << presented;
  }
}

TEST_F(TokenSignInTest, WhatWasNeverIssuedIsNotFound) {
  (void)NewToken(bot);
  EXPECT_EQ(Refused(NewPrefixedToken()), ErrorCode::kNotFound);
  EXPECT_EQ(Refused(NewLegacyToken("token", 1)), ErrorCode::kNotFound);
}

TEST_F(TokenSignInTest, ALegacyTokenOfAKnownNameWithAnotherSecretIsWrong) {
  const std::string key = api_keys.Create({.org_id = 1, .name = "key"}, Role::kAdmin)->secret;
  EXPECT_EQ(Refused(NewLegacyToken("key", 1)), ErrorCode::kWrongPassword);
  EXPECT_EQ(Refused(NewLegacyToken("key", 2)), ErrorCode::kNotFound) << "names are an org's";
  EXPECT_EQ(Refused(key), std::nullopt);
}

TEST_F(TokenSignInTest, ExpiresAtTheVerySecond) {
  now += std::chrono::milliseconds(500);
  const std::string token = NewToken(bot, 10);
  const Instant end = ToTimestamp(now) + seconds(10);
  now = end - nanoseconds(1);
  EXPECT_EQ(Refused(token), std::nullopt);
  now = end;
  EXPECT_EQ(Refused(token), ErrorCode::kExpired) << "known in memory";
  issued.RemoveAll();
  EXPECT_EQ(Refused(token), ErrorCode::kExpired) << "read anew";
}

TEST_F(TokenSignInTest, AKeyExpiresLikeAToken) {
  const std::string key = api_keys.Create({.org_id = 1, .name = "key", .seconds_to_live = 10}, Role::kAdmin)->secret;
  now += seconds(10) - nanoseconds(1);
  EXPECT_EQ(Refused(key), std::nullopt);
  now += nanoseconds(1);
  EXPECT_EQ(Refused(key), ErrorCode::kExpired);
}

TEST_F(TokenSignInTest, ATokenWithoutAnEndLivesForEver) {
  const std::string token = NewToken(bot);
  now += std::chrono::years(100);
  EXPECT_EQ(Refused(token), std::nullopt);
}

TEST_F(TokenSignInTest, ADisabledAccountIsRefusedUntilItIsEnabled) {
  const std::string token = NewToken(bot);
  for (const bool disabled : {true, false, true}) {
    ASSERT_TRUE(accounts.Update(1, bot, {.is_disabled = disabled}, Role::kAdmin));
    EXPECT_EQ(Refused(token), disabled ? std::optional(ErrorCode::kDisabled) : std::nullopt);
  }
}

TEST_F(TokenSignInTest, ATokenWhoseAccountIsMissingHasNoUser) {
  EXPECT_EQ(Refused(NewToken(999)), ErrorCode::kUserNotFound);
}

TEST_F(TokenSignInTest, TheEndOfATokenIsAskedBeforeItsAccount) {
  const std::string of_disabled = NewToken(bot, 10);
  const std::string of_missing = NewToken(999, 10);
  ASSERT_TRUE(accounts.Update(1, bot, {.is_disabled = true}, Role::kAdmin));
  EXPECT_EQ(Refused(of_disabled), ErrorCode::kDisabled);
  EXPECT_EQ(Refused(of_missing), ErrorCode::kUserNotFound);
  now += seconds(10);
  EXPECT_EQ(Refused(of_disabled), ErrorCode::kExpired);
  EXPECT_EQ(Refused(of_missing), ErrorCode::kExpired);
}

TEST_F(TokenSignInTest, TheSecretOfAKeyIsAskedBeforeItsEnd) {
  const std::string key = api_keys.Create({.org_id = 1, .name = "key", .seconds_to_live = 1}, Role::kAdmin)->secret;
  now += seconds(1);
  EXPECT_EQ(Refused(NewLegacyToken("key", 1)), ErrorCode::kWrongPassword);
  EXPECT_EQ(Refused(key), ErrorCode::kExpired);
}

TEST_F(TokenSignInTest, ADeletedTokenIsRefusedAtOnce) {
  const std::string token = NewToken(bot);
  EXPECT_EQ(Refused(token), std::nullopt);
  ASSERT_TRUE(tokens.Delete(1, bot, tokens.List(1, bot).at(0).id));
  EXPECT_EQ(Refused(token), ErrorCode::kNotFound);
  const std::string key = api_keys.Create({.org_id = 1, .name = "key"}, Role::kAdmin)->secret;
  EXPECT_EQ(Refused(key), std::nullopt);
  ASSERT_TRUE(api_keys.Delete(1, api_keys.List(1, true).at(0).id));
  EXPECT_EQ(Refused(key), ErrorCode::kNotFound);
}

TEST_F(TokenSignInTest, ADigestedTokenIsRememberedADerivedOneNever) {
  const std::string token = NewToken(bot);
  EXPECT_FALSE(IsRemembered(token));
  EXPECT_EQ(Refused(token), std::nullopt);
  EXPECT_TRUE(IsRemembered(token));
  const std::string derived = derived_tokens.Create({1, bot, "derived", 0})->secret;
  EXPECT_TRUE(derived_sign_in.SignIn(derived));
  EXPECT_FALSE(IsRemembered(derived));
}

TEST_F(TokenSignInTest, ARefusedTokenIsNotRemembered) {
  const std::string unknown = NewPrefixedToken();
  EXPECT_EQ(Refused(unknown), ErrorCode::kNotFound);
  EXPECT_FALSE(IsRemembered(unknown));
}

TEST_F(TokenSignInTest, EitherWayFindsWhatTheOtherHasKept) {
  const std::string digested = NewToken(bot);
  const std::string derived = derived_tokens.Create({1, bot, "derived", 0})->secret;
  for (TokenSignIn* way : {&derived_sign_in, &sign_in}) {
    for (const std::string& token : {digested, derived}) EXPECT_EQ((*way->SignIn(token))->user_id, bot);
  }
}

TEST_F(TokenSignInTest, WhatATokenIsIsToldByItsDigestAlone) {
  ApiKeys derived_keys(key_store, clock, {.hash = TokenHash::kPbkdf2});
  const std::string token = derived_tokens.Create({1, bot, "derived", 0})->secret;
  const std::string key = derived_keys.Create({.org_id = 1, .name = "key"}, Role::kAdmin)->secret;
  const std::string digested = NewToken(bot);
  const std::string digested_key = api_keys.Create({.org_id = 1, .name = "digested"}, Role::kAdmin)->secret;
  for (TokenSignIn* way : {&derived_sign_in, &sign_in}) {
    for (const std::string& it : {token, key, NewPrefixedToken(), NewLegacyToken("digested", 1)})
      EXPECT_FALSE(way->Know(it)) << "only a derivation could tell";
    EXPECT_EQ(way->Know(digested).value().owner, "bot");
    EXPECT_EQ(way->Know(digested_key).value().name, "digested");
  }
  ASSERT_TRUE(sign_in.SignIn(token));
  EXPECT_EQ(sign_in.Know(token).value().name, "derived") << "one that has been used is remembered";
}

TEST_F(TokenSignInTest, ADerivedTokenIsRefusedForTheSameReasons) {
  const std::string token = derived_tokens.Create({1, bot, "derived", 10})->secret;
  EXPECT_EQ(CodeOf(derived_sign_in.SignIn(NewPrefixedToken())), ErrorCode::kNotFound);
  ASSERT_TRUE(accounts.Update(1, bot, {.is_disabled = true}, Role::kAdmin));
  EXPECT_EQ(CodeOf(derived_sign_in.SignIn(token)), ErrorCode::kDisabled);
  now += seconds(10);
  EXPECT_EQ(CodeOf(derived_sign_in.SignIn(token)), ErrorCode::kExpired);
  ASSERT_TRUE(derived_tokens.Delete(1, bot, derived_tokens.List(1, bot).at(0).id));
  EXPECT_EQ(CodeOf(derived_sign_in.SignIn(token)), ErrorCode::kNotFound);
}

TEST_F(TokenSignInTest, ALegacyDerivedKeyIsComparedByDerivingAgain) {
  ApiKeys derived_keys(key_store, clock, {.hash = TokenHash::kPbkdf2});
  const std::string key = derived_keys.Create({.org_id = 1, .name = "key"}, Role::kAdmin)->secret;
  for (TokenSignIn* way : {&derived_sign_in, &sign_in}) {
    EXPECT_EQ(CodeOf(way->SignIn(key)), std::nullopt);
    EXPECT_EQ(CodeOf(way->SignIn(NewLegacyToken("key", 1))), ErrorCode::kWrongPassword);
  }
}

}  // namespace
}  // namespace grafake::server
