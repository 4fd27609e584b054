#include "src/gzip.h"

#include <gtest/gtest.h>

#include "src/packed.h"

namespace grafake {
namespace {

TEST(GzipTest, GivesBackWhatWasPacked) {
  for (const std::size_t size : {0U, 1U, 16'384U, 16'385U, 1'000'000U})
    EXPECT_EQ(Unpacked(Packed(std::string(size, 'x')), size), std::string(size, 'x'));
}

TEST(GzipTest, ABombEndsAtTheLimit) {
  EXPECT_EQ(Unpacked(Packed(std::string(1'000'001, 'x')), 1'000'000), std::nullopt);
}

TEST(GzipTest, WhatIsBrokenIsNothing) {
  const std::string packed = Packed("text");
  EXPECT_EQ(Unpacked("", 100), std::nullopt);
  EXPECT_EQ(Unpacked("text", 100), std::nullopt);
  EXPECT_EQ(Unpacked(packed.substr(0, packed.size() - 1), 100), std::nullopt);
}

}  // namespace
}  // namespace grafake
