#include "src/gzip.h"

#include <gtest/gtest.h>

#include "test_support/packed.h"
#include "test_support/patient.h"

namespace grafake {
namespace {

TEST(GzipTest, GivesBackWhatWasPacked) {
  for (const std::size_t size : {0U, 1U, 16'384U, 16'385U, 1'000'000U})
    EXPECT_EQ(Unpacked(Packed(std::string(size, 'x')), size, kPatient), std::string(size, 'x'));
}

TEST(GzipTest, ABombEndsAtTheLimit) {
  EXPECT_EQ(Unpacked(Packed(std::string(1'000'001, 'x')), 1'000'000, kPatient), std::nullopt);
}

TEST(GzipTest, ABombEndsWithTheTimeToo) {
  const Patience none{std::chrono::steady_clock::now(), kNeverStopped};
  EXPECT_EQ(Unpacked(Packed(std::string(1'000'000, 'x')), 1'000'000, none), std::nullopt);
}

TEST(GzipTest, WhatIsBrokenIsNothing) {
  const std::string packed = Packed("text");
  EXPECT_EQ(Unpacked("", 100, kPatient), std::nullopt);
  EXPECT_EQ(Unpacked("text", 100, kPatient), std::nullopt);
  EXPECT_EQ(Unpacked(packed.substr(0, packed.size() - 1), 100, kPatient), std::nullopt);
}

}  // namespace
}  // namespace grafake
