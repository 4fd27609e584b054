#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace grafake::server {

// Where a JSON value stands in its text.
struct JsonExtent {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Checks that `text` begins with one JSON value, blanks before it allowed, as Go's scanner does and with its sentences.
// Builds nothing: one pass, and a byte for each level of nesting, of which 10,000 are allowed.
[[nodiscard]] tl::expected<JsonExtent, std::string> ScanJson(std::string_view text);

[[nodiscard]] constexpr bool IsJsonBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// The end of the value that begins at `begin` of a text that ScanJson has passed.
[[nodiscard]] std::size_t EndOfJson(std::string_view text, std::size_t begin);

}  // namespace grafake::server
