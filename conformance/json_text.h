#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace grafake::conformance {

// One value inside a JSON text.
struct JsonValue {
  std::string pointer;     // RFC 6901, with the escapes of member names as they stand in the text
  std::string_view name;   // of the object member that it is the value of; empty in an array and at the top
  std::string_view bytes;  // as they stand in the text
};

// Says what is to stand in a value's place. Nothing: it stays, and the values inside it are asked about.
using ReplaceValue = std::function<std::optional<std::string>(const JsonValue&)>;

// `text` with values replaced and every other byte kept: white space, order, escapes. A text that is not one JSON value
// comes back as it is.
[[nodiscard]] std::string WithValuesReplaced(std::string_view text, const ReplaceValue& replace);

// The pointer of the innermost value that has the byte at `offset`; nothing when the text is no JSON.
[[nodiscard]] std::optional<std::string> PointerAt(std::string_view text, std::size_t offset);

// `json` without the white space between its parts.
[[nodiscard]] std::string Compact(std::string_view json);

// The length of the string literal at the start of `text`, quotes included; all of a text that is cut off.
[[nodiscard]] std::size_t LiteralLength(std::string_view text);

}  // namespace grafake::conformance
