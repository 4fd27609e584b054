#include "conformance/recording.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

namespace grafake::conformance {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Pair;
using testing::SizeIs;

tl::expected<Scenario, std::string> ReadText(const std::string& text) {
  const std::string path = testing::TempDir() + "/grafake-recording-" + std::to_string(getpid()) + ".json";
  std::ofstream(path) << text;
  auto scenario = ReadScenario(path);
  std::remove(path.c_str());
  return scenario;
}

std::string WithSteps(const std::string& steps) {
  return R"({"release":"1","group":"g","scenario":"s","env":{"GF_A":"1"},"ini":"[a]\n","args":["cfg:a.b=c"],"steps":[)" +
         steps + "]}";
}

constexpr const char* kResponse = R"("response":{"status":200,"headers":{"A":"b"},"body":"x"})";

TEST(RecordingTest, EveryRecordingCanBeRead) {
  const auto scenarios = ReadScenarios(std::string(GRAFAKE_FIXTURES) + "/recorded/9.0.9");
  ASSERT_TRUE(scenarios) << scenarios.error();
  EXPECT_THAT(*scenarios, SizeIs(testing::Ge(71U)));
  for (const Scenario& scenario : *scenarios) EXPECT_FALSE(scenario.steps.empty()) << scenario.name;
}

TEST(RecordingTest, ReadsTheStartOfTheServer) {
  const auto scenario = ReadText(WithSteps(""));
  ASSERT_TRUE(scenario) << scenario.error();
  EXPECT_EQ(scenario->name, "g/s");
  EXPECT_THAT(scenario->environment, ElementsAre(Pair("GF_A", "1")));
  EXPECT_EQ(scenario->ini, "[a]\n");
  EXPECT_THAT(scenario->arguments, ElementsAre("cfg:a.b=c"));
}

TEST(RecordingTest, ReadsRequests) {
  const auto scenario =
      ReadText(WithSteps(std::string(R"({"req":["PUT","/a"],"body":{"a":1},"as":"","headers":{"H":"v"},)") +
                         R"("save":{"x":"/id","y":"cookie:c"},"volatile":["/t"],"unordered":true,)" + kResponse + "}"));
  ASSERT_TRUE(scenario) << scenario.error();
  const auto& step = std::get<RequestStep>(scenario->steps.at(0));
  EXPECT_EQ(step.method + " " + step.target, "PUT /a");
  EXPECT_EQ(step.body, R"({"a":1})");
  EXPECT_EQ(step.who, "");
  EXPECT_THAT(step.headers, ElementsAre(Pair("H", "v")));
  EXPECT_THAT(step.saves, ElementsAre(Pair("x", "/id"), Pair("y", "cookie:c")));
  EXPECT_THAT(step.ignored, ElementsAre("/t"));
  EXPECT_TRUE(step.unordered);
  EXPECT_EQ(step.answer.status, 200);
  EXPECT_EQ(step.answer.body, "x");
}

TEST(RecordingTest, WhoIsTheAdministratorAndThereIsNoBodyUnlessSaid) {
  const auto scenario = ReadText(WithSteps(std::string(R"({"req":["GET","/a"],)") + kResponse + "}"));
  const auto& step = std::get<RequestStep>(scenario.value().steps.at(0));
  EXPECT_EQ(step.who, "admin:admin");
  EXPECT_EQ(step.body, std::nullopt);
}

// A parser prints the first number as 1e+20.
TEST(RecordingTest, NumbersOfBodiesStayAsTheyAreWritten) {
  const auto scenario = ReadText(WithSteps(
      std::string(R"({"sleep":1},{"req":["POST","/a"],"body": { "n": 99999999999999999999, "m" : [1.50] },)") +
      kResponse + "}"));
  EXPECT_EQ(std::get<RequestStep>(scenario.value().steps.at(1)).body, R"({"n":99999999999999999999,"m":[1.50]})");
}

TEST(RecordingTest, ReadsRawBodiesRestartsAndSleeps) {
  const auto scenario = ReadText(WithSteps(std::string(R"({"req":["POST","/a"],"raw":"{",)") + kResponse +
                                           R"(},{"restart":{"env":{"B":"2"}}},{"sleep":2.5},{"restart":{"ini":"x"}})"));
  ASSERT_TRUE(scenario) << scenario.error();
  EXPECT_EQ(std::get<RequestStep>(scenario->steps.at(0)).body, "{");
  EXPECT_EQ(std::get<RestartStep>(scenario->steps.at(1)).environment, Variables({{"B", "2"}}));
  EXPECT_EQ(std::get<RestartStep>(scenario->steps.at(1)).ini, std::nullopt);
  EXPECT_EQ(std::get<RestartStep>(scenario->steps.at(3)).ini, "x");
  EXPECT_EQ(scenario->SecondsOfSleep(), 2.5);
}

TEST(RecordingTest, ReadsFilesWritesAndStarts) {
  std::string text = WithSteps(std::string(R"({"write":{"a/b":"x","c":null}},)") +
                               R"({"start":{"ini":"[i]","files":{"d":"{{dir}}"}},"about":"bad","settle":2,)" +
                               kResponse + R"(},{"restart":{"files":{"e":"f"}}})");
  text.insert(1, R"("files":{"p/q":"r"},)");
  const auto scenario = ReadText(text);
  ASSERT_TRUE(scenario) << scenario.error();
  EXPECT_EQ(scenario->files, Files({{"p/q", "r"}}));
  EXPECT_EQ(std::get<WriteStep>(scenario->steps.at(0)).files, Files({{"a/b", "x"}, {"c", std::nullopt}}));
  const auto& start = std::get<StartStep>(scenario->steps.at(1));
  EXPECT_EQ(start.ini, "[i]");
  EXPECT_EQ(start.files, Files({{"d", "{{dir}}"}}));
  EXPECT_EQ(start.about + start.answer.body, "badx");
  EXPECT_EQ(std::get<RestartStep>(scenario->steps.at(2)).files, Files({{"e", "f"}}));
  EXPECT_EQ(scenario->SecondsOfSleep(), 2);
}

TEST(RecordingTest, HeadersAreBytesOfLatin1WhereTheyCanBe) {
  const auto scenario = ReadText(
      WithSteps(std::string(R"({"req":["GET","/"],"headers":{"A":"J\u00fcr","B":"\u20ac\u00fc"},)") + kResponse + "}"));
  ASSERT_TRUE(scenario) << scenario.error();
  const auto& headers = std::get<RequestStep>(scenario->steps.at(0)).headers;
  EXPECT_EQ(headers.at("A"), "J\xFCr");
  EXPECT_EQ(headers.at("B"), "\xE2\x82\xAC\xC3\xBC");
}

// A recording is data from elsewhere.
TEST(RecordingTest, FilesStayBelowTheDirectory) {
  for (const std::string path : {"/etc/x", "../x", "a/../../x", "", "a/"}) {
    const auto scenario = ReadText(WithSteps(R"({"write":{")" + path + R"(":"x"}})"));
    ASSERT_FALSE(scenario) << path;
    EXPECT_THAT(scenario.error(), HasSubstr("does not lead to a file below"));
  }
}

TEST(RecordingTest, WhatIsNoRecordingIsNamed) {
  for (const std::string& text :
       {std::string(), std::string("[]"), std::string("{}"), WithSteps(R"({"jump":1})"),
        WithSteps(R"({"req":["GET"],"response":{}})"), WithSteps(R"({"sleep":"long"})"),
        WithSteps(std::string(R"({"req":["GET","/"],"save":{"x":"no pointer"},)") + kResponse + "}"),
        WithSteps(std::string(R"({"req":["GET","/"],"volatile":["no pointer"],)") + kResponse + "}")}) {
    const auto scenario = ReadText(text);
    ASSERT_FALSE(scenario) << text;
    EXPECT_THAT(scenario.error(), MatchesRegex(".*/grafake-recording-.*\\.json: is no recorded scenario.*"));
  }
  EXPECT_THAT(ReadScenario("/no/such").error(), HasSubstr("/no/such: cannot be read"));
  EXPECT_THAT(ReadScenarios("/no/such").error(), HasSubstr("/no/such: "));
}

TEST(SubstitutedTest, KnownNamesAreFilledIn) {
  EXPECT_EQ(Substituted("/a/{{id}}/{{other}}?x={{id}}{{", {{"id", "7"}}), "/a/7/{{other}}?x=7{{");
  EXPECT_EQ(Substituted("{{key}}", {{"key", R"("a\"b")"}}), "a\"b");
  EXPECT_EQ(Substituted("$__file{{{dir}}/x}", {{"dir", "\"/d\""}}), "$__file{/d/x}");
}

TEST(SubstitutedTest, ValuesInABodyKeepTheirTypes) {
  const Variables variables{{"id", "7"}, {"key", R"("a")"}};
  EXPECT_EQ(SubstitutedBody(R"({"id":"{{id}}","key":"{{key}}","text":"<{{id}}{{key}}>","no":"{{no}}"})", variables),
            R"({"id":7,"key":"a","text":"<7a>","no":"{{no}}"})");
}

}  // namespace
}  // namespace grafake::conformance
