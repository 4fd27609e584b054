#include "server/domain/token_uses.h"

#include <gtest/gtest.h>

#include "server/domain/domain_fixture.h"
#include "server/domain/token_sign_in.h"

namespace grafake::server {
namespace {

class TokenUsesTest : public DomainTest {
 protected:
  std::optional<Timestamp> LastUse(std::int64_t of) { return tokens.List(1, of).front().last_used; }

  TokenUses uses{key_store, clock};
  TokenSignIn sign_in{key_store, access, identities, issued, clock, TokenHash::kSha256};
  std::int64_t account = NewAccount("bot");
  std::string secret = NewToken(account);
};

TEST_F(TokenUsesTest, IsTheLastTimeItSignedIn) {
  sign_in.NoteIn(uses);
  EXPECT_EQ(LastUse(account), std::nullopt);
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(sign_in.SignIn(secret));
    EXPECT_EQ(LastUse(account), ToTimestamp(now));
    now += std::chrono::seconds(1);
  }
}

TEST_F(TokenUsesTest, StaysAsLongAsItMay) {
  const std::chrono::minutes stays(5);
  const Timestamp first = ToTimestamp(now);
  for (const auto& [passed, last] : {std::pair(0, 0), std::pair(299, 0), std::pair(300, 300), std::pair(301, 300)}) {
    TokenUses anew{key_store, clock, stays};  // which remembers nothing: the database does
    TokenSignIn another{key_store, access, identities, issued, clock, TokenHash::kSha256};
    another.NoteIn(anew);
    now = first + std::chrono::seconds(passed);
    ASSERT_TRUE(another.SignIn(secret));
    EXPECT_EQ(LastUse(account), first + std::chrono::seconds(last)) << passed;
  }
}

TEST_F(TokenUsesTest, AnExpiredTokenIsNotUsed) {
  sign_in.NoteIn(uses);
  const std::int64_t other = NewAccount("other");
  const std::string dying = NewToken(other, 1);
  now += std::chrono::seconds(2);
  EXPECT_FALSE(sign_in.SignIn(dying));
  EXPECT_EQ(LastUse(other), std::nullopt);
}

TEST_F(TokenUsesTest, NobodyNotesItUnlessAsked) {
  ASSERT_TRUE(sign_in.SignIn(secret));
  EXPECT_EQ(LastUse(account), std::nullopt);
}

}  // namespace
}  // namespace grafake::server
