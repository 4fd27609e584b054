#include "server/provisioning/go_yaml.h"

#include <gmock/gmock.h>

#include "server/provisioning/go_yaml_number.h"

namespace grafake::server {
namespace {

using Kind = YamlValue::Kind;

std::string Problem(std::string_view text) {
  const auto read = ReadGoYaml(text);
  return read ? "" : read.error();
}

TEST(GoYamlTest, SaysWhatIsWrongInGosWords) {
  EXPECT_EQ(Problem("a: ["), "yaml: line 1: did not find expected node content");
  EXPECT_EQ(Problem("a: [\n"), "yaml: line 1: did not find expected node content");
  EXPECT_EQ(Problem("x: 1\na: [b,\n"), "yaml: line 2: did not find expected node content");
  EXPECT_EQ(Problem("\tx: 1"), "yaml: found character that cannot start any token");
  EXPECT_EQ(Problem("a:\n\tx: 1"), "yaml: line 2: found character that cannot start any token");
  EXPECT_EQ(Problem("a: b: c"), "yaml: mapping values are not allowed in this context");
  EXPECT_EQ(Problem("ok: 1"), "");
  EXPECT_EQ(Problem(""), "");
}

TEST(GoYamlTest, WordsWithoutQuotesAreWhatTheyLookLike) {
  const auto read = ReadGoYaml("[1, -2.5, 1e3, true, null, ~, yes, '1', 0xg, a b]");
  ASSERT_TRUE(read);
  std::vector<Kind> kinds;
  for (const YamlValue& item : read->items) kinds.push_back(item.kind);
  EXPECT_THAT(kinds, testing::ElementsAre(Kind::kInteger, Kind::kFloat, Kind::kFloat, Kind::kBoolean, Kind::kNull,
                                          Kind::kNull, Kind::kText, Kind::kText, Kind::kText, Kind::kText));
}

// By the bases of Go's literals, whatever YAML says.
TEST(GoYamlTest, NumbersAreThoseOfGo) {
  for (const auto& [text, number] :
       std::vector<std::pair<const char*, YamlNumber>>{{"01", std::int64_t{1}},
                                                       {"010", std::int64_t{8}},
                                                       {"-010", std::int64_t{-8}},
                                                       {"08", 8.0},
                                                       {"0x1F", std::int64_t{31}},
                                                       {"0b101", std::int64_t{5}},
                                                       {"0o17", std::int64_t{15}},
                                                       {"1_000", std::int64_t{1000}},
                                                       {"+5", std::int64_t{5}},
                                                       {"9223372036854775807", std::int64_t{9223372036854775807}},
                                                       {"9223372036854775808", std::uint64_t{9223372036854775808U}},
                                                       {"18446744073709551616", 18446744073709551616.0},
                                                       {"-9223372036854775809", -9223372036854775809.0},
                                                       {"1e3", 1000.0},
                                                       {"1E+3", 1000.0},
                                                       {".5", 0.5},
                                                       {"5.", 5.0},
                                                       {"1e-999", 0.0}}) {
    const auto read = YamlNumberOf(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(*read, number) << text;
  }
  for (const char* text :
       {"", "a", "_1", "1e", "1e999", "0xg", "1.2.3", ".", "-", "--1", "1 2", "1:30", "inf", "0x1p3"})
    EXPECT_FALSE(YamlNumberOf(text)) << text;
}

TEST(GoYamlTest, AFloatFillsAWholeNumber) {
  for (const auto& [text, number] :
       std::vector<std::pair<const char*, std::optional<std::int64_t>>>{{"1", 1},
                                                                        {"1.0", 1},
                                                                        {"1.9", 1},
                                                                        {"1e3", 1000},
                                                                        {"01", 1},
                                                                        {"'1'", std::nullopt},
                                                                        {"x", std::nullopt},
                                                                        {"9223372036854775808", std::nullopt},
                                                                        {"1e30", std::nullopt},
                                                                        {"true", std::nullopt}})
    EXPECT_EQ(YamlWholeOf(*ReadGoYaml(text)), number) << text;
}

TEST(GoYamlTest, SaysWhatCannotBeUnmarshalled) {
  EXPECT_EQ(CannotUnmarshal(*ReadGoYaml("- a\n"), "datasources.configVersion"),
            "yaml: unmarshal errors:\n  line 1: cannot unmarshal !!seq into datasources.configVersion");
  EXPECT_EQ(CannotUnmarshal(*ReadGoYaml("hello"), "T"),
            "yaml: unmarshal errors:\n  line 1: cannot unmarshal !!str `hello` into T");
  EXPECT_EQ(CannotUnmarshal(*ReadGoYaml("a rather long text"), "T"),
            "yaml: unmarshal errors:\n  line 1: cannot unmarshal !!str `a rathe...` into T");
}

TEST(GoYamlTest, AliasesStandForSoManyValuesAtMost) {
  std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 9; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int k = 0; k < 10; ++k) text += (k == 0 ? "" : ", ") + before;
    text += "]\n";
  }
  EXPECT_EQ(Problem(text), "yaml: document contains excessive aliasing");
}

}  // namespace
}  // namespace grafake::server
