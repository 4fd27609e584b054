#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace grafake::server {

// The candidate that is most like a misspelt name, without regard to case; empty when none is like it.
[[nodiscard]] std::string Nearest(std::string_view name, const std::vector<std::string>& candidates);

// What goes behind a sentence about a misspelt name: "; did you mean NAME?", with these marks around it; empty when
// nothing is nearest.
[[nodiscard]] std::string Guess(std::string_view nearest, std::string_view before = "", std::string_view after = "");

// "a, b, c"
template <class Words>
[[nodiscard]] std::string JoinedWithCommas(const Words& words) {
  std::string joined;
  for (const auto& word : words) joined.append(joined.empty() ? "" : ", ").append(word);
  return joined;
}

}  // namespace grafake::server
