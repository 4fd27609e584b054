#include "server/provisioning/go_yaml.h"

#include <gmock/gmock.h>

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
  const auto read = ReadGoYaml("[1, -2.5, 1e3, true, null, ~, yes, '1', 0x10, a b]");
  ASSERT_TRUE(read);
  std::vector<Kind> kinds;
  for (const YamlValue& item : read->items) kinds.push_back(item.kind);
  EXPECT_THAT(kinds, testing::ElementsAre(Kind::kInteger, Kind::kFloat, Kind::kFloat, Kind::kBoolean, Kind::kNull,
                                          Kind::kNull, Kind::kText, Kind::kText, Kind::kText, Kind::kText));
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
