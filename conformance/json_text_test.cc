#include "conformance/json_text.h"

#include <gmock/gmock.h>

namespace grafake::conformance {
namespace {

using testing::ElementsAre;
using testing::Optional;

std::string WithOneReplaced(const std::string& text, const std::string& pointer) {
  return WithValuesReplaced(text, [&](const JsonValue& value) -> std::optional<std::string> {
    return value.pointer == pointer ? std::optional("X") : std::nullopt;
  });
}

TEST(JsonTextTest, EveryByteThatIsNotReplacedStays) {
  const std::string text = " {\"b\" : [1.50, -2E+3,\n true, null, {}, []], \"a\":\"\\u003c\\\"}\" , \"\":{ } } ";
  EXPECT_EQ(WithOneReplaced(text, "/nowhere"), text);
}

TEST(JsonTextTest, ValuesAreFoundByPointer) {
  EXPECT_EQ(WithOneReplaced(R"({"a":{"b":[1,{"c":2}]}})", "/a/b/1/c"), R"({"a":{"b":[1,{"c":X}]}})");
  EXPECT_EQ(WithOneReplaced(R"({"a":{"b":[1,{"c":"]}"}]},"d":3})", "/a/b"), R"({"a":{"b":X},"d":3})");
  EXPECT_EQ(WithOneReplaced(R"({"a/b":1,"c~d":2})", "/a~1b"), R"({"a/b":X,"c~d":2})");
  EXPECT_EQ(WithOneReplaced(R"({"a/b":1,"c~d":2})", "/c~0d"), R"({"a/b":1,"c~d":X})");
  EXPECT_EQ(WithOneReplaced("7", ""), "X");
}

TEST(JsonTextTest, NamesAreThoseOfTheMemberItself) {
  std::vector<std::string> names;
  (void)WithValuesReplaced(R"({"a":["x"],"b":"y"})", [&](const JsonValue& value) -> std::optional<std::string> {
    names.emplace_back(value.name);
    return std::nullopt;
  });
  EXPECT_THAT(names, ElementsAre("", "a", "", "b"));
}

TEST(JsonTextTest, WhatIsNoJsonStays) {
  for (const std::string text : {"", "{", "<html>\"a\"", "{\"a\":1} {}", "\"cut", "{\"a\":1,}"})
    EXPECT_EQ(WithOneReplaced(text, "/a"), text);
}

TEST(JsonTextTest, DepthDoesNotExhaustTheStack) {
  const std::string deep = std::string(20000, '[') + std::string(20000, ']');
  EXPECT_EQ(WithOneReplaced(deep, "/nowhere"), deep);
}

TEST(JsonTextTest, AByteBelongsToItsInnermostValue) {
  EXPECT_THAT(PointerAt(R"({"a":[10,20]})", 9), Optional(std::string("/a/1")));
  EXPECT_THAT(PointerAt(R"({"a":[10,20]})", 2), Optional(std::string()));
  EXPECT_EQ(PointerAt("no json", 2), std::nullopt);
}

TEST(JsonTextTest, CompactKeepsWhatStandsInStrings) {
  EXPECT_EQ(Compact("{ \"a b\" :\n [ 1 , \"c \\\" d\" ] }"), R"({"a b":[1,"c \" d"]})");
}

}  // namespace
}  // namespace grafake::conformance
