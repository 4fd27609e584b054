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

TEST(JsonReaderTest, TakesTheFirstValueAndIgnoresTheRest) {
  EXPECT_EQ(ReadJson(R"({"a":"1"} junk)")->members.at(0).value.text, "1");
  EXPECT_EQ(ReadJson(R"({"a":"1"}{"a":"2"})")->members.at(0).value.text, "1");
  EXPECT_TRUE(ReadJson("  ")->members.empty());
}

TEST(JsonReaderTest, KeepsDuplicatesAndTheTextOfNumbers) {
  const auto value = ReadJson(R"({"a":1,"a":1.50,"b":[1,{"c":2}]})");
  ASSERT_TRUE(value);
  EXPECT_EQ(value->members.at(1).value.text, "1.50");
  EXPECT_EQ(value->members.at(2).value.items.at(1).members.at(0).value.text, "2");
}

TEST(JsonReaderTest, MendsWhatGoMends) {
  EXPECT_EQ(ReadJson(R"(["\ud83d"])")->items.at(0).text, "\xEF\xBF\xBD");
  EXPECT_EQ(ReadJson(R"(["\ud83d\ude00"])")->items.at(0).text, "😀");
  EXPECT_EQ(ReadJson(R"(["\\ud83d"])")->items.at(0).text, "\\ud83d");
  EXPECT_EQ(ReadJson("[\"\xff\"]")->items.at(0).text, "\xEF\xBF\xBD");
  EXPECT_EQ(ReadJson(R"(["\u0000"])")->items.at(0).text, std::string(1, '\0'));
}

TEST(JsonReaderTest, RefusesWhatGoRefuses) {
  for (const char* text :
       {"{", "{'a':1}", "{\"a\":1,}", "\xEF\xBB\xBF{}", "/* c */{}", "[\"\t\"]", "\f{}", "{\"a\"", "nul"}) {
    EXPECT_FALSE(ReadJson(text)) << text;
  }
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
