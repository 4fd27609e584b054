#pragma once

#include <string>
#include <string_view>

namespace grafake::server {

// Whether there is anything that WithoutEncoding might undo.
[[nodiscard]] inline bool MayBeEncoded(std::string_view text) {
  return text.find_first_of("%\\") != std::string_view::npos;
}

// Undoes one level of percent-encoding, and all levels of JSON's escapes: however many backslashes stand before a
// quote, it is a quote. Whole escapes only; what is none stays.
[[nodiscard]] std::string WithoutEncoding(std::string_view text);

// The same until there is nothing more to undo, but for what is encoded more often than anybody does.
[[nodiscard]] std::string FullyDecoded(std::string_view text);

// What would not be one word of a line any more, is percent-encoded.
void AppendEscaped(std::string& out, std::string_view text);

}  // namespace grafake::server
