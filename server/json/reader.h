#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace grafake::server {

// A JSON value as Go's decoder sees it: numbers keep their text, members their order and their duplicates. It is a view
// into the text that was read, which must outlive it: a value costs no memory of its own, however large it is.
struct JsonValue {
  enum class Kind { kNull, kBool, kNumber, kString, kArray, kObject };

  Kind kind = Kind::kNull;
  std::string_view source = "null";  // as it was written, without blanks around it

  // Of a string, decoded: lone surrogates and invalid UTF-8 become U+FFFD. Of anything else as it was written.
  [[nodiscard]] std::string Text() const;
  [[nodiscard]] bool IsTrue() const { return source == "true"; }
};

struct JsonMember {
  std::string name;
  JsonValue value;
};

// Walks through the members of an object, one after the other:
//
//   JsonMembers members(value);
//   while (const JsonMember* member = members.Next()) …
//
// What is not an object has none.
class JsonMembers {
 public:
  explicit JsonMembers(const JsonValue& object);

  // The next one, valid until the next call; null at the end.
  [[nodiscard]] const JsonMember* Next();

 private:
  std::string_view rest_;
  JsonMember member_;
};

// What an item of a list counts: what it is kept in, however short it is.
inline constexpr std::size_t kWeightOfItem = 16;

// The length of the longest name or value in an object: as it was written, with three bytes, which it becomes, for each
// one that is no UTF-8. An object in it is a document, and counts nothing; a list counts its items. At most eight times
// what was sent. What is not an object has none: 0.
[[nodiscard]] std::size_t LongestPartOf(const JsonValue& object);

// Walks through the items of an array. What is not an array has none.
class JsonItems {
 public:
  explicit JsonItems(const JsonValue& array);

  [[nodiscard]] std::optional<JsonValue> Next();

 private:
  std::string_view rest_;
};

// Reads the first JSON value of `text`, all of which is checked; what follows it is ignored. Blank text is an empty
// object. Nesting beyond 10,000 levels is an error. The error is Go's sentence. Takes one pass and no memory to speak
// of.
[[nodiscard]] tl::expected<JsonValue, std::string> ReadJson(std::string_view text);

// The same, but nothing except blanks may follow the value, and blank text is an error.
[[nodiscard]] tl::expected<JsonValue, std::string> ReadWholeJson(std::string_view text);

}  // namespace grafake::server
