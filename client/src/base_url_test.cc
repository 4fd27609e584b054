#include "src/base_url.h"

#include <gmock/gmock.h>

namespace grafake {
namespace {

using testing::Eq;
using testing::HasSubstr;
using testing::Not;

struct GoodUrl {
  std::string url, origin, host, path;
};

TEST(BaseUrlTest, TakesAUrlApart) {
  for (const auto& [url, origin, host, path] : {
           GoodUrl{"http://localhost:3000", "http://localhost:3000", "localhost:3000", ""},
           GoodUrl{"http://localhost:3000/", "http://localhost:3000", "localhost:3000", ""},
           GoodUrl{"https://grafana.example/a/b/", "https://grafana.example:443", "grafana.example", "/a/b"},
           GoodUrl{"https://grafana.example:443/a", "https://grafana.example:443", "grafana.example", "/a"},
           GoodUrl{"http://[::1]:3000/", "http://[::1]:3000", "[::1]:3000", ""},
       }) {
    const auto base_url = BaseUrlOf(url);
    ASSERT_TRUE(base_url) << url;
    EXPECT_EQ(base_url->origin, origin);
    EXPECT_EQ(base_url->host, host);
    EXPECT_EQ(base_url->path, path);
  }
}

TEST(BaseUrlTest, SaysWhatIsWrongWithAUrlAndDoesNotQuoteIt) {
  for (const std::string url :
       {"", "localhost", "ftp://secret/", "http://", "http://user:secret@host/", "http://host/?secret",
        "http://host/#secret", "http://host:secret/", "http://host secret/", "file:///secret"}) {
    const auto base_url = BaseUrlOf(url);
    ASSERT_FALSE(base_url) << url;
    EXPECT_THAT(base_url.error(), HasSubstr("URL"));
    EXPECT_THAT(base_url.error(), Not(HasSubstr("secret")));
  }
}

TEST(BaseUrlTest, ResolvesWhereARedirectLeads) {
  struct BadUrl {
    std::string location, origin, target;
  };
  for (const auto& [location, origin, target] : {
           BadUrl{"/g/api/org?x=1", "http://host:3000", "/g/api/org?x=1"},
           BadUrl{"other", "http://host:3000", "/api/other"},
           BadUrl{"https://host:3000/api/org", "https://host:3000", "/api/org"},
           BadUrl{"http://host:3000/api/org", "http://host:3000", "/api/org"},
           BadUrl{"//evil/api/org", "http://evil:80", "/api/org"},
           BadUrl{"javascript:alert(1)", "", ""},
       }) {
    const Destination destination = Resolved("http://host:3000", "/api/org", location);
    EXPECT_EQ(destination.origin, origin) << location;
    EXPECT_EQ(destination.target, target) << location;
  }
}

TEST(BaseUrlTest, DecodesAProxysUser) {
  EXPECT_EQ(UserInfoOf("http://us%20er:p%40ss@proxy:3128"), "us er:p@ss");
  EXPECT_EQ(UserInfoOf("http://proxy:3128"), "");
}

}  // namespace
}  // namespace grafake
