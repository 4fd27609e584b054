#include "server/json/writer.h"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "server/json/utf8.h"

namespace grafake::server {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

void AppendUnicodeEscape(std::string& out, unsigned code) {
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kHex[(code >> shift) & 0xF];
}

using PlainBytes = std::array<bool, 256>;

// The bytes that stand in a string as they are.
constexpr PlainBytes MakePlainBytes(std::string_view but) {
  PlainBytes plain{};
  for (unsigned char c = 0x20; c < 0x80; ++c) plain[c] = true;
  for (const char c : but) plain[static_cast<unsigned char>(c)] = false;
  return plain;
}
constexpr PlainBytes kPlainInAnswers = MakePlainBytes("\"\\<>&");
constexpr PlainBytes kPlainInLogs = MakePlainBytes("\"\\\x7f");

bool IsSeparator(char32_t code) { return code == 0x2028 || code == 0x2029; }

// C1 controls, and the marks that turn the direction of what follows or are not to be seen.
bool TerminalObeys(char32_t code) {
  return code < 0xA0 || code == 0x61C || code == 0xFEFF || (code >= 0x200B && code <= 0x200F && code != 0x200D) ||
         (code >= 0x202A && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) || (code >= 0xFFF9 && code <= 0xFFFB);
}

void AppendAsciiEscape(std::string& out, unsigned char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      AppendUnicodeEscape(out, c);
  }
}

// The part of `text` behind its first character, which is appended as JSON wants it.
std::string_view AppendSpecial(std::string& out, std::string_view text, Html html) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x80) {
    AppendAsciiEscape(out, first);
    return text.substr(1);
  }
  const std::size_t length = Utf8Length(text);
  const std::string_view sequence = text.substr(0, length);
  if (length == 0) {
    out += "\\ufffd";
    return text.substr(1);
  }
  const char32_t code = DecodeUtf8(sequence);
  if (IsSeparator(code) || (html == Html::kPlain && TerminalObeys(code))) {
    AppendUnicodeEscape(out, static_cast<unsigned>(code));
  } else {
    out += sequence;
  }
  return text.substr(length);
}

// "1.5e+20" is "150000000000000000000": the digits that tell the number from its neighbours, and zeros.
std::string WithoutExponent(std::string text) {
  const auto at = text.find("e+");
  if (at == std::string::npos) return text;
  std::size_t zeros = static_cast<std::size_t>(std::stoi(text.substr(at + 2)));
  text.resize(at);
  const auto point = text.find('.');
  if (point != std::string::npos) {
    zeros -= text.size() - point - 1;
    text.erase(point, 1);
  }
  return text.append(zeros, '0');
}

}  // namespace

// Go changes to the exponent form below 1e-6 and from 1e21 on, and writes e-7 where C writes e-07. Beyond 2^53 C would
// write out digits that say nothing.
std::string JsonNumberText(double value) {
  constexpr double kExact = 9007199254740992;
  std::array<char, 400> buffer{};
  const double size = std::fabs(value);
  const bool large = size > kExact && size < 1e21;
  const bool scientific = large || (size != 0 && (size < 1e-6 || size >= 1e21));
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                 scientific ? std::chars_format::scientific : std::chars_format::fixed);
  std::string text(buffer.data(), end.ptr);
  if (large) return WithoutExponent(std::move(text));
  const auto zero = text.find("e-0");
  if (zero != std::string::npos) text.erase(zero + 2, 1);
  return text;
}

void AppendJsonString(std::string& out, std::string_view text, Html html) {
  const PlainBytes& plain = html == Html::kPlain ? kPlainInLogs : kPlainInAnswers;
  out += '"';
  while (!text.empty()) {
    std::size_t length = 0;
    while (length < text.size() && plain[static_cast<unsigned char>(text[length])]) ++length;
    out += text.substr(0, length);
    text.remove_prefix(length);
    if (!text.empty()) text = AppendSpecial(out, text, html);
  }
  out += '"';
}

void JsonWriter::Separate() {
  if (!first_) text_ += ',';
  first_ = false;
}

JsonWriter& JsonWriter::BeginObject() {
  Separate();
  text_ += '{';
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::EndObject() {
  text_ += '}';
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::BeginArray() {
  Separate();
  text_ += '[';
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::EndArray() {
  text_ += ']';
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::Key(JsonName name) {
  Separate();
  ((text_ += '"') += name.text()) += "\":";
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::EscapedKey(std::string_view name) {
  Separate();
  AppendJsonString(text_, name);
  text_ += ':';
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::Value(std::string_view text) {
  if (text.empty()) return Raw(R"("")");
  Separate();
  AppendJsonString(text_, text);
  return *this;
}

JsonWriter& JsonWriter::Value(bool value) { return Raw(value ? "true" : "false"); }

JsonWriter& JsonWriter::Value(std::int64_t value) {
  std::array<char, 24> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return Raw({buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data())});
}

JsonWriter& JsonWriter::Value(double value) { return Raw(JsonNumberText(value)); }

JsonWriter& JsonWriter::Null() { return Raw("null"); }

JsonWriter& JsonWriter::Raw(std::string_view json) {
  Separate();
  text_ += json;
  return *this;
}

std::string JsonWriter::Take() {
  first_ = true;
  return std::exchange(text_, {});
}

}  // namespace grafake::server
