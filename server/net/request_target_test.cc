#include "server/net/request_target.h"

#include <gtest/gtest.h>

namespace grafake::server {
namespace {

struct Good {
  std::string target, path, query, authority;
};

TEST(RequestTargetTest, ReadsWhatNetUrlReads) {
  for (const Good& good : {
           Good{"/", "/", "", ""},
           Good{"/api/org?a=b?c", "/api/org", "a=b?c", ""},
           Good{"/a?", "/a", "", ""},
           Good{"/a%2Fb;x#y", "/a%2Fb;x#y", "", ""},
           Good{"/a?%zz", "/a", "%zz", ""},
           Good{"//a/b", "//a/b", "", ""},
           Good{"/\xc3\xa4", "/\xc3\xa4", "", ""},
           Good{"*", "/*", "", ""},
           Good{"http://other:80/a?b", "/a", "b", "other:80"},
           Good{"http://other", "/", "", "other"},
           Good{"http:///a", "/a", "", ""},
           Good{"http://u:p@h/x", "/x", "", "h"},
           Good{"http://[::1]:3/x", "/x", "", "[::1]:3"},
           Good{"mailto:a/b?c", "/", "c", ""},
       }) {
    const auto target = ParseRequestTarget("GET", good.target);
    ASSERT_TRUE(target) << good.target;
    EXPECT_EQ(target->path, good.path) << good.target;
    EXPECT_EQ(target->query, good.query) << good.target;
    EXPECT_EQ(target->authority, good.authority) << good.target;
  }
}

TEST(RequestTargetTest, RefusesWhatNetUrlRefuses) {
  for (const std::string_view bad :
       {"", "api", "?a", ":foo", "/%", "/%4", "/%zz", "/a\x01", "/\x7f", "/\t", "http://ot%20her/", "http://h:ab/",
        "http://a b/", "http://[::1/", "http://u{@h/", "http://h/%zz"}) {
    EXPECT_FALSE(ParseRequestTarget("GET", bad)) << bad;
  }
}

TEST(RequestTargetTest, ConnectNamesAHost) {
  const auto target = ParseRequestTarget("CONNECT", "a:80");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->authority, "a:80");
  EXPECT_EQ(target->path, "/");
  EXPECT_EQ(ParseRequestTarget("CONNECT", "/a")->path, "/a");
}

}  // namespace
}  // namespace grafake::server
