#include <gmock/gmock.h>

#include "server/json/reader.h"
#include "server/json/utf8.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

std::string Printed(std::string_view text) { return JsonWriter().Value(text).Take(); }

TEST(JsonWriterTest, EscapesWhatGoEscapes) {
  EXPECT_EQ(Printed("a\"\\\n\r\t\b\f\x01<>&'/\x7f"), R"("a\"\\\n\r\t\u0008\u000c\u0001\u003c\u003e\u0026'/)"
                                                     "\x7f\"");
  EXPECT_EQ(Printed("\xE2\x80\xA8\xE2\x80\xA9"), R"("\u2028\u2029")");
  EXPECT_EQ(Printed("ü😀"), "\"ü😀\"");
  EXPECT_EQ(Printed(std::string_view("p\0q", 3)), R"("p\u0000q")");
  EXPECT_EQ(Printed("\xff"), R"("\ufffd")");
}

TEST(JsonWriterTest, NumbersAreGos) {
  EXPECT_EQ(JsonWriter().Value(3598.985694189).Take(), "3598.985694189");
  EXPECT_EQ(JsonWriter().Value(0.0).Take(), "0");
  EXPECT_EQ(JsonWriter().Value(1e-7).Take(), "1e-7");
  EXPECT_EQ(JsonWriter().Value(1e21).Take(), "1e+21");
  EXPECT_EQ(JsonWriter().Value(std::int64_t{-9223372036854775807}).Take(), "-9223372036854775807");
}

TEST(JsonWriterTest, CommasStandBetweenMembersAndItems) {
  JsonWriter writer;
  writer.BeginObject()
      .Member("a", 1)
      .Key("b")
      .BeginArray()
      .Value(true)
      .Null()
      .BeginObject()
      .EndObject()
      .EndArray()
      .EndObject();
  EXPECT_EQ(writer.Take(), R"({"a":1,"b":[true,null,{}]})");
}

JsonValue MemberAt(const JsonValue& object, std::size_t at) {
  JsonMembers members(object);
  const JsonMember* member = members.Next();
  while (at-- > 0) member = members.Next();
  return member->value;
}

JsonValue ItemAt(const JsonValue& array, std::size_t at) {
  JsonItems items(array);
  auto item = items.Next();
  while (at-- > 0) item = items.Next();
  return *item;
}

TEST(JsonReaderTest, TakesTheFirstValueAndIgnoresTheRest) {
  EXPECT_EQ(MemberAt(*ReadJson(R"({"a":"1"} junk)"), 0).Text(), "1");
  EXPECT_EQ(MemberAt(*ReadJson(R"({"a":"1"}{"a":"2"})"), 0).Text(), "1");
  EXPECT_EQ(ReadJson(" 12x")->source, "12");
  EXPECT_EQ(JsonMembers(*ReadJson("  ")).Next(), nullptr);
}

TEST(JsonReaderTest, KeepsDuplicatesAndTheTextOfNumbers) {
  const auto value = ReadJson(" { \"a\" : 1 , \"a\":1.50,\"\\u0062\":[ 1 , {\"c\":2}\n] , \"d\":-1e999}");
  ASSERT_TRUE(value);
  EXPECT_EQ(MemberAt(*value, 1).source, "1.50");
  EXPECT_EQ(MemberAt(ItemAt(MemberAt(*value, 2), 1), 0).source, "2");
  EXPECT_EQ(MemberAt(*value, 3).source, "-1e999");
}

TEST(JsonReaderTest, ContainersEndWhereTheyEnd) {
  const auto value = ReadJson(R"({"a":[],"b":{},"c":"]}\\","d":[[],{"e":"\""}],"f":true})");
  std::string names;
  JsonMembers members(*value);
  while (const JsonMember* member = members.Next()) (names += member->name) += member->value.source;
  EXPECT_EQ(names, R"(a[]b{}c"]}\\"d[[],{"e":"\""}]ftrue)");
  EXPECT_EQ(JsonItems(MemberAt(*value, 0)).Next(), std::nullopt);
  EXPECT_EQ(JsonMembers(MemberAt(*value, 0)).Next(), nullptr);
}

TEST(JsonReaderTest, MendsWhatGoMends) {
  const auto first = [](std::string_view text) { return ItemAt(*ReadJson(text), 0).Text(); };
  EXPECT_EQ(first(R"(["\ud83d"])"), "\xEF\xBF\xBD");
  EXPECT_EQ(first(R"(["\ud83d\u0041"])"),
            "\xEF\xBF\xBD"
            "A");
  EXPECT_EQ(first(R"(["\ud83d\ude00"])"), "😀");
  EXPECT_EQ(first(R"(["\\ud83d"])"), "\\ud83d");
  EXPECT_EQ(first("[\"\xff\"]"), "\xEF\xBF\xBD");
  EXPECT_EQ(first(R"(["\u0000"])"), std::string(1, '\0'));
  EXPECT_EQ(first(R"(["\b\f\n\r\t\/\\\"\u00FC\u20ac"])"), "\b\f\n\r\t/\\\"ü€");
}

TEST(JsonReaderTest, RefusesWhatGoRefuses) {
  for (const char* text :
       {"{", "{'a':1}", "{\"a\":1,}", "\xEF\xBB\xBF{}", "/* c */{}", "[\"\t\"]", "\f{}", "{\"a\"", "nul"}) {
    EXPECT_FALSE(ReadJson(text)) << text;
  }
}

TEST(JsonReaderTest, SaysWhyInGosWords) {
  for (const auto& [text, why] : std::initializer_list<std::pair<std::string, std::string>>{
           {"\xEF\xBB\xBF{}", "invalid character 'ï' looking for beginning of value"},
           {"{", "unexpected EOF"},
           {"{'a':1}", "invalid character '\\'' looking for beginning of object key string"},
           {"{\"a\":1,}", "invalid character '}' looking for beginning of object key string"},
           {"{\"a\" 1}", "invalid character '1' after object key"},
           {"{\"a\":1 2}", "invalid character '2' after object key:value pair"},
           {"[1,]", "invalid character ']' looking for beginning of value"},
           {"[01]", "invalid character '1' after array element"},
           {"[\"\t\"]", "invalid character '\\t' in string literal"},
           {"[\"\\x\"]", "invalid character 'x' in string escape code"},
           {"[\"\\u00g0\"]", "invalid character 'g' in \\u hexadecimal character escape"},
           {"nul!", "invalid character '!' in literal null (expecting 'l')"},
           {"-x", "invalid character 'x' in numeric literal"},
           {"1.x", "invalid character 'x' after decimal point in numeric literal"},
           {"1e+x", "invalid character 'x' in exponent of numeric literal"},
           {"1e", "unexpected EOF"},
           {"\x85", "invalid character '\\u0085' looking for beginning of value"},
           {std::string(1, '\0'), "invalid character '\\x00' looking for beginning of value"},
           {std::string(10001, '['), "invalid character '[' exceeded max depth"}}) {
    const auto value = ReadJson(text);
    EXPECT_EQ(value ? "read" : value.error(), why) << text.substr(0, 20);
  }
}

// A tree of ten million bytes took 765 MB; a view takes none, whatever the bytes are.
TEST(JsonReaderTest, AValueIsAViewHoweverLargeItIs) {
  std::string body = "{\"list\":[";
  for (int i = 0; i < 1'000'000; ++i) body += "0,";
  body += "0],\"name\":\"x\"}";
  const auto value = ReadJson(body);
  ASSERT_TRUE(value);
  EXPECT_EQ(value->source.data(), body.data());
  EXPECT_EQ(MemberAt(*value, 0).source.size(), 2'000'003U);
  EXPECT_EQ(MemberAt(*value, 1).Text(), "x");
  static_assert(std::is_trivially_copyable_v<JsonValue>);
}

TEST(JsonReaderTest, DepthHasALimit) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(ReadJson(nested(10000)));
  EXPECT_FALSE(ReadJson(nested(10001)));
  EXPECT_FALSE(ReadJson(std::string(1000000, '[')));
}

TEST(JsonReaderTest, WholeMeansNothingElse) {
  EXPECT_TRUE(ReadWholeJson(" {} "));
  EXPECT_FALSE(ReadWholeJson("{} x"));
  EXPECT_FALSE(ReadWholeJson(""));
}

}  // namespace
}  // namespace grafake::server
