// Titles as they stand in addresses; those with letters of other scripts are as a real Grafana has them.
#include "server/domain/slug.h"

#include <gtest/gtest.h>

namespace grafake::server {
namespace {

TEST(SlugTest, IsWhatIsLeftOfTheTitle) {
  EXPECT_EQ(SlugOf("Ops Two"), "ops-two");
  EXPECT_EQ(SlugOf("\xC3\x9Cml\xC3\xA4ut & <b> / %"), "umlaut-and-b");
  EXPECT_EQ(SlugOf("Zulu 10%"), "zulu-10");
  EXPECT_EQ(SlugOf("alpha_beta"), "alpha_beta");
  EXPECT_EQ(SlugOf("it's \"me\""), "its-me");
}

TEST(SlugTest, OtherScriptsAreWrittenInLatinLetters) {
  EXPECT_EQ(SlugOf("\u65e5\u672c"), "ri-ben");
  EXPECT_EQ(SlugOf("A\u65e5b"), "a-ri-b");
  EXPECT_EQ(SlugOf("\u0416\u0443\u043a \u03a9\u03bc\u03ad"), "zhuk-om");
}

TEST(SlugTest, WithoutAnythingLeftItIsTheTitleInBase64) {
  EXPECT_EQ(SlugOf("!!!"), "ISEh");
  EXPECT_EQ(SlugOf(""), "");
}

}  // namespace
}  // namespace grafake::server
