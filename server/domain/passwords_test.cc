#include "server/domain/passwords.h"

#include <gtest/gtest.h>

namespace grafake::server {
namespace {

PasswordRow RowOf(const Passwords::Hashed& hashed) { return {.hash = hashed.hash, .salt = hashed.salt}; }

TEST(PasswordsTest, KnowsWhatItHashed) {
  Passwords passwords;
  const PasswordRow row = RowOf(passwords.Hash("right"));
  EXPECT_TRUE(passwords.Verify(row, "right"));
  EXPECT_FALSE(passwords.Verify(row, "wrong"));
  EXPECT_FALSE(passwords.Verify(row, ""));
}

TEST(PasswordsTest, KnowsWhatAnotherHashed) {
  const PasswordRow row = RowOf(Passwords().Hash("right"));
  Passwords passwords;
  EXPECT_FALSE(passwords.Verify(row, "wrong"));
  EXPECT_TRUE(passwords.Verify(row, "right"));
  EXPECT_TRUE(passwords.Verify(row, "right")) << "remembered";
}

TEST(PasswordsTest, WhatWasRightBeforeAChangeIsForgotten) {
  Passwords passwords;
  (void)passwords.Hash("old");
  const PasswordRow row = RowOf(passwords.Hash("new"));
  EXPECT_FALSE(passwords.Verify(row, "old"));
  EXPECT_TRUE(passwords.Verify(row, "new"));
}

TEST(PasswordsTest, NoPasswordIsNeverRight) {
  Passwords passwords;
  EXPECT_FALSE(passwords.Verify({}, ""));
  EXPECT_FALSE(passwords.Verify(RowOf(passwords.Hash("")), ""));
}

}  // namespace
}  // namespace grafake::server
