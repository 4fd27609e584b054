#pragma once

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "conformance/recording.h"

namespace grafake::conformance {

// What an answer should be like. They compose with gmock's own (AllOf, Not) and describe themselves in reports.
using AnswerMatcher = testing::Matcher<const RecordedAnswer&>;
using Json = nlohmann::json;

[[nodiscard]] AnswerMatcher Status(int status);
[[nodiscard]] AnswerMatcher Body(const std::string& bytes);
[[nodiscard]] AnswerMatcher BodyThat(const testing::Matcher<std::string>& bytes);
[[nodiscard]] AnswerMatcher Exactly(int status, const std::string& body);

// The value at a JSON pointer.
[[nodiscard]] AnswerMatcher Field(const std::string& pointer, const Json& value);
[[nodiscard]] AnswerMatcher FieldThat(const std::string& pointer, const testing::Matcher<Json>& value);
[[nodiscard]] AnswerMatcher TextThat(const std::string& pointer, const testing::Matcher<std::string>& text);
[[nodiscard]] AnswerMatcher PositiveNumber(const std::string& pointer);
[[nodiscard]] AnswerMatcher Absent(const std::string& pointer);
[[nodiscard]] AnswerMatcher Size(const std::string& pointer, std::size_t size);

// The names of an object's members, in order.
[[nodiscard]] AnswerMatcher Members(const std::string& pointer, const std::vector<std::string>& names);

[[nodiscard]] AnswerMatcher Header(const std::string& name, const std::string& value);
[[nodiscard]] AnswerMatcher NoHeader(const std::string& name);

// A status with a member "message" of this text.
[[nodiscard]] AnswerMatcher Message(int status, const std::string& text);

// 403: the caller lacks the permission for `action`.
[[nodiscard]] AnswerMatcher Denied(const std::string& action);

// Not let in: 401, or 500 as Grafana before 9.4 says for keys that it does not know.
[[nodiscard]] AnswerMatcher Refused();

}  // namespace grafake::conformance
