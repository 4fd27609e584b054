#include "server/http/url.h"

#include <gtest/gtest.h>

namespace grafake::server {
namespace {

TEST(QueryTest, FirstOfRepeatedCountsAndNamesKeepTheirCase) {
  const Query query("perpage=2&perpage=3&Query=x&empty&=y");
  EXPECT_EQ(query.Integer("perpage"), 2);
  EXPECT_EQ(query.Text("query"), "");
  EXPECT_TRUE(query.Has("empty"));
  EXPECT_FALSE(query.Has("nothing"));
}

TEST(QueryTest, BrokenPairsAreDropped) {
  const Query query("a=%zz&b=1;c=2&d=x%20y+z&e=%4");
  EXPECT_FALSE(query.Has("a"));
  EXPECT_FALSE(query.Has("b"));
  EXPECT_FALSE(query.Has("e"));
  EXPECT_EQ(query.Text("d"), "x y z");
}

TEST(QueryTest, NumbersAreGos) {
  const Query query("a=%2B2&b=02&c=+2&d=2.0&e=1e1&f=0x2&g=99999999999999999999&h=-99999999999999999999&i=2_0&j=-5");
  EXPECT_EQ(query.Integer("a"), 2);
  EXPECT_EQ(query.Integer("b"), 2);
  for (const char* name : {"c", "d", "e", "f", "i", "none"}) EXPECT_EQ(query.Integer(name), 0) << name;
  EXPECT_EQ(query.Integer("g"), INT64_MAX);
  EXPECT_EQ(query.Integer("h"), INT64_MIN);
  EXPECT_EQ(query.Integer("j"), -5);
}

TEST(QueryTest, BooleansAreGos) {
  const Query query("a=1&b=t&c=T&d=true&e=TRUE&f=True&g=yes&h=tRUE&i=0&j=");
  for (const char* name : {"a", "b", "c", "d", "e", "f"}) EXPECT_TRUE(query.Boolean(name)) << name;
  for (const char* name : {"g", "h", "i", "j", "k"}) EXPECT_FALSE(query.Boolean(name)) << name;
}

TEST(UrlTest, PathDecodingKeepsPlus) {
  EXPECT_EQ(DecodePath("a%2Fb+c"), "a/b+c");
  EXPECT_FALSE(DecodePath("%zz"));
  EXPECT_FALSE(DecodePath("%2"));
  EXPECT_EQ(DecodePath("%41"), "A");
}

TEST(UrlTest, IntegersHaveEdges) {
  EXPECT_EQ(ParseInteger("9223372036854775807"), INT64_MAX);
  EXPECT_EQ(ParseInteger("-9223372036854775808"), INT64_MIN);
  for (const char* text : {"9223372036854775808", "", "+", " 1", "1 ", "1.5", "0x2", "٢"})
    EXPECT_FALSE(ParseInteger(text)) << text;
  EXPECT_EQ(ParseInteger("+5"), 5);
  EXPECT_EQ(ParseInteger("007"), 7);
}

TEST(UrlTest, QueryEncodingIsGos) { EXPECT_EQ(EncodeQueryText("/a b?c=d~é"), "%2Fa+b%3Fc%3Dd~%C3%A9"); }

}  // namespace
}  // namespace grafake::server
