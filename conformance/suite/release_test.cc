#include "conformance/suite/release.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace grafake::conformance {
namespace {

TEST(ReadReleaseLineTest, TakesTheFirstTwoNumbers) {
  EXPECT_EQ(ReadReleaseLine("9.0.9"), (ReleaseLine{9, 0}));
  EXPECT_EQ(ReadReleaseLine("12.4.0-pre"), (ReleaseLine{12, 4}));
  for (const char* text : {"", "9", "nine", "9.x", ".1"}) EXPECT_EQ(ReadReleaseLine(text), std::nullopt) << text;
}

TEST(ReleasesTest, OneLineHoldsForItself) {
  const Releases releases("9.0");
  EXPECT_TRUE(releases.Holds({9, 0}));
  EXPECT_FALSE(releases.Holds({9, 1}));
  EXPECT_FALSE(releases.Holds({8, 5}));
}

TEST(ReleasesTest, ARangeHoldsForBothEnds) {
  const Releases releases("8.5..9.3");
  for (const ReleaseLine line : {ReleaseLine{8, 5}, {9, 0}, {9, 3}}) EXPECT_TRUE(releases.Holds(line));
  for (const ReleaseLine line : {ReleaseLine{8, 4}, {9, 4}, {10, 0}}) EXPECT_FALSE(releases.Holds(line));
}

TEST(ReleasesTest, AnOpenRangeHoldsForAllThatCome) {
  EXPECT_TRUE(Releases("9.1..").Holds({12, 4}));
  EXPECT_FALSE(Releases("9.1..").Holds({9, 0}));
}

TEST(ReleasesTest, OtherFormsAreRefused) {
  for (const char* text : {"", "all", "..9.0", "9..10"}) EXPECT_THROW(Releases{text}, std::invalid_argument) << text;
}

}  // namespace
}  // namespace grafake::conformance
