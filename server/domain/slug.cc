#include "server/domain/slug.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "server/ascii.h"
#include "server/domain/base64.h"
#include "server/domain/digest.h"
#include "server/domain/readings.h"
#include "server/json/utf8.h"

namespace grafake::server {
namespace {

// U+00C0 to U+017F, without what marks the letters; "" is a sign.
constexpr auto kLatinLetters = std::to_array<std::string_view>({
    "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e", "e",  "e",  "i", "i", "i",  "i",   // À to Ï
    "d", "n", "o",  "o",  "o", "o", "o",  "",  "o", "u", "u",  "u",  "u", "y", "th", "ss",  // Ð to ß
    "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e", "e",  "e",  "i", "i", "i",  "i",   // à to ï
    "d", "n", "o",  "o",  "o", "o", "o",  "",  "o", "u", "u",  "u",  "u", "y", "th", "y",   // ð to ÿ
    "a", "a", "a",  "a",  "a", "a", "c",  "c", "c", "c", "c",  "c",  "c", "c", "d",  "d",   // Ā to ď
    "d", "d", "e",  "e",  "e", "e", "e",  "e", "e", "e", "e",  "e",  "g", "g", "g",  "g",   // Đ to ğ
    "g", "g", "g",  "g",  "h", "h", "h",  "h", "i", "i", "i",  "i",  "i", "i", "i",  "i",   // Ġ to į
    "i", "i", "ij", "ij", "j", "j", "k",  "k", "k", "l", "l",  "l",  "l", "l", "l",  "l",   // İ to Ŀ
    "l", "l", "l",  "n",  "n", "n", "n",  "n", "n", "n", "ng", "ng", "o", "o", "o",  "o",   // ŀ to ŏ
    "o", "o", "oe", "oe", "r", "r", "r",  "r", "r", "r", "s",  "s",  "s", "s", "s",  "s",   // Ő to ş
    "s", "s", "t",  "t",  "t", "t", "t",  "t", "u", "u", "u",  "u",  "u", "u", "u",  "u",   // Š to ů
    "u", "u", "u",  "u",  "w", "w", "y",  "y", "y", "z", "z",  "z",  "z", "z", "z",  "s",   // Ű to ſ
});
constexpr char32_t kFirstLatin = 0xC0;

bool StaysInSlug(char c) { return IsDigit(c) || (c >= 'a' && c <= 'z') || c == '_'; }

std::string_view LatinOf(char32_t code) {
  if (code < kFirstLatin || code - kFirstLatin >= kLatinLetters.size()) return "";
  return kLatinLetters.at(code - kFirstLatin);
}

// A sign that is read aloud; quotes are not even a gap.
bool AppendSign(std::string& slug, char c) {
  if (c == '\'' || c == '"') return true;
  if (c != '&' && c != '@') return false;
  slug += c == '&' ? "and" : "at";
  return true;
}

void AppendToSlug(std::string& slug, std::string_view letters) {
  if (!letters.empty()) {
    slug += letters;
  } else if (!slug.empty() && slug.back() != '-') {
    slug += '-';
  }
}

// A letter that is more than one byte; one that is a word stands apart.
void AppendLetter(std::string& slug, std::string_view letter) {
  const std::string_view latin = LatinOf(DecodeUtf8(letter));
  const Reading read = latin.empty() ? ReadingOf(letter) : Reading{latin};
  if (read.is_word) AppendToSlug(slug, "");
  AppendToSlug(slug, read.latin);
  if (read.is_word) AppendToSlug(slug, "");
}

// U+0430 to U+044F; the capitals stand 32 before them.
constexpr auto kCyrillicLetters = std::to_array<std::string_view>(
    {"a", "b", "v", "g", "d", "e", "zh", "z",  "i",  "j",   "k", "l", "m", "n",  "o",  "p",
     "r", "s", "t", "u", "f", "h", "c",  "ch", "sh", "sch", "-", "y", "-", "je", "ju", "ja"});
constexpr char32_t kFirstSmallInTable = 0x430;
constexpr char32_t kFirstCapitalInTable = 0x410;

std::string_view CyrillicOf(char32_t code) {
  if (code >= kFirstCapitalInTable && code < kFirstSmallInTable) code += kFirstSmallInTable - kFirstCapitalInTable;
  if (code < kFirstSmallInTable || code - kFirstSmallInTable >= kCyrillicLetters.size()) return "";
  return kCyrillicLetters.at(code - kFirstSmallInTable);
}

std::string HexOf(std::string_view letter) {
  return Hex(reinterpret_cast<const std::uint8_t*>(letter.data()), letter.size()) + "-";
}

std::string ShortLetter(std::string_view letter) {
  constexpr char32_t kSmallU = 0xFC;
  constexpr char32_t kCapitalU = 0xDC;
  const char32_t code = DecodeUtf8(letter);
  if (code == kSmallU || code == kCapitalU) return "ue";
  if (const std::string_view latin = LatinOf(code); !latin.empty()) return std::string(latin);
  const std::string_view cyrillic = CyrillicOf(code);
  return cyrillic.empty() ? HexOf(letter) : std::string(cyrillic);
}

// What stands for a byte; nothing: it is passed over.
std::string ShortSign(char c) {
  constexpr std::string_view kPassedOver = "\"',?.()\r\n";
  if (IsDigit(c) || (c >= 'a' && c <= 'z')) return std::string(1, c);
  if (c == '&') return "and";
  if (c == '@') return "at";
  if (c == '<' || c == '>') return HexOf(std::string_view(&c, 1));
  return kPassedOver.find(c) == std::string_view::npos ? "-" : "";
}

std::string InAddress(std::string_view title) {
  std::string text = EncodeBase64(title);
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  return text;
}

}  // namespace

std::string SlugOf(std::string_view title) {
  std::string slug;
  for (std::string_view rest = title; !rest.empty();) {
    const std::size_t length = std::max<std::size_t>(Utf8Length(rest), 1);
    if (length == 1) {
      const char c = LowerAscii(rest.front());
      if (!AppendSign(slug, c)) AppendToSlug(slug, StaysInSlug(c) ? std::string_view(&c, 1) : std::string_view());
    } else {
      AppendLetter(slug, rest.substr(0, length));
    }
    rest.remove_prefix(length);
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug.empty() ? InAddress(title) : slug;
}

std::string ShortSlugOf(std::string_view title) {
  constexpr std::size_t kLongest = 50;
  constexpr std::size_t kOfDigest = 7;
  std::string slug;
  for (std::string_view rest = title; !rest.empty();) {
    const std::size_t length = std::max<std::size_t>(Utf8Length(rest), 1);
    const std::string part = length == 1 ? ShortSign(LowerAscii(rest.front())) : ShortLetter(rest.substr(0, length));
    if (part != "-" || (!slug.empty() && slug.back() != '-')) slug += part;
    rest.remove_prefix(length);
  }
  while (slug.ends_with('-')) slug.pop_back();
  if (!slug.empty() && slug.size() <= kLongest) return slug;
  return Sha1Hex(slug.empty() ? title : std::string_view(slug)).substr(0, kOfDigest);
}

}  // namespace grafake::server
