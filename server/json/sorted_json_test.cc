// Documents as Go prints them: sorted, with what it sets itself.
#include "server/json/sorted_json.h"

#include <gtest/gtest.h>

#include <array>

namespace grafake::server {
namespace {

TEST(SortedJsonTest, SortsMembersAtEveryDepthAndKeepsNumbers) {
  EXPECT_EQ(SortedJson(R"( { "z" : 1e+21, "a" : [ {"y":2.50,"b":null}, [] ], "m": {} } )"),
            R"({"a":[{"b":null,"y":2.50},[]],"m":{},"z":1e+21})");
  EXPECT_EQ(SortedJson("[3,1,true]"), "[3,1,true]");
  EXPECT_EQ(SortedJson("\"a<b\""), "\"a\\u003cb\"");
  EXPECT_EQ(SortedJson("12"), "12");
}

TEST(SortedJsonTest, OfOneNameTheLastCountsAndTextsAreEscapedAnew) {
  EXPECT_EQ(SortedJson(R"({"a":1,"\u0061":2,"b":"\u00fc\"&"})"), "{\"a\":2,\"b\":\"\xC3\xBC\\\"\\u0026\"}");
}

TEST(SortedJsonTest, SetsAndTakesMembersOfTheOutermostObject) {
  const auto set = std::to_array<JsonMemberSet>({{"id", "7"}, {"gone", ""}});
  EXPECT_EQ(SortedJson(R"({"title":"t","id":null,"gone":{"id":1},"sub":{"id":3}})", set),
            R"({"id":7,"sub":{"id":3},"title":"t"})");
  EXPECT_EQ(SortedJson("[]", set), "[]");
}

TEST(SortedJsonTest, DepthCostsNoStack) {
  std::string deep;
  for (int i = 0; i < 9'000; ++i) deep += "{\"a\":[";
  for (int i = 0; i < 9'000; ++i) deep += "]}";
  EXPECT_EQ(SortedJson(deep), deep);
}

}  // namespace
}  // namespace grafake::server
