#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace grafake::server {

struct JsonMember;

// A JSON value as Go's decoder sees it: numbers keep their text, members their order and their duplicates.
struct JsonValue {
  enum class Kind { kNull, kBool, kNumber, kString, kArray, kObject };

  Kind kind = Kind::kNull;
  bool boolean = false;
  std::string text;                 // of a string, decoded; of a number, as it was written
  std::vector<JsonMember> members;  // of an object
  std::vector<JsonValue> items;     // of an array
};

struct JsonMember {
  std::string name;
  JsonValue value;
};

// Reads the first JSON value of `text`; what follows it is ignored. Blank text is an empty object. Lone surrogates and
// invalid UTF-8 become U+FFFD; nesting beyond 10,000 levels is an error, what lies deeper than 32 is checked and
// dropped. The error is a sentence for the log.
[[nodiscard]] tl::expected<JsonValue, std::string> ReadJson(std::string_view text);

// The same, but nothing except blanks may follow the value, and blank text is an error.
[[nodiscard]] tl::expected<JsonValue, std::string> ReadWholeJson(std::string_view text);

}  // namespace grafake::server
