#include "server/domain/password_sign_in.h"

#include <gtest/gtest.h>

#include "server/domain/domain_fixture.h"
#include "server/storage/grounds.h"

namespace grafake::server {
namespace {

using std::chrono::seconds;

class PasswordSignInTest : public DomainTest {
 protected:
  std::optional<ErrorCode> Refused(const std::string& login, const std::string& password) {
    return CodeOf(sign_in.Check(login, password, "10.0.0.1:1"));
  }
  void Fail(int times) {
    for (int i = 0; i < times; ++i) EXPECT_EQ(Refused("anna", "wrong"), ErrorCode::kWrongPassword) << i;
  }

  LoginAttemptStore attempt_store{database};
  LoginAttempts attempts{attempt_store, clock, true};
  PasswordSignIn sign_in{user_store, passwords, attempts};
  std::int64_t anna = *users.Create({.login = "anna", .email = "anna@x", .password = "right"});
};

TEST_F(PasswordSignInTest, TakesTheLoginOrTheEmail) {
  EXPECT_EQ(sign_in.Check("anna", "right"), anna);
  EXPECT_EQ(sign_in.Check("anna@x", "right"), anna);
  EXPECT_EQ(Refused("Anna", "right"), ErrorCode::kUserNotFound) << "to the letter";
}

TEST_F(PasswordSignInTest, OfTwoWhoDifferByCaseAloneNobodyIsFoundAndThatIsTheReason) {
  UserStore alike{database, {.ignore_case = true}};
  (void)*users.Create({.login = "Mixed", .email = "a@x", .password = "right"});
  (void)*users.Create({.login = "mixed", .email = "b@x", .password = "wrong"});
  PasswordSignIn by_letters{alike, passwords, attempts};
  for (const char* login : {"Mixed", "mixed", "A@x", "b@x"}) {
    const auto refused = by_letters.Check(login, "right");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::kUserNotFound);
    EXPECT_EQ(std::get<Clash>(refused.error().ground->any), Clash::kLoginsDifferByCase) << login;
  }
  EXPECT_EQ(by_letters.Check("ANNA", "right"), anna);
  const auto nobody = by_letters.Check("nobody", "right");
  EXPECT_TRUE(std::holds_alternative<NotThere>(nobody.error().ground->any));
}

// One's login may be another's email: whose password counts then is the release's matter.
TEST_F(PasswordSignInTest, LooksAtLoginsOrEmailsFirst) {
  const std::int64_t by_login = *users.Create({.login = "x@y", .email = "a@y", .password = "login's"});
  const std::int64_t by_email = *users.Create({.login = "b", .email = "x@y", .password = "email's"});
  PasswordSignIn email_first{user_store, passwords, attempts, UserLookup::kEmailFirst};
  EXPECT_EQ(sign_in.Check("x@y", "login's"), by_login);
  EXPECT_EQ(email_first.Check("x@y", "email's"), by_email);
  EXPECT_EQ(email_first.Check("a@y", "login's"), by_login);
  ASSERT_TRUE(users.Delete(by_email));
  EXPECT_EQ(email_first.Check("x@y", "login's"), by_login) << "the login is asked for, too";
}

TEST_F(PasswordSignInTest, TakesNothingButThePassword) {
  for (const char* password : {"", "Right", "right ", "righ"}) {
    EXPECT_EQ(Refused("anna", password), ErrorCode::kWrongPassword) << password;
  }
  EXPECT_EQ(Refused("boss", "right"), ErrorCode::kWrongPassword) << "one without a password";
}

TEST_F(PasswordSignInTest, ADisabledUserIsRefusedWhateverHeSays) {
  ASSERT_TRUE(users.SetDisabled(anna, true));
  EXPECT_EQ(Refused("anna", "right"), ErrorCode::kDisabled);
  EXPECT_EQ(Refused("anna", "wrong"), ErrorCode::kDisabled);
  EXPECT_EQ(Refused("anna", ""), ErrorCode::kWrongPassword) << "an empty one is not looked at";
  ASSERT_TRUE(users.SetDisabled(anna, false));
  EXPECT_EQ(Refused("anna", "right"), std::nullopt);
}

TEST_F(PasswordSignInTest, AnAccountHasNoPassword) {
  (void)NewAccount("bot");
  EXPECT_EQ(Refused("sa-bot", "x"), ErrorCode::kUserNotFound);
}

TEST_F(PasswordSignInTest, AllRefusalsSoundAlike) {
  ASSERT_TRUE(users.SetDisabled(NewUser("off"), true));
  for (const char* login : {"anna", "nobody", "off"}) {
    EXPECT_EQ(sign_in.Check(login, "wrong").error().cause, "invalid username or password") << login;
  }
}

TEST_F(PasswordSignInTest, FiveWrongOnesBlockTheNameForFiveMinutes) {
  Fail(4);
  EXPECT_EQ(Refused("anna", "right"), std::nullopt) << "and success does not begin anew";
  Fail(1);
  EXPECT_EQ(Refused("anna", "right"), ErrorCode::kBlocked);
  EXPECT_EQ(Refused("anna@x", "right"), std::nullopt) << "names count as typed";
  now += seconds(300);
  EXPECT_EQ(Refused("anna", "right"), ErrorCode::kBlocked);
  now += seconds(1);
  EXPECT_EQ(Refused("anna", "right"), std::nullopt);
}

TEST_F(PasswordSignInTest, EachWrongOneIsForgottenByItself) {
  Fail(1);
  now += seconds(200);
  Fail(4);
  EXPECT_EQ(Refused("anna", "right"), ErrorCode::kBlocked);
  now += seconds(101);
  EXPECT_EQ(Refused("anna", "right"), std::nullopt);
  Fail(1);
  EXPECT_EQ(Refused("anna", "right"), ErrorCode::kBlocked);
}

TEST_F(PasswordSignInTest, OnlyAWrongPasswordIsCounted) {
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(Refused("anna", ""), ErrorCode::kWrongPassword);
    EXPECT_EQ(Refused("nobody", "x"), ErrorCode::kUserNotFound);
  }
  EXPECT_EQ(Refused("anna", "right"), std::nullopt);
  EXPECT_EQ(Refused("nobody", "x"), ErrorCode::kUserNotFound);
}

TEST_F(PasswordSignInTest, WhatWasWrongOutlivesTheServer) {
  Fail(5);
  LoginAttempts after_restart(attempt_store, clock, true);
  EXPECT_EQ(CodeOf(PasswordSignIn(user_store, passwords, after_restart).Check("anna", "right")), ErrorCode::kBlocked);
}

TEST_F(PasswordSignInTest, WithoutProtectionNobodyIsBlocked) {
  LoginAttempts off(attempt_store, clock, false);
  PasswordSignIn unprotected(user_store, passwords, off);
  for (int i = 0; i < 6; ++i) EXPECT_EQ(CodeOf(unprotected.Check("anna", "wrong")), ErrorCode::kWrongPassword);
  EXPECT_EQ(unprotected.Check("anna", "right"), anna);
}

}  // namespace
}  // namespace grafake::server
