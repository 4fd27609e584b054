#include "server/config/go_url.h"

#include <gmock/gmock.h>

namespace grafake::server {
namespace {

struct Refused {
  std::string url;
  std::string sentence;
};

TEST(GoUrlTest, SaysWhatGoSays) {
  for (const auto& [url, sentence] : {
           Refused{"://u:p@h/db", R"(parse "://u:p@h/db": missing protocol scheme)"},
           Refused{"a_b:5432/db", R"(parse "a_b:5432/db": first path segment in URL cannot contain colon)"},
           Refused{"127.0.0.1:5432/db", R"(parse "127.0.0.1:5432/db": first path segment in URL cannot contain colon)"},
           Refused{"mysql://h:x/db", R"(parse "mysql://h:x/db": invalid port ":x" after host)"},
           Refused{"http://a b:x/", R"(parse "http://a b:x/": invalid port ":x" after host)"},
           Refused{"http://a b/", R"(parse "http://a b/": invalid character " " in host name)"},
           Refused{"http://a\\b/", R"(parse "http://a\\b/": invalid character "\\" in host name)"},
           Refused{"http://h/%zz", R"(parse "http://h/%zz": invalid URL escape "%zz")"},
           Refused{"http://h/%", R"(parse "http://h/%": invalid URL escape "%")"},
           Refused{"http://h%41/", R"(parse "http://h%41/": invalid URL escape "%41")"},
           Refused{"postgres://u:p%q@h/db", R"(parse "postgres://u:p%q@h/db": invalid URL escape "%q")"},
           Refused{"postgres://u:p w@h/db", R"(parse "postgres://u:p w@h/db": net/url: invalid userinfo)"},
           Refused{"postgres://[::1/db", R"(parse "postgres://[::1/db": missing ']' in host)"},
           Refused{"postgres://[::1]x/db", R"(parse "postgres://[::1]x/db": invalid port "x" after host)"},
           Refused{"http://h/\n", R"(parse "http://h/\n": net/url: invalid control character in URL)"},
           Refused{"http://h:x/#f", R"(parse "http://h:x/": invalid port ":x" after host)"},
           Refused{"http://h/#%", R"(parse "http://h/#%": invalid URL escape "%")"},
       }) {
    const auto parsed = ParseGoUrl(url);
    ASSERT_FALSE(parsed) << url;
    EXPECT_EQ(parsed.error(), sentence);
  }
}

TEST(GoUrlTest, TakesApartWhatGoTakesApart) {
  const auto url = ParseGoUrl("Postgres://u%40x:p%23w@h:5432/db/x?sslmode=require#top");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->scheme, "postgres");
  EXPECT_EQ(url->user, "u@x");
  EXPECT_EQ(url->password, "p#w");
  EXPECT_EQ(url->host, "h:5432");
  EXPECT_EQ(url->path, "/db/x");
  EXPECT_EQ(url->query, "sslmode=require");
  EXPECT_EQ(url->fragment, "top");
  EXPECT_EQ(ParseGoUrl("mailto:a@b")->opaque, "a@b");
  EXPECT_EQ(ParseGoUrl("http://[fe80::1%25en0]:80/")->host, "[fe80::1%en0]:80");
  EXPECT_EQ(ParseGoUrl("grafana.example.com/")->path, "grafana.example.com/");
  EXPECT_EQ(ParseGoUrl("///a")->path, "///a");
  EXPECT_EQ(ParseGoUrl("")->path, "");
}

}  // namespace
}  // namespace grafake::server
