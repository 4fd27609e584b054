#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace grafake::server {

// The pieces between any of the separators; empty ones too, so that there is always one more than separators.
[[nodiscard]] std::vector<std::string> Split(std::string_view text, std::string_view separators);

// The same without blanks around them and without the empty ones.
[[nodiscard]] std::vector<std::string> SplitWords(std::string_view text, std::string_view separators);

}  // namespace grafake::server
