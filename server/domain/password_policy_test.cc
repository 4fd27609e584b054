#include "server/domain/password_policy.h"

#include <gtest/gtest.h>

namespace grafake::server {
namespace {

TEST(PasswordPolicyTest, AsksForLengthLettersANumberAndASymbol) {
  for (const char* strong : {"LongEnough-123", "Aa1-aaaaaaaa", "Aa1 aaaaaaaaa",
                             "\xC3\x84\xC3\xA9"
                             "1-aaaaaaaaaa"})
    EXPECT_TRUE(IsStrongPassword(strong)) << strong;
  for (const char* weak : {"", "short", "longenoughpassword", "LongEnoughPassword", "LongEnoughPass123", "Aa1-aaaaaaa",
                           "AA1-AAAAAAAA", "aa1-aaaaaaaa", "Aa--aaaaaaaa"})
    EXPECT_FALSE(IsStrongPassword(weak)) << weak;
}

}  // namespace
}  // namespace grafake::server
