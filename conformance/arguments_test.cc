#include "conformance/arguments.h"

#include <gmock/gmock.h>

namespace grafake::conformance {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const Defaults kDefaults{.fixtures = "/f", .server_binary = "/bin/grafake", .not_yet_passing = "/lists", .jobs = 3};

TEST(ArgumentsTest, DefaultsAreForTheReferenceServer) {
  const auto options = ReadArguments({}, kDefaults);
  ASSERT_TRUE(options) << options.error();
  EXPECT_EQ(options->recordings, "/f/recorded/9.0.9");
  EXPECT_EQ(options->server_binary, "/bin/grafake");
  EXPECT_EQ(options->not_yet_passing, "/lists/9.0.9.txt");
  EXPECT_EQ(options->jobs, 3U);
  EXPECT_FALSE(options->verbose);
}

TEST(ArgumentsTest, FlagsTakeAnEqualsSignOrABlank) {
  const auto options =
      ReadArguments({"--fixtures", "/g", "--release=9.1.8", "--jobs", "7", "-v", "--append-ini=[a]\n"}, kDefaults);
  ASSERT_TRUE(options) << options.error();
  EXPECT_EQ(options->recordings, "/g/recorded/9.1.8");
  EXPECT_EQ(options->jobs, 7U);
  EXPECT_TRUE(options->verbose);
  EXPECT_EQ(options->append_ini, "[a]\n");
}

TEST(ArgumentsTest, PatternsMayBeMany) {
  EXPECT_THAT(ReadArguments({"--only", "a/*", "b/*", "--jobs", "2", "c/?"}, kDefaults).value().only,
              ElementsAre("a/*", "b/*", "c/?"));
}

TEST(ArgumentsTest, TheListIsNotForOtherServersUnlessSaid) {
  EXPECT_EQ(ReadArguments({"--server", "x {port}"}, kDefaults).value().not_yet_passing, "");
  EXPECT_EQ(ReadArguments({"--not-yet-passing", "/mine", "--server", "x"}, kDefaults).value().not_yet_passing, "/mine");
  EXPECT_EQ(ReadArguments({"--not-yet-passing", ""}, kDefaults).value().not_yet_passing, "");
  EXPECT_EQ(ReadArguments({"--server", "x --config {ini}"}, kDefaults).value().server, "x --config {ini}");
}

TEST(ArgumentsTest, WrongWordsAreNamed) {
  EXPECT_THAT(ReadArguments({"--nonsense"}, kDefaults).error(), HasSubstr("nonsense"));
  EXPECT_THAT(ReadArguments({"--server"}, kDefaults).error(), HasSubstr("server"));
  for (const char* jobs : {"0", "-1", "many", "1x", ""})
    EXPECT_THAT(ReadArguments({"--jobs", jobs}, kDefaults).error(), HasSubstr("--jobs")) << jobs;
}

}  // namespace
}  // namespace grafake::conformance
