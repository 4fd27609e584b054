#include "server/json/sorted_json.h"

#include <gmock/gmock.h>

#include <array>
#include <string>

namespace grafake::server {
namespace {

TEST(SortedJsonTest, MembersStandByTheirNames) {
  EXPECT_EQ(SortedJson(R"( { "b" : 1 , "a" : { "z" : [ { "y":2, "x" : 1 } , 3 ] , "c":null } } )"),
            R"({"a":{"c":null,"z":[{"x":1,"y":2},3]},"b":1})");
  EXPECT_EQ(SortedJson(R"({"B":1,"a":2,"A":3,"":4})"), R"({"":4,"A":3,"B":1,"a":2})");
  EXPECT_EQ(SortedJson(R"([{"a":{}},{},[],[[]],""])"), R"([{"a":{}},{},[],[[]],""])");
}

TEST(SortedJsonTest, TheLastOfAnEqualNameCounts) {
  EXPECT_EQ(SortedJson(R"({"a":[1,{"q":1,"p":2}],"b":0,"a":2})"), R"({"a":2,"b":0})");
  EXPECT_EQ(SortedJson(R"([{"a":1,"\u0061":{"c":1,"b":2}},7])"), R"([{"a":{"b":2,"c":1}},7])");
}

TEST(SortedJsonTest, MembersAreSetInTheOutermostObject) {
  const auto set = std::to_array<JsonMemberSet>({{"id", "7"}, {"a\"", "null"}});
  EXPECT_EQ(SortedJson(R"( {"title":"t","id":null,"sub":{"id":3}} )", set),
            R"({"a\"":null,"id":7,"sub":{"id":3},"title":"t"})");
  EXPECT_EQ(SortedJson(" { } ", set), R"({"a\"":null,"id":7})");
  EXPECT_EQ(SortedJson("[]", set), "[]");
}

TEST(SortedJsonTest, ScalarsAreAsGoPrintsThem) {
  EXPECT_EQ(SortedJson(" 1e+21 "), "1e+21");
  EXPECT_EQ(SortedJson(R"("<\u00fc\/>")"), R"("\u003cü/\u003e")");
  EXPECT_EQ(SortedJson(R"({"n":123456789012345678901234567890,"m":-0.10})"),
            R"({"m":-0.10,"n":123456789012345678901234567890})");
}

TEST(SortedJsonTest, DeepAndWideTextsTakeOnePass) {
  std::string deep;
  for (int i = 0; i < 10000; ++i) deep += i % 2 == 0 ? "[" : R"({"b":1,"a":)";
  const std::string leaf = '"' + std::string(1 << 20, 'x') + '"';
  deep += leaf;
  for (int i = 10000; i-- > 0;) deep += i % 2 == 0 ? ']' : '}';
  const std::string sorted = SortedJson(deep);
  EXPECT_EQ(sorted.size(), deep.size());
  EXPECT_EQ(sorted.substr(0, 12), R"([{"a":[{"a":)");
}

}  // namespace
}  // namespace grafake::server
