#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace grafake::server {

// What a word without quotes is as a number in Go's yaml package, which tries these in this order: bases by their
// prefixes, a leading 0 octal; '_' anywhere counts for nothing. What fits no integer is a float. Nothing: it is none.
using YamlNumber = std::variant<std::int64_t, std::uint64_t, double>;
[[nodiscard]] std::optional<YamlNumber> YamlNumberOf(std::string text);

}  // namespace grafake::server
