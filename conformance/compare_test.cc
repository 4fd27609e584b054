#include "conformance/compare.h"

#include <gmock/gmock.h>

namespace grafake::conformance {
namespace {

using testing::Eq;
using testing::Field;
using testing::Optional;

constexpr const char* kType = "Content-Type";
const Variables kRecordedPlace{{"port", "3000"}, {"host", "box"}, {"dir", "/tmp/d"}, {"home", "/tmp/d/home"}};

RequestStep Recorded(std::string body, std::string target = "/api/org") {
  return {.method = "GET",
          .target = std::move(target),
          .answer = {.status = 200, .headers = {{kType, "application/json"}}, .body = std::move(body)}};
}

RecordedAnswer Got(std::string body, int status = 200) {
  return {.status = status, .headers = {{kType, "application/json"}}, .body = std::move(body)};
}

bool SameText(const std::string& recorded, const std::string& got) {
  return !Compare(Recorded(recorded), Got(got), kRecordedPlace);
}

TEST(CompareTest, EveryByteCounts) {
  EXPECT_TRUE(SameText("{\"a\":1}", "{\"a\":1}"));
  EXPECT_FALSE(SameText("{\"a\":1}", "{\"a\": 1}"));
  EXPECT_FALSE(SameText("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}"));
  EXPECT_FALSE(SameText("{\"a\":1}\n", "{\"a\":1}"));
  EXPECT_FALSE(SameText("<p>", "<P>"));
}

TEST(CompareTest, ValuesOfOneFormAreEqual) {
  EXPECT_TRUE(SameText(R"({"id":1,"key":"glsa_a"})", R"({"id":1,"key":"glsa_b"})"));
  EXPECT_FALSE(SameText(R"({"id":1,"key":"glsa_a"})", R"({"id":2,"key":"glsa_b"})"));
}

TEST(CompareTest, PlacesOfTheTargetStandForTheirNames) {
  EXPECT_TRUE(SameText(R"({"appUrl":"http://localhost:{{port}}/"})", R"({"appUrl":"http://localhost:3000/"})"));
  EXPECT_FALSE(SameText(R"({"appUrl":"http://localhost:{{port}}/"})", R"({"appUrl":"http://localhost:3001/"})"));
  EXPECT_FALSE(SameText(R"({"a":13000})", R"({"a":1{{port}}})"));
  EXPECT_TRUE(SameText("{{host}} {{dir}}/data {{home}}/conf", "box /tmp/d/data /tmp/d/home/conf"));
}

TEST(CompareTest, PlacesStandInHeadersToo) {
  RequestStep step = Recorded("");
  step.answer.headers["Location"] = "http://localhost:{{port}}/login";
  RecordedAnswer got = Got("");
  got.headers["Location"] = "http://localhost:3000/login";
  EXPECT_EQ(Compare(step, got, kRecordedPlace), std::nullopt);
}

TEST(CompareTest, ADifferentBodySaysWhichField) {
  const auto difference = Compare(Recorded(R"({"a":[{"b":10}]})"), Got(R"({"a":[{"b":11}]})"), kRecordedPlace);
  ASSERT_TRUE(difference);
  EXPECT_EQ(difference->what, "the body at /a/0/b (byte 12)");
  EXPECT_EQ(difference->recorded, R"({"a":[{"b":10}]})");
  EXPECT_EQ(difference->got, R"({"a":[{"b":11}]})");
}

TEST(CompareTest, ADifferentStatusShowsBothAnswers) {
  const auto difference = Compare(Recorded("x"), Got("y", 404), kRecordedPlace);
  ASSERT_TRUE(difference);
  EXPECT_EQ(difference->what, "the status");
  EXPECT_EQ(difference->recorded, "200 x");
  EXPECT_EQ(difference->got, "404 y");
}

TEST(CompareTest, HeadersMustBeTheRecordedOnes) {
  RecordedAnswer more = Got("x");
  more.headers["Accept-Ranges"] = "bytes";
  EXPECT_EQ(Compare(Recorded("x"), more, kRecordedPlace), std::nullopt) << "recordings do not keep it";
  more.headers["Retry-After"] = "1";
  EXPECT_THAT(Compare(Recorded("x"), more, kRecordedPlace),
              Optional(Field(&Difference::what, Eq("the header Retry-After is too much"))));
  RecordedAnswer fewer = Got("x");
  fewer.headers.clear();
  EXPECT_THAT(Compare(Recorded("x"), fewer, kRecordedPlace),
              Optional(Field(&Difference::what, Eq("the header Content-Type is missing"))));
  RecordedAnswer other = Got("x");
  other.headers[kType] = "text/plain";
  EXPECT_THAT(Compare(Recorded("x"), other, kRecordedPlace), Optional(Field(&Difference::got, Eq("text/plain"))));
}

TEST(CompareTest, APageMayBeAnyPageAndAnErrorPageHasItsTitle) {
  EXPECT_TRUE(SameText("{{page}}", "<!DOCTYPE html><p>other"));
  EXPECT_TRUE(SameText("{{page: no network}}", "<title>no network</title>"));
  EXPECT_FALSE(SameText("{{page: no network}}", "<title>no way</title>"));
  EXPECT_FALSE(SameText("{{pages}}", "<p>"));
}

TEST(CompareTest, AnUnorderedAnswerMayHaveItsListsInAnyOrder) {
  RequestStep step = Recorded("[1,2]");
  EXPECT_NE(Compare(step, Got("[2,1]"), kRecordedPlace), std::nullopt);
  step.unordered = true;
  EXPECT_EQ(Compare(step, Got("[2,1]"), kRecordedPlace), std::nullopt);
}

// Lists of installed plugins were emptied in the recording, and its last newline was lost.
TEST(CompareTest, InstalledPluginsDoNotCountInFrontendSettings) {
  const std::string recorded = R"({"datasources":{},"panels":{},"a":1})";
  const std::string got = "{\"datasources\":{\"x\":{}},\"panels\":{\"y\":1},\"a\":1}\n";
  EXPECT_EQ(Compare(Recorded(recorded, "/api/frontend/settings"), Got(got), kRecordedPlace), std::nullopt);
  EXPECT_NE(Compare(Recorded(recorded, "/api/other"), Got(got), kRecordedPlace), std::nullopt);
}

TEST(ExcerptTest, ShowsTheSurroundingsInOneLine) {
  EXPECT_EQ(Excerpt("a\nb\tc", 0), "a⏎b·c");
  const std::string text = std::string(100, 'a') + "X" + std::string(300, 'b');
  EXPECT_EQ(Excerpt(text, 100), "…" + std::string(60, 'a') + "X" + std::string(139, 'b') + "…");
  EXPECT_EQ(Excerpt("", 5), "");
}

}  // namespace
}  // namespace grafake::conformance
