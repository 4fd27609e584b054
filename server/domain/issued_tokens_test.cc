#include "server/domain/issued_tokens.h"

#include <gtest/gtest.h>

namespace grafake::server {
namespace {

Sha256 DigestOf(std::size_t number) {
  Sha256 digest{};
  std::memcpy(digest.data(), &number, sizeof number);
  return digest;
}

class IssuedTokensTest : public ::testing::Test {
 protected:
  void Keep(std::int64_t id, std::int64_t account, std::int64_t org) {
    tokens.Keep(DigestOf(static_cast<std::size_t>(id)), {.id = id, .org_id = org, .account_id = account},
                "t" + std::to_string(id), tokens.removals());
  }
  [[nodiscard]] bool Has(std::int64_t id) const {
    return tokens.Find(DigestOf(static_cast<std::size_t>(id))).has_value();
  }

  IssuedTokens tokens;
};

TEST_F(IssuedTokensTest, AllThatAServerPromisesToCarryAreKeptAndNoMore) {
  const auto most = static_cast<std::int64_t>(kMostTokensRemembered);
  EXPECT_GE(most, 100'000);  // what bench promises for so many in use
  for (std::int64_t id = 1; id <= most; ++id) Keep(id, id, 1);
  for (std::int64_t id = 1; id <= most; id += 97) EXPECT_TRUE(Has(id)) << id;
  Keep(most + 1, 1, 1);
  std::int64_t kept = 0;
  for (std::int64_t id = 1; id <= most + 1; ++id) kept += Has(id) ? 1 : 0;
  EXPECT_EQ(kept, most);
}

TEST_F(IssuedTokensTest, GoesByIdByAccountAndByOrg) {
  Keep(1, 10, 1);
  Keep(2, 10, 1);
  Keep(3, 11, 1);
  Keep(4, 12, 2);
  tokens.Remove(3);
  EXPECT_FALSE(Has(3));
  tokens.RemoveOfAccount(10);
  EXPECT_FALSE(Has(1) || Has(2));
  EXPECT_TRUE(Has(4));
  tokens.RemoveOfOrg(2);
  EXPECT_FALSE(Has(4));
}

TEST_F(IssuedTokensTest, KnowsTheNamesOfThoseInUseAndOfThoseThatWere) {
  Keep(1, 10, 1);
  Keep(2, 10, 1);
  EXPECT_EQ(tokens.NameOf(1), "t1");
  EXPECT_FALSE(tokens.NameOfRemoved(DigestOf(1)));
  tokens.Remove(1);
  tokens.RemoveOfAccount(10);
  EXPECT_FALSE(tokens.NameOf(1) || tokens.NameOf(2));
  EXPECT_EQ(tokens.NameOfRemoved(DigestOf(1)), "t1");
  EXPECT_EQ(tokens.NameOfRemoved(DigestOf(2)), "t2");
  Keep(2, 10, 1);
  EXPECT_FALSE(tokens.NameOfRemoved(DigestOf(2))) << "it is back, with what was restored";
}

TEST_F(IssuedTokensTest, KnowsTheNameOfOneThatWasNeverUsed) {
  const Sha256 digest = DigestOf(7);
  tokens.RememberRemoved(Hex(digest.data(), digest.size()), "t7");
  EXPECT_EQ(tokens.NameOfRemoved(digest), "t7");
  tokens.RememberRemoved(std::string(100, 'a'), "derived");
}

TEST_F(IssuedTokensTest, WhatWasReadBeforeARemovalIsNotKept) {
  const std::uint64_t before = tokens.removals();
  tokens.Remove(1);
  tokens.Keep(DigestOf(1), {.id = 1, .org_id = 1}, "t1", before);
  EXPECT_FALSE(Has(1));
}

}  // namespace
}  // namespace grafake::server
