#include "conformance/suite/told.h"

#include "conformance/shown.h"

namespace grafake::conformance {
namespace {

using nlohmann::json;

// What is there, as a text; nothing to be read is no object and no list either.
const json* PlaceIn(const json& body, const std::string& pointer) {
  const json::json_pointer place(pointer);
  return body.is_structured() && body.contains(place) ? &body[place] : nullptr;
}

[[noreturn]] void FailOnType(const std::string& call, const json& got, const std::string& pointer, const char* wanted) {
  constexpr std::size_t kShownValue = 200;
  const std::string text = got.dump(-1, ' ', true, json::error_handler_t::replace);
  throw WrongType(call + " answered " + Cut(text, kShownValue) + " at " + pointer + ", where Grafana has " + wanted);
}

}  // namespace

std::string TextTold(const std::string& call, const json& body, const std::string& pointer,
                     const std::string& otherwise) {
  const json* value = PlaceIn(body, pointer);
  if (value == nullptr) return otherwise;
  if (!value->is_string()) FailOnType(call, *value, pointer, "a text");
  return value->get<std::string>();
}

std::int64_t NumberTold(const std::string& call, const json& body, const std::string& pointer, std::int64_t otherwise) {
  const json* value = PlaceIn(body, pointer);
  if (value == nullptr) return otherwise;
  if (!value->is_number_integer()) FailOnType(call, *value, pointer, "a whole number");
  return value->get<std::int64_t>();
}

bool TruthTold(const std::string& call, const json& body, const std::string& pointer, bool otherwise) {
  const json* value = PlaceIn(body, pointer);
  if (value == nullptr) return otherwise;
  if (!value->is_boolean()) FailOnType(call, *value, pointer, "true or false");
  return value->get<bool>();
}

}  // namespace grafake::conformance
