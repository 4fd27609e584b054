#include "server/domain/sealing.h"

#include <gmock/gmock.h>

#include "server/domain/base64.h"

namespace grafake::server {
namespace {

TEST(SealingTest, WhatWasSealedIsOpenedWithTheKeyAlone) {
  const Sealing sealing("SW2YcwTIb9zpOOhoPsMm");
  for (const std::string secret : {"", "s3cret", "a secret that is longer than one block of the cipher"}) {
    const std::string sealed = sealing.Seal(secret);
    EXPECT_EQ(sealed.size(), 24 + secret.size());
    EXPECT_EQ(sealing.Open(sealed), secret);
    if (!secret.empty()) {
      EXPECT_THAT(sealed, testing::Not(testing::HasSubstr(secret)));
      EXPECT_NE(Sealing("another").Open(sealed), secret);
    }
  }
  EXPECT_NE(sealing.Seal("s3cret"), sealing.Seal("s3cret"));
  EXPECT_FALSE(sealing.Open("too short"));
}

// Those of one salt differ in their first block, so that the same secret twice does not show.
TEST(SealingTest, WhatIsSealedTogetherHasOneSalt) {
  const Sealing sealing("SW2YcwTIb9zpOOhoPsMm");
  Sealing::Together together(sealing);
  const std::string first = together.Seal("s3cret");
  const std::string second = together.Seal("s3cret");
  EXPECT_EQ(first.substr(0, 8), second.substr(0, 8));
  EXPECT_NE(first.substr(8), second.substr(8));
  EXPECT_EQ(sealing.Open(first), "s3cret");
  EXPECT_EQ(sealing.Open(second), "s3cret");
  EXPECT_NE(Sealing::Together(sealing).Seal("").substr(0, 8), first.substr(0, 8));
}

}  // namespace
}  // namespace grafake::server
