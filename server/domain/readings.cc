#include "server/domain/readings.h"

#include <array>

#include "server/domain/pinyin.h"
#include "server/json/utf8.h"

namespace grafake::server {
namespace {

// U+03B1 to U+03C9 and U+0430 to U+045F: the small letters; capitals stand 32 before them.
constexpr auto kGreek =
    std::to_array<std::string_view>({"a", "b", "g", "d", "e", "z", "e", "th", "i",  "k",  "l",  "m", "n",
                                     "x", "o", "p", "r", "s", "s", "t", "u",  "ph", "kh", "ps", "o"});
constexpr auto kCyrillic = std::to_array<std::string_view>(
    {"a", "b", "v", "g", "d", "e",  "zh", "z",  "i",  "i",    "k", "l", "m", "n", "o",  "p",
     "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "",  "y", "",  "e", "iu", "ia"});
constexpr char32_t kFirstGreek = 0x3B1;
constexpr char32_t kFirstCyrillic = 0x430;
constexpr char32_t kCapitals = 0x20;
constexpr char32_t kFirstHan = 0x4E00;
constexpr char32_t kLastHan = 0x9FFF;

template <std::size_t kSize>
std::string_view SmallLetter(const std::array<std::string_view, kSize>& letters, char32_t first, char32_t code) {
  if (code + kCapitals >= first && code + kCapitals < first + kSize && code < first) code += kCapitals;
  return code >= first && code < first + kSize ? letters.at(code - first) : std::string_view();
}

std::string_view HanReading(std::string_view letter) {
  const std::string_view table = data::kPinyin;
  const auto at = table.find(letter);
  if (at == std::string_view::npos) return "";
  const auto begin = table.rfind('\n', at) + 1;
  return table.substr(begin, table.find(' ', begin) - begin);
}

}  // namespace

Reading ReadingOf(std::string_view letter) {
  const char32_t code = DecodeUtf8(letter);
  if (code >= kFirstHan && code <= kLastHan) return {HanReading(letter), true};
  if (code == 0x451 || code == 0x401) return {"io"};
  const std::string_view greek = SmallLetter(kGreek, kFirstGreek, code);
  return {greek.empty() ? SmallLetter(kCyrillic, kFirstCyrillic, code) : greek};
}

}  // namespace grafake::server
