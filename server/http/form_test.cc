#include "server/http/form.h"

#include <gmock/gmock.h>

#include "server/http/media_type.h"

namespace grafake::server {
namespace {

Request Body(std::string body, std::string type = "application/json") {
  return {.method = "POST", .headers = {{"Content-Type", std::move(type)}}, .body = std::move(body)};
}

struct Fields {
  std::string name;
  std::optional<Role> role;
  std::int64_t seconds = 0;
  std::optional<bool> disabled;
};

Result<Done> Bind(const Request& request, Fields& fields, const RoleRules& rules = {}) {
  return Form("api.Form")
      .Text("name", fields.name)
      .RoleName("role", fields.role, rules)
      .Integer("secondsToLive", fields.seconds)
      .Boolean("isDisabled", fields.disabled)
      .Required("Name", fields.name)
      .Bind(request);
}

struct Case {
  std::string name;
  std::string body;
  std::string cause;  // empty: accepted
};

class FormTest : public testing::TestWithParam<Case> {};

TEST_P(FormTest, IsAsGosDecoder) {
  Fields fields;
  const auto bound = Bind(Body(GetParam().body), fields);
  EXPECT_EQ(bound ? "" : bound.error().cause, GetParam().cause);
}

TEST(FormRoleTest, MayHaveToBeSpelledExactly) {
  const RoleRules exact{.any_first_letter = false, .null_is_viewer = true, .unknown = "JSON: "};
  Fields fields;
  EXPECT_EQ(Bind(Body(R"({"name":"a","role":"viewer"})"), fields, exact).error().cause,
            "JSON: invalid role value: viewer");
  ASSERT_TRUE(Bind(Body(R"({"name":"a","role":null})"), fields, exact));
  EXPECT_EQ(fields.role, Role::kViewer);
  ASSERT_TRUE(Bind(Body(R"({"name":"a","role":"Admin"})"), fields, exact));
  EXPECT_EQ(fields.role, Role::kAdmin);
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, FormTest,
    testing::Values(
        Case{"Plain", R"({"name":"a"})", ""}, Case{"JunkBehind", R"({"NAME":"a"} junk)", ""},
        Case{"UnknownField", R"({"name":"a","extra":{"x":[1]}})", ""},
        Case{"NullAfterAValue", R"({"name":"a","name":null})", ""},
        Case{"RoleOfSmallLetters", R"({"name":"a","role":"viewer"})", ""},
        Case{"EmptyRole", R"({"name":"a","role":""})", ""}, Case{"NullRole", R"({"name":"a","role":null})", ""},
        Case{"MinusZero", R"({"name":"a","secondsToLive":-0})", ""},
        Case{"LargestNumber", R"({"name":"a","secondsToLive":9223372036854775807})", ""},
        Case{"NoBody", "", "required value Name must not be empty"},
        Case{"Null", "null", "required value Name must not be empty"},
        Case{"EmptyName", R"({"name":""})", "required value Name must not be empty"},
        Case{"NumberForText", R"({"name":1})",
             "json: cannot unmarshal number into Go struct field api.Form.name of type string"},
        Case{"ListForText", R"({"name":["a"]})",
             "json: cannot unmarshal array into Go struct field api.Form.name of type string"},
        Case{"LastOfTwoIsRight", R"({"name":1,"name":"a"})",
             "json: cannot unmarshal number into Go struct field api.Form.name of type string"},
        Case{"ListForTheForm", R"([1])", "json: cannot unmarshal array into Go value of type api.Form"},
        Case{"RoleOfCapitals", R"({"name":"a","role":"VIEWER"})", "invalid role value: VIEWER"},
        Case{"RoleWithABlank", R"({"name":"a","role":" admin"})", "invalid role value:  admin"},
        Case{"Fraction", R"({"name":"a","secondsToLive":1.0})",
             "json: cannot unmarshal number 1.0 into Go struct field api.Form.secondsToLive of type int64"},
        Case{"TooLargeNumber", R"({"name":"a","secondsToLive":9223372036854775808})",
             "json: cannot unmarshal number 9223372036854775808 into Go struct field api.Form.secondsToLive of type "
             "int64"},
        Case{"TextForNumber", R"({"name":"a","secondsToLive":"5"})",
             "json: cannot unmarshal string into Go struct field api.Form.secondsToLive of type int64"}),
    [](const auto& test) { return test.param.name; });

TEST(FormTest, LastMemberCountsAndNullClearsAnOptional) {
  Fields fields;
  ASSERT_TRUE(Bind(Body(R"({"name":"a","Name":"b","isDisabled":true,"isDisabled":null,"role":"editor"})"), fields));
  EXPECT_EQ(fields.name, "b");
  EXPECT_FALSE(fields.disabled);
  EXPECT_EQ(fields.role, Role::kEditor);
}

TEST(FormTest, ALongMemberIsAnObjectsNameOrValue) {
  for (const char* body :
       {R"({"abc":"12345678"})", R"({"12345678":1})", R"({"a":[]})", R"({"a":"1","b":{"c":"12345678901"}} )",
        R"({"a":{"b":["12345678901","12345678901"]}})", "1234567890.1234567890", R"(["12345678","123456789"])",
        R"({"123456789)", R"({"123456789":)"})
    EXPECT_FALSE(HasMemberAbove(10, body)) << body;
  for (const char* body :
       {R"({"abc":"123456789"})", R"({"123456789":1})", R"({"a":[1]})", R"({"a":1,"b":12345678901})"})
    EXPECT_TRUE(HasMemberAbove(10, body)) << body;
}

TEST(FormTest, AListCountsItsItemsAndAnObjectNothing) {
  const std::string four = R"({"items":[{"title":"long enough"},"[,]",[[1],[2]],3]})";
  EXPECT_FALSE(HasMemberAbove(4 * kWeightOfItem, four + std::string(500, ' ')));
  EXPECT_TRUE(HasMemberAbove(4 * kWeightOfItem - 1, four + std::string(500, ' ')));
  const std::string document = R"({"dashboard":{"panels":[)" + std::string(5000, ' ') + "],\"text\":\"" +
                               std::string(5000, 'x') + R"("},"message":"short"})";
  EXPECT_FALSE(HasMemberAbove(50, document));
  EXPECT_TRUE(HasMemberAbove(8, document)) << "the name counts";
}

TEST(FormTest, ALongMemberIsMeasuredAsItIsKept) {
  for (const char* body : {"{\"a\":\"\xff\xff\x80"
                           "12\"}",
                           "{\"a\":\"\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\"}", R"({"a":"\ud800a"})"})
    EXPECT_FALSE(HasMemberAbove(13, body)) << body;
  for (const char* body : {"{\"a\":\"\xff\xff\xff\xff\"}", "{\"\xe2\x82\xc3\xff\":1}"})
    EXPECT_TRUE(HasMemberAbove(13, body)) << body;
}

TEST(FormTest, ContentTypeMustBeJson) {
  for (const std::string type : {"application/json", "APPLICATION/JSON ; charset=UTF-8", "application/json;",
                                 "application/json; charset=latin1", "application/json; charset=\"utf-8\""}) {
    EXPECT_TRUE(IsJsonContent(&type)) << type;
  }
  for (const std::string type :
       {"", "text/json", "application/json; charset", "application/json; charset=", "application/json; a=1; a=2",
        "application/json;;", "application/json, text/plain", "application/vnd.api+json"}) {
    EXPECT_FALSE(IsJsonContent(&type)) << type;
  }
  EXPECT_FALSE(IsJsonContent(nullptr));
}

}  // namespace
}  // namespace grafake::server
