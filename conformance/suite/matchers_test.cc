#include "conformance/suite/matchers.h"

#include <sstream>

namespace grafake::conformance {
namespace {

using testing::Not;

const RecordedAnswer kMatched{200, {{"Expires", "-1"}}, R"({"b":1,"a":{"list":[1,"x"]},"message":"fine"})"};

void ExpectMatch(const AnswerMatcher& matcher) { EXPECT_THAT(kMatched, matcher); }
void ExpectNone(const AnswerMatcher& matcher) { EXPECT_THAT(kMatched, Not(matcher)); }

TEST(MatchersTest, StatusAndBytes) {
  ExpectMatch(Status(200));
  ExpectNone(Status(201));
  ExpectMatch(Exactly(200, kMatched.body));
  ExpectNone(Exactly(200, kMatched.body + "\n"));
}

TEST(MatchersTest, Values) {
  ExpectMatch(Field("/a/list/1", "x"));
  ExpectNone(Field("/a/list/1", "y"));
  ExpectNone(Field("/none", nullptr));
  ExpectMatch(Absent("/none"));
  ExpectNone(Absent("/a"));
  ExpectMatch(Size("/a/list", 2));
  ExpectNone(Size("/b", 1));
  ExpectMatch(TextThat("/message", testing::StartsWith("fi")));
  ExpectNone(TextThat("/b", testing::_));
  ExpectMatch(FieldThat("/b", testing::Ge(Json(1))));
}

TEST(MatchersTest, MembersAreInOrder) {
  ExpectMatch(Members("", {"b", "a", "message"}));
  ExpectNone(Members("", {"a", "b", "message"}));
  ExpectNone(Members("/a/list", {}));
}

TEST(MatchersTest, Headers) {
  ExpectMatch(Header("Expires", "-1"));
  ExpectNone(Header("Expires", "0"));
  ExpectMatch(NoHeader("Set-Cookie"));
  ExpectNone(NoHeader("Expires"));
}

TEST(MatchersTest, Refusals) {
  const RecordedAnswer denied{403, {}, R"({"title":"Access denied","message":"… Permissions needed: a:read"})"};
  EXPECT_THAT(denied, Denied("a:read"));
  EXPECT_THAT(denied, Not(Denied("a:write")));
  EXPECT_THAT(RecordedAnswer{.status = 500}, Refused());
  EXPECT_THAT(denied, Not(Refused()));
}

TEST(MatchersTest, ABodyThatIsNoJsonMatchesNothingInside) {
  const RecordedAnswer page{200, {}, "<html>"};
  EXPECT_THAT(page, Not(Field("", "x")));
  EXPECT_THAT(page, Not(Absent("/x")));
  EXPECT_THAT(page, Not(Members("", {})));
}

TEST(MatchersTest, DescribeThemselves) {
  std::ostringstream out;
  AnswerMatcher(testing::AllOf(Status(404), Field("/message", "no"))).DescribeTo(&out);
  EXPECT_EQ(out.str(), "(status 404) and (/message = \"no\")");
}

}  // namespace
}  // namespace grafake::conformance
