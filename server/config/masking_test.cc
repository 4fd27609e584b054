#include "server/config/masking.h"

#include <gtest/gtest.h>

#include <array>

namespace grafake::server {
namespace {

TEST(MaskingTest, SecretsAreNineStarsEvenWhenEmpty) {
  EXPECT_EQ(Masked("GF_SECURITY_ADMIN_PASSWORD", "x", {}), "*********");
  EXPECT_EQ(Masked("GF_MY_PASSWORDS_A", "", {}), "*********");
  EXPECT_EQ(Masked("GF_GRAFAKE_CONTROL_TOKEN", "x", {}), "*********");
  EXPECT_EQ(Masked("GF_S_API_KEY", "x", {}), "x");
}

TEST(MaskingTest, ARuleMayMakeAnEndingSecretAndShowWhatIsEmpty) {
  static constexpr std::array<std::string_view, 1> kEndings = {"RENDERER_TOKEN"};
  const MaskingRules rules{.secret_endings = kEndings, .empty_is_shown = true};
  EXPECT_EQ(Masked("GF_RENDERING_RENDERER_TOKEN", "x", rules), "*********");
  EXPECT_EQ(Masked("GF_RENDERING_RENDERER_TOKEN", "x", {}), "x");
  EXPECT_EQ(Masked("GF_RENDERER_TOKEN_LIFE", "x", rules), "x");
  EXPECT_EQ(Masked("GF_SECURITY_ADMIN_PASSWORD", "", rules), "");
  EXPECT_EQ(Masked("GF_SECURITY_ADMIN_PASSWORD", "x", rules), "*********");
}

struct Case {
  const char* value;
  const char* shown;
};

TEST(MaskingTest, UrlsLoseTheirPasswordsAndOddTextsChange) {
  for (const auto& [value, shown] : {
           Case{"postgres://u:p@h:5432/db", "postgres://u:xxxxx@h:5432/db"},
           Case{"http://u@h/", "http://u@h/"},
           Case{"u:p@h", "u:xxxxx@h"},
           Case{"https://u:p@h,https://u:q@i", "https://u:xxxxx@h,https://u:xxxxx@i"},
           Case{"https://u:p@h https://u:q@i", "https://u:xxxxx@h https://u:xxxxx@i"},
           Case{"mysql://u:p", "mysql://u:p"},
           Case{"x,   y", "x,y"},
           Case{"x   y", "x y"},
           Case{"é", "%C3%A9"},
           Case{"#abc", "http:#abc"},
           Case{"a%zz", "a%zz"},
           Case{"a<b>", "a<b>"},
           Case{"x, y z", "x,y,z"},
           Case{"a|b", "a|b"},
           Case{"x;y", "x;y"},
           Case{"l1\nl2", "l1 l2"},
           Case{"100%", "100%"},
           Case{"x:y", "x:y"},
           Case{"[v]", "[v]"},
           Case{"a%41", "a%41"},
           Case{"/a/b", "/a/b"},
           Case{"A.Example", "A.Example"},
           Case{"HTTP://X/y", "http://X/y"},
           Case{"a?b=c d", "a?b=c d"},
           Case{"a\\b", "a\\b"},
           Case{"{\"a\": 1}", "{\"a\": 1}"},
           Case{",", ""},
           Case{"%(a)s", "%(a)s"},
           Case{"x,", "x"},
           Case{"http://h/<tenant-id>", "http://h/%3Ctenant-id%3E"},
           Case{"emails/*.html, emails/*.txt", "emails/*.html,emails/*.txt"},
       }) {
    EXPECT_EQ(Masked("GF_S_A", value, {}), shown) << value;
  }
  EXPECT_EQ(Masked("GF_SENTRY_A", "postgres://u:p@h/db", {}), "postgres://u:p@h/db");
}

}  // namespace
}  // namespace grafake::server
