#include "conformance/drawn_ids.h"

#include <algorithm>
#include <string_view>

namespace grafake::conformance {
namespace {

constexpr std::size_t kDrawnLength = 14;
constexpr std::string_view kUuidForm = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

bool IsDecimal(char c) { return c >= '0' && c <= '9'; }
bool IsLowerHex(char c) { return IsDecimal(c) || (c >= 'a' && c <= 'f'); }
bool IsLowerLetter(char c) { return c >= 'a' && c <= 'z'; }
bool IsWordPart(char c) { return IsDecimal(c) || IsLowerLetter(c) || (c >= 'A' && c <= 'Z'); }

bool BeginsWithUuid(std::string_view text) {
  const auto fits = [](char c, char form) { return form == 'x' ? IsLowerHex(c) : c == form; };
  return text.size() >= kUuidForm.size() && std::ranges::equal(text.substr(0, kUuidForm.size()), kUuidForm, fits) &&
         (text.size() == kUuidForm.size() || !IsWordPart(text[kUuidForm.size()]));
}

// A letter up to 'f', then small letters and digits; a word without a digit is a word of a language.
bool IsDrawnWord(std::string_view word) {
  if (word.size() != kDrawnLength || !IsLowerHex(word[0]) || IsDecimal(word[0])) return false;
  return std::ranges::any_of(word, IsDecimal) &&
         std::ranges::all_of(word, [](char c) { return IsDecimal(c) || IsLowerLetter(c); });
}

std::string FormOfWord(std::string_view word) {
  if (word.size() >= kDrawnLength && std::ranges::all_of(word, IsDecimal)) return "<digits>";
  return IsDrawnWord(word) ? "<id>" : std::string(word);
}

// The length of the word at the start of `text`; one where there is none.
std::size_t WordLength(std::string_view text) {
  const auto end = std::ranges::find_if_not(text, IsWordPart);
  return std::max<std::size_t>(1, static_cast<std::size_t>(end - text.begin()));
}

}  // namespace

std::string WithoutDrawnIds(const std::string& text) {
  std::string out;
  for (std::string_view rest = text; !rest.empty();) {
    const bool escape = rest[0] == '\\';  // the letter behind it belongs to no word
    const std::size_t length = BeginsWithUuid(rest) ? kUuidForm.size() : escape ? 2 : WordLength(rest);
    const std::string_view word = rest.substr(0, length);
    out += word.size() == kUuidForm.size() && BeginsWithUuid(word) ? "<uuid>" : FormOfWord(word);
    rest.remove_prefix(word.size());
  }
  return out;
}

}  // namespace grafake::conformance
