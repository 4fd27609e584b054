#include "server/config/splitting.h"

#include "server/blanks.h"

namespace grafake::server {

std::vector<std::string> Split(std::string_view text, std::string_view separators) {
  std::vector<std::string> pieces;
  for (std::size_t at = 0;;) {
    const auto end = text.find_first_of(separators, at);
    pieces.emplace_back(text.substr(at, end - at));
    if (end == std::string_view::npos) return pieces;
    at = end + 1;
  }
}

std::vector<std::string> SplitWords(std::string_view text, std::string_view separators) {
  std::vector<std::string> words;
  for (const std::string& piece : Split(text, separators)) {
    if (const auto word = TrimBlanks(piece); !word.empty()) words.emplace_back(word);
  }
  return words;
}

}  // namespace grafake::server
