#include "conformance/recorded_release.h"

#include <gtest/gtest.h>

namespace grafake::conformance {
namespace {

TEST(RecordedReleaseTest, ALineIsTheOneThatIsRecorded) {
  const std::string fixtures = GRAFAKE_FIXTURES;
  EXPECT_EQ(RecordingsIn(fixtures, "9.0"), fixtures + "/recorded/9.0.9");
  EXPECT_EQ(RecordingsIn(fixtures, "9.1"), fixtures + "/recorded/9.1.8");
  EXPECT_EQ(RecordingsIn(fixtures, "9.1.8"), fixtures + "/recorded/9.1.8");
  EXPECT_EQ(RecordingsIn("/nowhere", "9.0.9"), "/nowhere/recorded/9.0.9");
}

TEST(RecordedReleaseTest, WhatIsNotRecordedIsTheUsualOne) {
  const std::string fixtures = GRAFAKE_FIXTURES;
  EXPECT_EQ(RecordingsOrUsual(fixtures, "9.1"), fixtures + "/recorded/9.1.8");
  EXPECT_EQ(RecordingsOrUsual(fixtures, "7.0"), fixtures + "/recorded/9.0.9");
  EXPECT_EQ(RecordingsOrUsual(fixtures, ""), fixtures + "/recorded/9.0.9");
}

TEST(RecordedReleaseTest, EachHasAListOfItsOwn) {
  EXPECT_EQ(ListFor("/lists", "/f/recorded/9.1.8"), "/lists/9.1.8.txt");
  EXPECT_EQ(ListFor("", "/f/recorded/9.1.8"), "");
}

}  // namespace
}  // namespace grafake::conformance
