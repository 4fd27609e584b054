#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "src/patience.h"
#include "src/request.h"

namespace grafake {

// The call's time was up, or it was stopped, before its answer was read.
class NoTimeToRead : public std::runtime_error {
 public:
  NoTimeToRead() : std::runtime_error("no time was left to read the answer") {}
};

// The JSON of an answer. Throws std::exception when it is none, or has more values or deeper ones than any answer of
// Grafana's; NoTimeToRead when the patience ends first (nothing: there is time).
[[nodiscard]] Json Parsed(const std::string& body, const Patience* patience = nullptr);

// A member as T; what is missing, null or of another type is T's zero. Releases differ in what they send.
template <class T>
[[nodiscard]] T Member(const Json& object, const char* name);
template <>
std::string Member(const Json& object, const char* name);
template <>
bool Member(const Json& object, const char* name);
template <>
std::int64_t Member(const Json& object, const char* name);
template <>
Json Member(const Json& object, const char* name);

// A number that must be there; some releases send it as text. Throws std::exception without it.
[[nodiscard]] std::int64_t Id(const Json& object, const char* name = "id");

// The texts of a member that is an array; anything else is left out.
[[nodiscard]] std::vector<std::string> Texts(const Json& object, const char* name);

// A text that says nothing when it is empty, a time for instance.
[[nodiscard]] std::optional<std::string> OptionalText(const Json& object, const char* name);

// Reads every element of an array; Go writes an empty one as null at times. Throws std::exception when it is neither.
template <class Read>
auto ListOf(Read read) {
  return [read](const Json& array) {
    std::vector<decltype(read(array))> values;
    if (array.is_null()) return values;
    if (!array.is_array()) throw std::runtime_error("not an array");
    for (const Json& element : array) values.push_back(read(element));
    return values;
  };
}

// Percent-encoded, for a part of a path or a value of a query.
[[nodiscard]] std::string Encoded(const std::string& text);

// "?query=…&page=…&perpage=…"
[[nodiscard]] std::string PageQuery(const std::string& query, std::int64_t page, std::int64_t per_page);

}  // namespace grafake
