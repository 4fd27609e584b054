#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace grafake::server {

// The words for true and false that Grafana's ini library knows; nothing for anything else.
[[nodiscard]] std::optional<bool> ParseIniBoolean(std::string_view text);

// The words of Go's strconv.ParseBool, fewer than the library's.
[[nodiscard]] std::optional<bool> ParseGoBoolean(std::string_view text);

// A 64-bit integer whose prefix names its base: 0x, 0o, 0b, and a leading 0 is octal; '_' may stand between digits.
[[nodiscard]] std::optional<std::int64_t> ParseGoInteger(std::string_view text);
// The same without a sign, as strconv.ParseUint with base 0 reads it.
[[nodiscard]] std::optional<std::uint64_t> ParseGoUnsigned(std::string_view text);

// Go's time.ParseDuration: "1h30m", "1.5s", "0". The error is Go's sentence.
[[nodiscard]] tl::expected<std::chrono::nanoseconds, std::string> ParseGoDuration(std::string_view text);

// The same, and digits with d, w, M or y.
[[nodiscard]] tl::expected<std::chrono::nanoseconds, std::string> ParseLongDuration(std::string_view text);

}  // namespace grafake::server
