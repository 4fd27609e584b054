#include "server/control/reason_words.h"

#include <algorithm>
#include <cstdio>

#include "server/ascii.h"
#include "server/control/token_shape.h"
#include "server/json/utf8.h"
#include "server/storage/timestamp.h"

namespace grafake::server {
namespace {

constexpr std::size_t kMostOfWord = 80;  // bytes
constexpr std::size_t kMostOfSentence = 300;

// Tokens and keys, wherever they have come to stand.
bool LooksSecret(std::string_view text) { return FindToken(text).has_value(); }

// What shows nothing of its own, or turns the direction of what stands behind it.
bool Steers(char32_t code) {
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x200b && code <= 0x200f) ||
         (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) || code == 0xfeff;
}

std::string Escape(const char* format, unsigned code) {
  char text[16];
  const int length = std::snprintf(text, sizeof text, format, code);
  return {text, static_cast<std::size_t>(length)};
}

// Appends the character at the front of `text`, which loses it. Never null: `text` is not empty.
void TakeCharacter(std::string_view& text, std::string& out, bool marked) {
  const std::size_t length = Utf8Length(text);
  const std::string_view character = text.substr(0, std::max<std::size_t>(length, 1));
  if (length == 0) {
    out += Escape("\\x%02x", static_cast<unsigned char>(character[0]));
  } else if (const char32_t code = DecodeUtf8(character); Steers(code)) {
    out += Escape("\\u{%x}", static_cast<unsigned>(code));
  } else {
    if (marked && (code == '"' || code == '\\')) out += '\\';
    out += character;
  }
  text.remove_prefix(character.size());
}

std::string Shown(std::string_view text, std::size_t most, bool marked) {
  if (LooksSecret(text)) return "<looks like a token>";
  std::string out;
  while (!text.empty() && out.size() < most) TakeCharacter(text, out, marked);
  return text.empty() ? out : out + "…";
}

bool IsBareCharacter(char c) {
  constexpr std::string_view kOthers = "-_.@:*/+#";
  return IsLetter(c) || IsDigit(c) || kOthers.find(c) != std::string_view::npos;
}

}  // namespace

std::string QuotedWord(std::string_view text) {
  return LooksSecret(text) ? Shown(text, kMostOfWord, true) : '"' + Shown(text, kMostOfWord, true) + '"';
}

std::string BareWord(std::string_view text) {
  const bool bare = !text.empty() && text.size() <= kMostOfWord && std::ranges::all_of(text, IsBareCharacter);
  return bare ? Shown(text, kMostOfWord, false) : QuotedWord(text);
}

std::string SaidBy(std::string_view text) { return Shown(text, kMostOfSentence, false); }

std::string HarmlessLine(std::string_view text) {
  std::string out;
  while (!text.empty()) TakeCharacter(text, out, false);
  return out;
}

std::string SpanInWords(std::int64_t seconds) {
  if (seconds < 120) return std::to_string(seconds) + " s";
  if (seconds < 120 * 60) return std::to_string(seconds / 60) + " min";
  if (seconds < 48 * 3600) return std::to_string(seconds / 3600) + " h";
  return std::to_string(seconds / 86400) + " days";
}

std::string TimeInWords(std::int64_t at, std::int64_t now) {
  constexpr std::size_t kDay = std::string_view("2026-03-01 ").size();
  const auto text = [](std::int64_t seconds) { return FormatTimestamp(Timestamp(std::chrono::seconds(seconds))); };
  const std::string all = text(at);
  return all.substr(0, kDay) == text(now).substr(0, kDay) ? all.substr(kDay) : all;
}

}  // namespace grafake::server
