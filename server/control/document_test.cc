#include "server/control/document.h"

#include <gmock/gmock.h>

#include "server/control/json_document.h"
#include "server/control/member_reader.h"
#include "server/control/yaml_document.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;
using Kind = DocumentNode::Kind;

DocumentNode Read(std::string_view text) {
  auto read = ReadDocument(text);
  EXPECT_TRUE(read) << (read ? "" : read.error().sentence);
  return read.value_or(DocumentNode{});
}

std::string ErrorOf(std::string_view text) {
  const auto read = ReadDocument(text);
  return read ? "" : std::to_string(read.error().line) + ": " + read.error().sentence;
}

TEST(DocumentTest, JsonIsReadAsYamlIs) {
  for (const char* text :
       {R"({"name": "x", "on": true, "n": 5, "list": [1, null]})", "name: x\non: true\nn: 5\nlist: [1, null]"}) {
    const DocumentNode map = Read(text);
    ASSERT_EQ(map.members.size(), 4U);
    EXPECT_EQ(map.members[0].value.kind, Kind::kText);
    EXPECT_EQ(map.members[1].value.kind, Kind::kBoolean);
    EXPECT_EQ(map.members[2].value.kind, Kind::kNumber);
    EXPECT_EQ(map.members[3].value.items.at(1).kind, Kind::kNull);
  }
}

TEST(DocumentTest, NumbersOfJsonAreNumbers) {
  for (const char* text : {"0", "-1", "1.5", "1e3", "6E1", "1.5e-3", "1e+9", "010"})
    EXPECT_EQ(Read("[" + std::string(text) + "]").items.at(0).kind, Kind::kNumber) << text;
  for (const char* text : {"1e", "e3", "1.", ".5", "1e3.5", "1e3d", "-", "1.2.3"})
    EXPECT_EQ(Read("[" + std::string(text) + "]").items.at(0).kind, Kind::kText) << text;
}

TEST(DocumentTest, QuotesMakeText) {
  EXPECT_EQ(Read(R"(["5", "true", "", '~'])").items.at(0).kind, Kind::kText);
  EXPECT_EQ(Read(R"(["5", "true", "", '~'])").items.at(2).kind, Kind::kText);
  EXPECT_EQ(Read("[1.2.3, -5d, 0x10, 1_000]").items.at(0).kind, Kind::kText);
}

TEST(DocumentTest, JsonEscapesBeyondTheFirstPlane) {
  EXPECT_EQ(Read(R"(["\ud83d\ude00", "\\ud83d", "\u00e9"])").items.at(0).text, "\xF0\x9F\x98\x80");
  EXPECT_EQ(Read(R"(["\ud83d\ude00", "\\ud83d", "\u00e9"])").items.at(1).text, "\\ud83d");
}

TEST(DocumentTest, LinesAreKnown) {
  const DocumentNode map = Read("a: 1\nb:\n  - x\n  - y\n");
  EXPECT_EQ(map.members[0].value.line, 1);
  EXPECT_EQ(map.members[1].value.items.at(1).line, 4);
}

TEST(DocumentTest, BlankTextIsAnEmptyMap) {
  for (const char* text : {"", "  \n", "# a comment\n", "---\n", "null", " null\n", "~"})
    EXPECT_EQ(Read(text).kind, Kind::kMap) << text;
}

TEST(DocumentTest, WhatCannotBeReadIsToldWithItsLine) {
  EXPECT_THAT(ErrorOf("a: 1\na: 2\n"), "2: \"a\" stands twice");
  EXPECT_THAT(ErrorOf("a: 1\n---\nb: 2\n"), HasSubstr("second document"));
  EXPECT_THAT(ErrorOf("a: [1, 2\n"), HasSubstr("neither YAML nor JSON"));
  EXPECT_THAT(ErrorOf("a: !!binary x\n"), HasSubstr("tags mean nothing"));
  EXPECT_THAT(ErrorOf("? [a, b]\n: 1\n"), HasSubstr("name of a member"));
  EXPECT_THAT(ErrorOf(std::string(100, '[') + std::string(100, ']')), HasSubstr("nested too deeply"));
  for (const char* level : {"[", "{\"a\":", "{a: ", "- ", "a: [", "? "}) {
    for (const int levels : {3'000, 30'000}) {
      std::string text;
      for (int i = 0; i < levels; ++i) text += level;
      EXPECT_EQ(ErrorOf(text), "1: this is nested too deeply") << level << levels;
    }
  }
}

TEST(DocumentTest, LinesOfJsonAreKnown) {
  const DocumentNode map = Read("{\"a\": [1,\n\n 2],\n\"b\": {\"c\":\n true}}");
  EXPECT_EQ(map.members[0].value.items.at(1).line, 3);
  EXPECT_EQ(map.members[1].value.line, 4);
  EXPECT_EQ(map.members[1].value.members[0].value.line, 5);
  EXPECT_EQ(ErrorOf("{\"a\": 1,\n\"a\": 2}"), "2: \"a\" stands twice");
}

TEST(DocumentTest, BytesThatAreNoTextAreRefused) {
  EXPECT_EQ(ErrorOf("a: 1\nb: \xff\n"), "2: this is no UTF-8");
  EXPECT_EQ(ErrorOf("{\"a\": \"\xc0\x80\"}"), "1: this is no UTF-8");
  EXPECT_EQ(ErrorOf(std::string("a: x\0y\n", 7)), "1: there is a NUL");
  for (const char* text : {R"({"a": "x\u0000"})", R"({"\u0000": "x"})", R"(a: "x\0")", R"({"a": "x\0", b: c})"})
    EXPECT_THAT(ErrorOf(text), HasSubstr("NUL")) << text;
}

TEST(DocumentTest, WhatIsTooLargeIsRefusedEarly) {
  const std::string list = "[1, 2, 3]";
  EXPECT_EQ(NodesOfJson(list, *ReadWholeJson(list), 4).items.size(), 3U);
  EXPECT_THROW((void)NodesOfJson(list, *ReadWholeJson(list), 3), DocumentError);
  EXPECT_THAT(ErrorOf("a: " + std::string(kLongestYaml, 'x')), HasSubstr("write it as JSON"));
  EXPECT_EQ(Read("[\"" + std::string(kLongestYaml, 'x') + "\"]").items.size(), 1U);
}

// A megabyte of commas took 450 MB.
TEST(DocumentTest, YamlOfTooManyValuesIsRefusedBeforeItTakesMemory) {
  const std::string many(1'000'000, ',');
  for (const std::string& text : {"[" + many + "]", std::string(1'000'000, '"'), "{" + many + "}"})
    EXPECT_THAT(ErrorOf(text), HasSubstr("400,000")) << text.substr(0, 2);
  for (const std::string item : {"-\n", "? \n", "- a\n"}) {
    std::string text;
    while (text.size() < kLongestYaml - item.size()) text += item;
    EXPECT_THAT(ErrorOf(text), HasSubstr("400,000")) << item;
  }
  std::string anchors = "- &a [x";
  for (int i = 0; i < 2'000; ++i) anchors += ", x";
  anchors += "]\n";
  for (int i = 0; i < 300; ++i) anchors += "- *a\n";
  EXPECT_THAT(ErrorOf(anchors), HasSubstr("400,000 values"));
}

TEST(DocumentTest, YamlOfManyAccountsIsRead) {
  std::string text = "service_accounts:\n";
  for (int i = 0; i < 40'000; ++i) text += "  - name: account-" + std::to_string(i) + "\n    role: Viewer\n";
  EXPECT_EQ(Read(text).members.at(0).value.items.size(), 40'000U);
}

TEST(DocumentTest, AnAliasIsWhatItStandsFor) {
  const DocumentNode map = Read("a: &one {b: [1, &two x]}\nc: *one\n*two : *two\n");
  ASSERT_EQ(map.members.size(), 3U);
  EXPECT_EQ(map.members[1].value.members.at(0).value.items.at(1).text, "x");
  EXPECT_EQ(map.members[2].name, "x");
  EXPECT_EQ(map.members[2].value.text, "x");
  EXPECT_THAT(ErrorOf("a: &a [*a]\n"), HasSubstr("nested too deeply"));
  std::string deep = "a: &a " + std::string(20, '[') + std::string(20, ']') + "\nb: ";
  EXPECT_THAT(ErrorOf(deep + std::string(20, '[') + "*a" + std::string(20, ']') + "\n"),
              HasSubstr("nested too deeply"));
  EXPECT_EQ(Read(deep + "[*a]\n").members.size(), 2U);
}

TEST(DocumentTest, ABombOfAliasesIsDefused) {
  std::string text = "a: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    text += "b" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int k = 0; k < 9; ++k) text += last + ", ";
    text += last + "]\n";
  }
  EXPECT_THAT(ErrorOf(text), HasSubstr("too much"));
}

// What is wrong with a member, in words.
template <class Take>
std::string Complaint(std::string_view text, Take take) {
  const DocumentNode map = Read(text);
  try {
    MemberReader members(map, "");
    take(members);
    members.Finish();
  } catch (const BadMember& e) {
    return std::to_string(e.line()) + ": " + e.what();
  }
  return "";
}

TEST(MembersTest, SayWhatIsWrong) {
  const auto text = [](MemberReader& m) { static_cast<void>(m.Text("name")); };
  EXPECT_EQ(Complaint("name: x\n", text), "");
  EXPECT_EQ(Complaint("{}", text), "");
  EXPECT_EQ(Complaint("name: null\n", text), "");
  EXPECT_EQ(Complaint("name: 5\n", text), "1: name is a number; expected text: put it in quotes");
  EXPECT_EQ(Complaint("name: []\n", text), "1: name is a list; expected text");
  EXPECT_EQ(Complaint("name: x\nnmae: y\n", text), "2: nmae is not known; did you mean name? (one of: name)");
  EXPECT_EQ(Complaint("[1]", text), "1: this is a list; expected a map of members");
  EXPECT_EQ(Complaint("x: 1\n", [](MemberReader& m) { static_cast<void>(m.NeedText("name")); }),
            "1: \"name\" is missing");
  EXPECT_EQ(Complaint("n: 1.5\n", [](MemberReader& m) { static_cast<void>(m.Integer("n")); }),
            "1: n is 1.5; expected a whole number of 64 bits");
  EXPECT_EQ(Complaint("n: 99999999999999999999\n", [](MemberReader& m) { static_cast<void>(m.Integer("n")); }),
            "1: n is 99999999999999999999; expected a whole number of 64 bits");
}

TEST(MembersTest, NameWhereInALists) {
  const auto take = [](MemberReader& m) {
    for (MemberReader& user : m.Maps("users")) static_cast<void>(user.NeedText("login"));
  };
  EXPECT_EQ(Complaint("users:\n  - login: a\n  - login: [b]\n", take), "3: users[1].login is a list; expected text");
  EXPECT_EQ(Complaint("users:\n  - login: a\n  - {}\n", take), "3: users[1]: \"login\" is missing");
  EXPECT_EQ(Complaint("users: x\n", take), "1: users is text; expected a list");
}

}  // namespace
}  // namespace grafake::server
