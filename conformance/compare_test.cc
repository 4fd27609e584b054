#include "conformance/compare.h"

#include <gmock/gmock.h>

namespace grafake::conformance {
namespace {

using testing::HasSubstr;

constexpr const char* kHeader = "Content-Type";

RequestStep Recorded(std::string body) {
  return {.method = "GET", .target = "/api/org", .answer = {200, {{kHeader, "application/json"}}, std::move(body)}};
}

RecordedAnswer Got(std::string body, int status = 200) {
  return {status, {{kHeader, "application/json"}}, std::move(body)};
}

const Place kPlace{"3000", "127.0.0.1", "/tmp/d", "/tmp/h"};

bool Same(const std::string& recorded, const std::string& got) {
  return !Difference(Recorded(recorded), Got(got), kPlace);
}

TEST(CompareTest, EveryByteCounts) {
  EXPECT_TRUE(Same("{\"a\":1}", "{\"a\":1}"));
  EXPECT_FALSE(Same("{\"a\":1}", "{\"a\": 1}"));
  EXPECT_FALSE(Same("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}"));
  EXPECT_FALSE(Same("{\"a\":1}\n", "{\"a\":1}"));
}

TEST(CompareTest, TimesAreComparedByTheirForm) {
  EXPECT_TRUE(Same(R"({"created":"2026-11-23T21:14:51Z"})", R"({"created":"2020-01-01T00:00:00Z"})"));
  EXPECT_FALSE(Same(R"({"created":"2026-11-23T21:14:51Z"})", R"({"created":"2020-01-01T00:00:00.5Z"})"));
  EXPECT_FALSE(Same(R"({"created":"2026-11-23T21:14:51Z"})", R"({"created":"2020-01-01T00:00:00+01:00"})"));
  EXPECT_FALSE(Same(R"({"created":"2026-11-23T21:14:51Z"})", R"({"created":"2020-01-01 00:00:00"})"));
  EXPECT_FALSE(Same(R"({"created":"2026-11-23T21:14:51Z"})", R"({"created":null})"));
}

TEST(CompareTest, NamedValuesVary) {
  EXPECT_TRUE(Same(R"({"id":1,"key":"glsa_a"})", R"({"id":1,"key":"glsa_b"})"));
  EXPECT_FALSE(Same(R"({"id":1,"key":"glsa_a"})", R"({"id":2,"key":"glsa_b"})"));
  EXPECT_FALSE(Same(R"({"key":"glsa_a"})", R"({"key":""})"));
  EXPECT_TRUE(Same(R"({"m":"x ACE123 y"})", R"({"m":"x ACE987 y"})"));
  EXPECT_TRUE(Same(R"({"secondsUntilExpiration":3598.98,"a":1})", R"({"secondsUntilExpiration":12.5,"a":1})"));
  EXPECT_FALSE(Same(R"({"secondsUntilExpiration":3598.98})", R"({"secondsUntilExpiration":0})"));
  EXPECT_FALSE(Same(R"({"other":3598.98})", R"({"other":12.5})"));
}

TEST(CompareTest, PlacesOfTheTargetStandForTheirNames) {
  EXPECT_TRUE(Same(R"({"appUrl":"http://localhost:{{port}}/"})", R"({"appUrl":"http://localhost:3000/"})"));
  EXPECT_TRUE(Same(R"({"path":"{{dir}}/data"})", R"({"path":"/tmp/d/data"})"));
}

TEST(CompareTest, IgnoredPointersMayDiffer) {
  RequestStep step = Recorded(R"({"a":{"b":1},"c":2})");
  step.ignored = {"/a/b"};
  EXPECT_FALSE(Difference(step, Got(R"({"a":{"b":7},"c":2})"), kPlace));
  EXPECT_TRUE(Difference(step, Got(R"({"a":{"b":7},"c":3})"), kPlace));
}

TEST(CompareTest, StatusAndHeadersCount) {
  EXPECT_THAT(*Difference(Recorded("x"), Got("x", 404), kPlace), HasSubstr("status is 404"));
  RecordedAnswer more = Got("x");
  more.headers["X-New"] = "1";
  EXPECT_THAT(*Difference(Recorded("x"), more, kPlace), HasSubstr("X-New"));
  EXPECT_THAT(*Difference(Recorded("x"), {200, {}, "x"}, kPlace), HasSubstr("missing"));
}

TEST(CompareTest, SessionCookiesVaryButNotTheirAttributes) {
  RequestStep step = Recorded("");
  step.answer.headers["Set-Cookie"] = "grafana_session=aaaa; Path=/; HttpOnly";
  RecordedAnswer got = Got("");
  got.headers["Set-Cookie"] = "grafana_session=bbbb; Path=/; HttpOnly";
  EXPECT_FALSE(Difference(step, got, kPlace));
  got.headers["Set-Cookie"] = "grafana_session=bbbb; Path=/";
  EXPECT_TRUE(Difference(step, got, kPlace));
}

TEST(CompareTest, SecretsAreNotShown) {
  EXPECT_EQ(WithoutSecrets(R"({"id":1,"key":"glsa_\"x","password":"p"})"), R"({"id":1,"key":"***","password":"***"})");
}

}  // namespace
}  // namespace grafake::conformance
