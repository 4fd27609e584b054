#include "conformance/suite/release.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace grafake::conformance {
namespace {

TEST(ReadReleaseTest, TakesTheFirstThreeNumbers) {
  EXPECT_EQ(ReadRelease("9.0.9"), (Release{9, 0, 9}));
  EXPECT_EQ(ReadRelease("9.0"), (Release{9, 0, 0}));
  EXPECT_EQ(ReadRelease("12.4.0-pre"), (Release{12, 4, 0}));
  EXPECT_EQ(ReadRelease("11.5.1+security-01"), (Release{11, 5, 1}));
  for (const char* text : {"", "9", "9.", "nine", "9.x", ".1"}) EXPECT_EQ(ReadRelease(text), std::nullopt) << text;
}

TEST(ReleasesTest, OneLineHoldsForItself) {
  const Releases releases("9.0");
  EXPECT_TRUE(releases.Holds({9, 0, 0}));
  EXPECT_TRUE(releases.Holds({9, 0, 9}));
  EXPECT_FALSE(releases.Holds({9, 1, 0}));
  EXPECT_FALSE(releases.Holds({8, 5, 15}));
}

TEST(ReleasesTest, ARangeHoldsForBothEnds) {
  const Releases releases("8.5..9.3");
  for (const Release release : {Release{8, 5, 0}, {9, 0, 9}, {9, 3, 16}}) EXPECT_TRUE(releases.Holds(release));
  for (const Release release : {Release{8, 4, 9}, {9, 4, 0}, {10, 0, 0}}) EXPECT_FALSE(releases.Holds(release));
}

TEST(ReleasesTest, AThirdNumberIsMeant) {
  const Releases releases("9.0..9.3.2");
  EXPECT_TRUE(releases.Holds({9, 3, 2}));
  EXPECT_FALSE(releases.Holds({9, 3, 3}));
}

TEST(ReleasesTest, AnOpenRangeHoldsForAllThatCome) {
  EXPECT_TRUE(Releases("9.1..").Holds({12, 4, 0}));
  EXPECT_FALSE(Releases("9.1..").Holds({9, 0, 9}));
}

TEST(ReleasesTest, SeveralRangesHoldTogether) {
  const Releases releases("8.5..9.1, 9.3..9.3.2, 12.4");
  for (const Release release : {Release{9, 1, 8}, {9, 3, 2}, {12, 4, 3}}) EXPECT_TRUE(releases.Holds(release));
  for (const Release release : {Release{9, 2, 0}, {9, 3, 3}, {11, 5, 1}}) EXPECT_FALSE(releases.Holds(release));
}

TEST(ReleasesTest, OtherFormsAreRefused) {
  for (const char* text : {"", "all", "..9.0", "9..10", "9.0,", "9.0,,9.1"})
    EXPECT_THROW(Releases{text}, std::invalid_argument) << text;
}

}  // namespace
}  // namespace grafake::conformance
