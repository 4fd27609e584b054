#include "conformance/commands/history_command.h"

#include <gmock/gmock.h>

namespace grafake::conformance {
namespace {

using testing::HasSubstr;
using HistoryWords = std::vector<std::string>;

std::string WhyNotRead(const HistoryWords& words) {
  const auto options = ReadHistoryArguments(words, "grafake");
  return options ? "" : options.error();
}

TEST(HistoryCommandTest, TakesSeveralServersOfOneDatabase) {
  const auto options = ReadHistoryArguments({"--url", "http://a:3000", "--url=https://b:3001/sub", "--insecure",
                                             "--user", "ann:secret", "--seed", "7", "--clients", "2", "--json"},
                                            "grafake");
  EXPECT_THAT((options ? "" : options.error()), HasSubstr("--ca and --insecure are for https")) << "it holds for each";
  const auto plain = ReadHistoryArguments({"--url", "http://a:3000", "--url=http://b:3001/sub", "--user", "ann:secret",
                                           "--seed", "7", "--clients", "2", "--json"},
                                          "grafake");
  ASSERT_TRUE(plain);
  ASSERT_EQ(plain->targets.size(), 2U);
  EXPECT_EQ(plain->targets[0].Url(), "http://a:3000");
  EXPECT_EQ(plain->targets[1].Url(), "http://b:3001/sub");
  EXPECT_EQ(plain->administrator, "ann:secret");
  EXPECT_EQ(plain->seed, 7U);
  EXPECT_EQ(plain->clients, 2U);
  EXPECT_TRUE(plain->json);
}

TEST(HistoryCommandTest, StartsAServerWhenNoneIsNamed) {
  const auto options = ReadHistoryArguments({"--release", "9.1"}, "beside/grafake");
  ASSERT_TRUE(options);
  EXPECT_TRUE(options->targets.empty());
  EXPECT_EQ(options->server_binary, "beside/grafake");
  EXPECT_EQ(options->administrator, "admin:admin");
}

TEST(HistoryCommandTest, SaysWhatIsWrong) {
  EXPECT_THAT(WhyNotRead({"tokens"}), HasSubstr("takes no 'tokens'"));
  EXPECT_THAT(WhyNotRead({"--url", "http://a:3000", "--server", "x", "--user", "a:b"}), HasSubstr("give one of them"));
  EXPECT_THAT(WhyNotRead({"--url", "ftp://a"}), HasSubstr("a URL looks like"));
  EXPECT_THAT(WhyNotRead({"--seconds", "soon"}), HasSubstr("--seconds needs a whole number"));
  EXPECT_THAT(WhyNotRead({"--clients", "1000"}), HasSubstr("--clients needs a whole number"));
  EXPECT_NE(WhyNotRead({"--release", "1.2"}), "");
}

}  // namespace
}  // namespace grafake::conformance
