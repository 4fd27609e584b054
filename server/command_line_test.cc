#include "server/command_line.h"

#include <gmock/gmock.h>

namespace grafake::server {
namespace {

using testing::ElementsAre;

TEST(CommandLineTest, OneDashOrTwoEqualsOrBlank) {
  const auto line = ParseCommandLine({"-config", "a.ini", "--homepath=/h", "-port=0", "--data", "d", "cfg:a.b=c"});
  ASSERT_TRUE(line);
  EXPECT_EQ(line->config, "a.ini");
  EXPECT_EQ(line->homepath, "/h");
  EXPECT_EQ(line->port, 0);
  EXPECT_EQ(line->data, "d");
  EXPECT_THAT(line->arguments, ElementsAre("cfg:a.b=c"));
}

TEST(CommandLineTest, TheFirstWordEndsTheFlags) {
  const auto line = ParseCommandLine({"cfg:a.b=c", "--homepath=/x"});
  ASSERT_TRUE(line);
  EXPECT_EQ(line->homepath, "");
  EXPECT_THAT(ParseCommandLine({"-v=false", "--", "-x"})->arguments, ElementsAre("-x"));
}

TEST(CommandLineTest, MixedFlagsAndArgumentsStandInAnyOrder) {
  const auto line =
      ParseMixedCommandLine({"cfg:a.b=c", "--homepath", "cfg:h", "cfg:d.e=f", "-profile", "--release=9.1"});
  ASSERT_TRUE(line) << line.error();
  EXPECT_EQ(line->homepath, "cfg:h");
  EXPECT_EQ(line->release, "9.1");
  EXPECT_THAT(line->arguments, ElementsAre("cfg:a.b=c", "cfg:d.e=f"));
  EXPECT_EQ(ParseMixedCommandLine({"cfg:a.b=c", "word", "-profile"}).error(),
            "'word' is neither a flag nor a cfg: argument");
  EXPECT_EQ(ParseMixedCommandLine({"cfg:a.b=c", "--config"}).error(), "flag needs an argument: -config");
}

TEST(CommandLineTest, LastOfEqualFlagsCounts) { EXPECT_EQ(ParseCommandLine({"--config=a", "--config="})->config, ""); }

TEST(CommandLineTest, GrafanasOtherFlagsAreAccepted) {
  EXPECT_TRUE(ParseCommandLine({"--packaging=docker", "-profile", "-profile-port", "6060", "--tracing-file=t"}));
}

struct Case {
  std::vector<std::string> words;
  std::string error;
};

TEST(CommandLineTest, ErrorsNameTheFlag) {
  for (const auto& [words, error] : {
           Case{{"--no-such"}, "flag provided but not defined: -no-such"},
           Case{{"--relase=9.1"}, "flag provided but not defined: -relase\ndid you mean -release?"},
           Case{{"-homepaht", "x"}, "flag provided but not defined: -homepaht\ndid you mean -homepath?"},
           Case{{"-config"}, "flag needs an argument: -config"},
           Case{{"-profile=x"}, "invalid boolean value \"x\" for -profile: parse error"},
           Case{{"-profile-port", "x"}, "invalid value \"x\" for flag -profile-port: parse error"},
           Case{{"-port", "65536"}, "invalid value \"65536\" for flag -port: say a whole number from 0 to 65535"},
           Case{{"--data", ""}, "invalid value \"\" for flag -data: say a path, or leave the flag out"},
           Case{{"--ready-file="}, "invalid value \"\" for flag -ready-file: say a path, or leave the flag out"},
           Case{{"---x"}, "bad flag syntax: ---x"},
       }) {
    const auto line = ParseCommandLine(words);
    ASSERT_FALSE(line);
    EXPECT_EQ(line.error(), error);
  }
}

TEST(CommandLineTest, VersionAndHelp) {
  for (const char* flag : {"-v", "-vv", "--version"}) EXPECT_TRUE(ParseCommandLine({flag})->show_version);
  for (const char* flag : {"-h", "--help"}) EXPECT_TRUE(ParseCommandLine({flag})->show_help);
}

}  // namespace
}  // namespace grafake::server
