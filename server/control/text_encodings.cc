#include "server/control/text_encodings.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "server/ascii.h"
#include "server/json/utf8.h"
#include "server/percent_escape.h"

namespace grafake::server {
namespace {

constexpr std::string_view kSimpleEscapes = "\"'/bfnrt";
constexpr std::string_view kEscaped = "\"'/\b\f\n\r\t";

// Undoes the escapes of one text.
class EscapeReader {
 public:
  explicit EscapeReader(std::string_view text) : text_(text) { out_.reserve(text.size()); }

  std::string Read() {
    while (at_ < text_.size()) ReadOne();
    return std::move(out_);
  }

 private:
  void ReadOne() {
    if (text_[at_] == '\\') return ReadBackslashes();
    if (const auto byte = text_[at_] == '%' ? HexAt(at_ + 1, 2) : std::nullopt) {
      out_ += static_cast<char>(*byte);
      at_ += 3;
      return;
    }
    out_ += text_[at_++];
  }

  void ReadBackslashes() {
    at_ = std::min(text_.find_first_not_of('\\', at_), text_.size());
    if (at_ == text_.size()) {
      out_ += '\\';
      return;
    }
    if (const auto simple = kSimpleEscapes.find(text_[at_]); simple != std::string_view::npos) {
      out_ += kEscaped[simple];
      ++at_;
      return;
    }
    if (const auto unit = UnitAt(at_)) return ReadCharacter(*unit);
    out_ += '\\';
  }

  // `at_` is where its 'u' stands.
  void ReadCharacter(char32_t unit) {
    at_ += 5;
    const std::size_t next = std::min(text_.find_first_not_of('\\', at_), text_.size());
    const auto low = next > at_ ? UnitAt(next) : std::nullopt;
    if (unit >= 0xD800 && unit < 0xDC00 && low && *low >= 0xDC00 && *low < 0xE000) {
      at_ = next + 5;
      return AppendUtf8(out_, 0x10000 + ((unit - 0xD800) << 10U) + (*low - 0xDC00));
    }
    const bool lone = unit >= 0xD800 && unit < 0xE000;
    if (lone) {
      out_ += kReplacementCharacter;
    } else {
      AppendUtf8(out_, unit);
    }
  }

  // Of "u0041".
  [[nodiscard]] std::optional<char32_t> UnitAt(std::size_t at) const {
    return at < text_.size() && text_[at] == 'u' ? HexAt(at + 1, 4) : std::nullopt;
  }

  [[nodiscard]] std::optional<char32_t> HexAt(std::size_t at, std::size_t digits) const {
    if (at + digits > text_.size()) return std::nullopt;
    char32_t value = 0;
    for (const char c : text_.substr(at, digits)) {
      if (HexValue(c) < 0) return std::nullopt;
      value = value * 16 + static_cast<char32_t>(HexValue(c));
    }
    return value;
  }

  const std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string WithoutEncoding(std::string_view text) { return EscapeReader(text).Read(); }

std::string FullyDecoded(std::string_view text) {
  constexpr int kMostEncodings = 8;
  std::string decoded(text);
  for (int i = 0; i != kMostEncodings && MayBeEncoded(decoded); ++i) decoded = WithoutEncoding(decoded);
  return decoded;
}

void AppendEscaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c != '"' && c != '\\' && c != '%' && !IsControl(c)) {
      out += c;
    } else {
      AppendPercentEscape(out, c);
    }
  }
}

}  // namespace grafake::server
