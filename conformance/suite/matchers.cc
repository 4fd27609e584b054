#include "conformance/suite/matchers.h"

namespace grafake::conformance {
namespace {

using nlohmann::ordered_json;

// The value at a pointer; nothing where the body is no JSON or has none there.
template <typename J>
std::optional<J> At(const RecordedAnswer& answer, const std::string& pointer) {
  const J body = J::parse(answer.body, nullptr, false);
  const typename J::json_pointer place(pointer);
  if (body.is_discarded() || !body.contains(place)) return std::nullopt;
  return body[place];
}

std::string Place(const std::string& pointer) { return pointer.empty() ? "the body" : pointer; }

MATCHER_P(HasStatus, status, (negation ? "status not " : "status ") + std::to_string(status)) {
  return arg.status == status;
}

MATCHER_P(HasBody, bytes, "body " + testing::DescribeMatcher<std::string>(bytes, negation)) {
  return testing::ExplainMatchResult(bytes, arg.body, result_listener);
}

MATCHER_P2(HasField, pointer, value, Place(pointer) + " that " + testing::DescribeMatcher<Json>(value, negation)) {
  const auto found = At<Json>(arg, pointer);
  return found && testing::ExplainMatchResult(value, *found, result_listener);
}

MATCHER_P2(HasText, pointer, text, Place(pointer) + " that " + testing::DescribeMatcher<std::string>(text, negation)) {
  const auto found = At<Json>(arg, pointer);
  return found && found->is_string() &&
         testing::ExplainMatchResult(text, found->template get<std::string>(), result_listener);
}

MATCHER_P2(HasValue, pointer, value, Place(pointer) + (negation ? " not " : " = ") + value.dump()) {
  return At<Json>(arg, pointer) == value;
}

MATCHER_P(HasPositiveNumber, pointer, Place(pointer) + (negation ? " no positive number" : " a positive number")) {
  const auto found = At<Json>(arg, pointer);
  return found && found->is_number_integer() && found->template get<std::int64_t>() > 0;
}

MATCHER_P(LacksField, pointer, (negation ? "a member " : "no member ") + pointer) {
  return !Json::parse(arg.body, nullptr, false).is_discarded() && !At<Json>(arg, pointer);
}

MATCHER_P2(HasSize, pointer, size, Place(pointer) + (negation ? " not of size " : " of size ") + std::to_string(size)) {
  const auto found = At<Json>(arg, pointer);
  return found && found->is_structured() && found->size() == size;
}

MATCHER_P2(HasMembers, pointer, names,
           Place(pointer) + (negation ? " without the members " : " with the members, in order, ") +
               Json(names).dump()) {
  const auto found = At<ordered_json>(arg, pointer);
  if (!found || !found->is_object()) return false;
  std::vector<std::string> got;
  for (const auto& [name, value] : found->items()) got.push_back(name);
  return got == names;
}

MATCHER_P2(HasHeader, name, value, (negation ? "not the header " : "the header ") + name + ": " + value) {
  const auto found = arg.headers.find(name);
  return found != arg.headers.end() && found->second == value;
}

MATCHER_P(LacksHeader, name, (negation ? "a header " : "no header ") + name) { return !arg.headers.contains(name); }

}  // namespace

AnswerMatcher Status(int status) { return HasStatus(status); }
AnswerMatcher Body(const std::string& bytes) { return BodyThat(testing::StrEq(bytes)); }
AnswerMatcher BodyThat(const testing::Matcher<std::string>& bytes) { return HasBody(bytes); }
AnswerMatcher Exactly(int status, const std::string& body) { return testing::AllOf(Status(status), Body(body)); }
AnswerMatcher Field(const std::string& pointer, const Json& value) { return HasValue(pointer, value); }
AnswerMatcher FieldThat(const std::string& pointer, const testing::Matcher<Json>& value) {
  return HasField(pointer, value);
}
AnswerMatcher TextThat(const std::string& pointer, const testing::Matcher<std::string>& text) {
  return HasText(pointer, text);
}
AnswerMatcher PositiveNumber(const std::string& pointer) { return HasPositiveNumber(pointer); }
AnswerMatcher Absent(const std::string& pointer) { return LacksField(pointer); }
AnswerMatcher Size(const std::string& pointer, std::size_t size) { return HasSize(pointer, size); }
AnswerMatcher Members(const std::string& pointer, const std::vector<std::string>& names) {
  return HasMembers(pointer, names);
}
AnswerMatcher Header(const std::string& name, const std::string& value) { return HasHeader(name, value); }
AnswerMatcher NoHeader(const std::string& name) { return LacksHeader(name); }

AnswerMatcher Message(int status, const std::string& text) {
  return testing::AllOf(Status(status), Field("/message", text));
}

AnswerMatcher Denied(const std::string& action) {
  return testing::AllOf(Status(403), Field("/title", "Access denied"),
                        TextThat("/message", testing::EndsWith("Permissions needed: " + action)));
}

AnswerMatcher Refused() { return testing::AnyOf(Status(401), Status(500)); }

}  // namespace grafake::conformance
