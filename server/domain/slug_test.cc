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

TEST(SlugTest, TheShortOneIsAsALaterGrafanaHasIt) {
  EXPECT_EQ(ShortSlugOf("Ops Two"), "ops-two");
  EXPECT_EQ(ShortSlugOf("\xC3\x9Cml\xC3\xA4ut & <b> / %"), "uemlaut-and-3c-b3e");
  EXPECT_EQ(ShortSlugOf("\u65e5\u672c"), "e697a5-e69cac");
  EXPECT_EQ(ShortSlugOf("Zulu 10%"), "zulu-10");
  EXPECT_EQ(ShortSlugOf("alpha_beta"), "alpha-beta");
}

TEST(SlugTest, TheShortOneHasAtMostFiftyBytes) {
  EXPECT_EQ(ShortSlugOf(std::string(50, 'T')), std::string(50, 't'));
  EXPECT_EQ(ShortSlugOf(std::string(51, 'T')).size(), 7U);
  EXPECT_EQ(ShortSlugOf(std::string(189, 'T')), "e1b9bd9");
  EXPECT_EQ(ShortSlugOf(std::string(190, 'T')), "b3cfa4c");
  EXPECT_EQ(ShortSlugOf(std::string(300, 'T')), "b7ad23a");
}

}  // namespace
}  // namespace grafake::server
