#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace grafake::server {

// Texts that came from strangers, as sentences about refusals show them: cut, without anything that steers a terminal,
// and without what looks like a token.

// In quotation marks: "a name".
[[nodiscard]] std::string QuotedWord(std::string_view text);
// Bare where it cannot be mistaken: ada, robot-2, serviceaccounts:id:2. Otherwise as above.
[[nodiscard]] std::string BareWord(std::string_view text);
// A sentence of somebody else's, such as SQLite's: as QuotedWord, but longer and without the marks.
[[nodiscard]] std::string SaidBy(std::string_view text);

// A finished sentence, whole and without marks: only what steers a terminal, or is no UTF-8, is shown by its code.
[[nodiscard]] std::string HarmlessLine(std::string_view text);

// "3 s", "5 min", "2 h", "30 days": rounded down.
[[nodiscard]] std::string SpanInWords(std::int64_t seconds);
// "09:05:00", with its day where it is not that of `now`; both are Unix seconds, what is said is UTC.
[[nodiscard]] std::string TimeInWords(std::int64_t at, std::int64_t now);

}  // namespace grafake::server
