#include "server/json/scanner.h"

#include <array>
#include <cstdio>

#include "server/ascii.h"
#include "server/json/utf8.h"

namespace grafake::server {
namespace {

constexpr std::size_t kDeepest = 10000;
constexpr std::string_view kEscapes = "bfnrt\\/\"";

// A byte between single quotes as Go's messages show it: it takes it for a code point.
std::string QuotedByte(unsigned char c) {
  switch (c) {
    case '\'':
      return R"('\'')";
    case '"':
      return R"('"')";
    case '\\':
      return R"('\\')";
    case '\a':
      return R"('\a')";
    case '\b':
      return R"('\b')";
    case '\f':
      return R"('\f')";
    case '\n':
      return R"('\n')";
    case '\r':
      return R"('\r')";
    case '\t':
      return R"('\t')";
    case '\v':
      return R"('\v')";
    default:
      break;
  }
  std::array<char, 16> escape{};
  const bool hidden = c < ' ' || c == 0x7f || (c >= 0x80 && c <= 0xa0) || c == 0xad;
  if (hidden) std::snprintf(escape.data(), escape.size(), c < 0x80 ? "\\x%02x" : "\\u%04x", c);
  std::string text = "'";
  if (hidden) {
    text += escape.data();
  } else {
    AppendUtf8(text, c);
  }
  return text + "'";
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  tl::expected<JsonExtent, std::string> Run() {
    SkipBlanks();
    const std::size_t begin = at_;
    if (!Value()) return tl::unexpected(error_);
    while (!open_.empty()) {
      SkipBlanks();
      if (!Next()) return tl::unexpected(error_);
    }
    return JsonExtent{begin, at_};
  }

 private:
  // What may stand at at_ inside the innermost container.
  enum class Place { kFirst, kMember, kItem, kBehind };

  [[nodiscard]] bool AtEnd() const { return at_ >= text_.size(); }
  [[nodiscard]] bool Is(char c) const { return !AtEnd() && text_[at_] == c; }

  // The byte at at_ cannot stand there.
  bool Fail(std::string_view where) {
    error_ = AtEnd()
                 ? "unexpected EOF"
                 : "invalid character " + QuotedByte(static_cast<unsigned char>(text_[at_])) + " " + std::string(where);
    return false;
  }

  void SkipBlanks() {
    while (!AtEnd() && IsJsonBlank(text_[at_])) ++at_;
  }

  bool Next() {
    const char end = open_.back();
    if (Is(end) && (place_ == Place::kFirst || place_ == Place::kBehind)) return Close();
    if (place_ == Place::kBehind) return Comma(end);
    if (end == '}') return Key() && Value();
    return Value();
  }

  bool Comma(char end) {
    if (!Is(',')) return Fail(end == '}' ? "after object key:value pair" : "after array element");
    ++at_;
    place_ = end == '}' ? Place::kMember : Place::kItem;
    return true;
  }

  bool Key() {
    if (!Is('"')) return Fail("looking for beginning of object key string");
    if (!String()) return false;
    SkipBlanks();
    if (!Is(':')) return Fail("after object key");
    ++at_;
    SkipBlanks();
    return true;
  }

  bool Open(char end) {
    if (open_.size() >= kDeepest) return Fail("exceeded max depth");
    open_ += end;
    ++at_;
    place_ = Place::kFirst;
    return true;
  }

  bool Close() {
    open_.pop_back();
    ++at_;
    place_ = Place::kBehind;
    return true;
  }

  // A scalar, or the beginning of a container.
  bool Value() {
    if (Is('{')) return Open('}');
    if (Is('[')) return Open(']');
    place_ = Place::kBehind;
    if (Is('"')) return String();
    if (Is('t')) return Literal("true");
    if (Is('f')) return Literal("false");
    if (Is('n')) return Literal("null");
    if (Is('-') || (!AtEnd() && IsDigit(text_[at_]))) return Number();
    return Fail("looking for beginning of value");
  }

  bool Literal(std::string_view word) {
    for (const char c : word) {
      if (!Is(c)) return Fail("in literal " + std::string(word) + " (expecting '" + c + "')");
      ++at_;
    }
    return true;
  }

  bool Digits(std::string_view where) {
    if (AtEnd() || !IsDigit(text_[at_])) return Fail(where);
    while (!AtEnd() && IsDigit(text_[at_])) ++at_;
    return true;
  }

  bool Number() {
    if (Is('-')) ++at_;
    if (Is('0')) {
      ++at_;
    } else if (!Digits("in numeric literal")) {
      return false;
    }
    if (Is('.')) {
      ++at_;
      if (!Digits("after decimal point in numeric literal")) return false;
    }
    if (!Is('e') && !Is('E')) return true;
    ++at_;
    if (Is('+') || Is('-')) ++at_;
    return Digits("in exponent of numeric literal");
  }

  bool String() {
    for (++at_; !Is('"'); ++at_) {
      if (AtEnd() || static_cast<unsigned char>(text_[at_]) < ' ') return Fail("in string literal");
      if (Is('\\') && !Escape()) return false;
    }
    ++at_;
    return true;
  }

  // Ends at the last byte of the escape.
  bool Escape() {
    ++at_;
    if (!Is('u'))
      return (!AtEnd() && kEscapes.find(text_[at_]) != std::string_view::npos) || Fail("in string escape code");
    for (int i = 0; i < 4; ++i) {
      ++at_;
      if (AtEnd() || HexValue(text_[at_]) < 0) return Fail("in \\u hexadecimal character escape");
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Place place_ = Place::kFirst;
  std::string open_;  // the ends of the containers around at_, innermost last
  std::string error_;
};

std::size_t EndOfString(std::string_view text, std::size_t begin) {
  std::size_t at = begin + 1;
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
  return at + 1;
}

std::size_t EndOfContainer(std::string_view text, std::size_t begin) {
  std::size_t depth = 0;
  for (std::size_t at = begin; at < text.size();) {
    const char c = text[at];
    if (c == '"') {
      at = EndOfString(text, at);
      continue;
    }
    ++at;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (depth == 0) return at;
  }
  return text.size();
}

}  // namespace

tl::expected<JsonExtent, std::string> ScanJson(std::string_view text) { return Scanner(text).Run(); }

std::size_t EndOfJson(std::string_view text, std::size_t begin) {
  if (begin >= text.size()) return text.size();
  const char first = text[begin];
  if (first == '"') return EndOfString(text, begin);
  if (first == '{' || first == '[') return EndOfContainer(text, begin);
  const std::size_t end = text.find_first_of(",]} \t\r\n", begin);
  return end == std::string_view::npos ? text.size() : end;
}

}  // namespace grafake::server
