#pragma once

#include <string>
#include <string_view>

namespace grafake::conformance {

// What a target said, as text that does nothing to whoever shows it: control characters (C0, C1, DEL), characters that
// turn the direction of writing or cannot be seen, and bytes that are no UTF-8 are written as "\n", "\x1b", "\u202e".
// In "##", by which CI systems know orders in the middle of a line, the second is written "\x23". Has no line ends.
// What is shown already stays as it is.
[[nodiscard]] std::string Shown(std::string_view text);

// The same line by line, each with "| " before it: no line begins with what a target said.
[[nodiscard]] std::string ShownLines(std::string_view text);

// A sentence of ours, and below it the lines that somebody else printed, if there are any; without the last line end.
[[nodiscard]] std::string ShownBelow(std::string_view text);

// At most `most` bytes of it, with a word about how many were left out; no character is cut in two.
[[nodiscard]] std::string Cut(const std::string& text, std::size_t most);

// How much of an answer a report keeps.
inline constexpr std::size_t kKept = std::size_t{64} << 10U;

}  // namespace grafake::conformance
