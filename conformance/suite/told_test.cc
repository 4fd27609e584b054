#include "conformance/suite/told.h"

#include <gmock/gmock.h>

#include <functional>

namespace grafake::conformance {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string Complaint(const std::function<void()>& read) {
  try {
    read();
  } catch (const WrongType& e) {
    return e.what();
  }
  return "";
}

TEST(ToldTest, ReadsWhatIsThere) {
  const json body = {{"id", 7}, {"name", "a"}, {"is", true}};
  EXPECT_EQ(NumberTold("GET /", body, "/id", 1), 7);
  EXPECT_EQ(TextTold("GET /", body, "/name"), "a");
  EXPECT_TRUE(TruthTold("GET /", body, "/is", false));
}

TEST(ToldTest, WhatIsNotThereIsOtherwise) {
  for (const json& body : {json::object(), json::array(), json("text"), json(json::value_t::discarded)}) {
    EXPECT_EQ(NumberTold("GET /", body, "/id", 1), 1);
    EXPECT_EQ(TextTold("GET /", body, "/name/inside", "usual"), "usual");
    EXPECT_FALSE(TruthTold("GET /", body, "/is", false));
  }
}

// Words of the JSON library said nothing about the target.
TEST(ToldTest, AnotherTypeIsNamedWithItsCall) {
  for (const json& other : {json(nullptr), json("7"), json(7.5), json::array(), json{{"a", 1}}}) {
    const std::string said = Complaint([&] { (void)NumberTold("GET /api/org", {{"id", other}}, "/id", 1); });
    EXPECT_THAT(said, AllOf(HasSubstr("GET /api/org answered " + other.dump() + " at /id"), HasSubstr("a whole number"),
                            Not(HasSubstr("exception"))));
  }
  EXPECT_THAT(Complaint([] { (void)TextTold("GET /", {{"a", 1}}, "/a"); }), HasSubstr("a text"));
  EXPECT_THAT(Complaint([] { (void)TruthTold("GET /", {{"a", "yes"}}, "/a", true); }), HasSubstr("true or false"));
}

}  // namespace
}  // namespace grafake::conformance
