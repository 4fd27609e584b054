#pragma once

#include <string_view>

namespace grafake::server {

// How a letter of another script is written in Latin ones: of Greek, Cyrillic, and of Chinese characters, each of which
// is a word of its own. `letter` is one sequence of UTF-8.
struct Reading {
  std::string_view latin;  // empty: it has none
  bool is_word = false;
};
[[nodiscard]] Reading ReadingOf(std::string_view letter);

}  // namespace grafake::server
