#include "server/json/reader.h"

#include <algorithm>

#include "server/ascii.h"
#include "server/json/scanner.h"
#include "server/json/utf8.h"

namespace grafake::server {
namespace {

using Kind = JsonValue::Kind;

Kind KindBy(char first) {
  switch (first) {
    case '{':
      return Kind::kObject;
    case '[':
      return Kind::kArray;
    case '"':
      return Kind::kString;
    case 'n':
      return Kind::kNull;
    case 't':
    case 'f':
      return Kind::kBool;
    default:
      return Kind::kNumber;
  }
}

JsonValue ValueOf(std::string_view source) { return {KindBy(source.front()), source}; }

// Drops the blanks and separators in front of the next name or value.
void SkipToNext(std::string_view& rest) {
  while (!rest.empty() && (IsJsonBlank(rest.front()) || rest.front() == ',' || rest.front() == ':'))
    rest.remove_prefix(1);
}

// The value at the front of `rest`, which is left behind it.
std::string_view TakeSource(std::string_view& rest) {
  SkipToNext(rest);
  const std::string_view source = rest.substr(0, EndOfJson(rest, 0));
  rest.remove_prefix(source.size());
  SkipToNext(rest);
  return source;
}

// What stands between the brackets.
std::string_view InnerOf(const JsonValue& value, Kind kind) {
  if (value.kind != kind) return {};
  std::string_view inner = value.source.substr(1, value.source.size() - 2);
  SkipToNext(inner);
  return inner;
}

char32_t HexAt(std::string_view text, std::size_t at) {
  char32_t value = 0;
  for (const char c : text.substr(at, 4)) value = value * 16 + static_cast<char32_t>(HexValue(c));
  return value;
}

bool IsHigh(char32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool IsLow(char32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

// Appends what the \u at the front of `text` stands for and returns its length; with a second half it takes both.
std::size_t AppendUnit(std::string& out, std::string_view text) {
  const char32_t unit = HexAt(text, 2);
  if (IsHigh(unit) && text.substr(6, 2) == "\\u" && IsLow(HexAt(text, 8))) {
    AppendUtf8(out, 0x10000 + ((unit - 0xD800) << 10) + (HexAt(text, 8) - 0xDC00));
    return 12;
  }
  if (IsHigh(unit) || IsLow(unit)) {
    out += kReplacementCharacter;
  } else {
    AppendUtf8(out, unit);
  }
  return 6;
}

std::size_t AppendEscape(std::string& out, std::string_view text) {
  constexpr std::string_view kLetters = "bfnrt";
  constexpr std::string_view kMeanings = "\b\f\n\r\t";
  if (text[1] == 'u') return AppendUnit(out, text);
  const auto letter = kLetters.find(text[1]);
  out += letter == std::string_view::npos ? text[1] : kMeanings[letter];
  return 2;
}

std::size_t AppendCharacter(std::string& out, std::string_view text) {
  if (text.front() == '\\') return AppendEscape(out, text);
  const std::size_t length = Utf8Length(text);
  out += length == 0 ? kReplacementCharacter : text.substr(0, length);
  return length == 0 ? 1 : length;
}

bool IsPlainAscii(char c) { return c != '\\' && static_cast<unsigned char>(c) < 0x80; }

void DecodeString(std::string_view literal, std::string& out) {
  std::string_view rest = literal.substr(1, literal.size() - 2);
  out.clear();
  out.reserve(rest.size());
  while (!rest.empty()) {
    std::size_t plain = 0;
    while (plain < rest.size() && IsPlainAscii(rest[plain])) ++plain;
    out += rest.substr(0, plain);
    rest.remove_prefix(plain);
    if (!rest.empty()) rest.remove_prefix(AppendCharacter(out, rest));
  }
}

// What it grows by when it is decoded: a byte that is no UTF-8 becomes a character of three.
std::size_t GrowthOf(std::string_view source) {
  std::size_t growth = 0;
  while (!source.empty()) {
    const auto special = std::ranges::find_if(source, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    source.remove_prefix(static_cast<std::size_t>(special - source.begin()));
    if (source.empty()) break;
    const std::size_t length = Utf8Length(source);
    if (length == 0) growth += kReplacementCharacter.size() - 1;
    source.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return growth;
}

}  // namespace

std::string JsonValue::Text() const {
  if (kind != Kind::kString) return std::string(source);
  std::string text;
  DecodeString(source, text);
  return text;
}

JsonMembers::JsonMembers(const JsonValue& object) : rest_(InnerOf(object, Kind::kObject)) {}

const JsonMember* JsonMembers::Next() {
  if (rest_.empty()) return nullptr;
  DecodeString(TakeSource(rest_), member_.name);
  member_.value = ValueOf(TakeSource(rest_));
  return &member_;
}

namespace {

std::size_t WeightOf(std::string_view part) {
  if (part.starts_with('{')) return 0;
  if (!part.starts_with('[')) return part.size() + GrowthOf(part);
  std::size_t items = 0;
  for (std::string_view rest = InnerOf({Kind::kArray, part}, Kind::kArray); !rest.empty(); ++items)
    (void)TakeSource(rest);
  return items * kWeightOfItem;
}

}  // namespace

std::size_t LongestPartOf(const JsonValue& object) {
  std::string_view rest = InnerOf(object, Kind::kObject);
  std::size_t longest = 0;
  while (!rest.empty()) longest = std::max(longest, WeightOf(TakeSource(rest)));
  return longest;
}

JsonItems::JsonItems(const JsonValue& array) : rest_(InnerOf(array, Kind::kArray)) {}

std::optional<JsonValue> JsonItems::Next() {
  if (rest_.empty()) return std::nullopt;
  return ValueOf(TakeSource(rest_));
}

tl::expected<JsonValue, std::string> ReadJson(std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return JsonValue{Kind::kObject, "{}"};
  return ScanJson(text).map(
      [&](JsonExtent value) { return ValueOf(text.substr(value.begin, value.end - value.begin)); });
}

tl::expected<JsonValue, std::string> ReadWholeJson(std::string_view text) {
  const auto value = ScanJson(text);
  if (!value) return tl::unexpected(value.error());
  if (text.find_first_not_of(" \t\r\n", value->end) != std::string_view::npos)
    return tl::unexpected(std::string("something follows the value"));
  return ValueOf(text.substr(value->begin, value->end - value->begin));
}

}  // namespace grafake::server
