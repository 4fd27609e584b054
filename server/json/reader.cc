#include "server/json/reader.h"

#include <nlohmann/json.hpp>

#include "server/json/utf8.h"

namespace grafake::server {
namespace {

using nlohmann::json;

constexpr std::size_t kDeepest = 10000;
constexpr std::size_t kDeepestKept = 32;

// Builds a JsonValue from the library's events.
class Builder : public nlohmann::json_sax<json> {
 public:
  bool null() override { return Put({}); }
  bool boolean(bool value) override { return Put({.kind = JsonValue::Kind::kBool, .boolean = value}); }
  bool number_integer(number_integer_t value) override { return Number(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return Number(std::to_string(value)); }
  bool number_float(number_float_t /*value*/, const string_t& text) override { return Number(text); }
  bool string(string_t& text) override { return Put({.kind = JsonValue::Kind::kString, .text = std::move(text)}); }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*size*/) override { return Open(JsonValue::Kind::kObject); }
  bool start_array(std::size_t /*size*/) override { return Open(JsonValue::Kind::kArray); }
  bool end_object() override { return Close(); }
  bool end_array() override { return Close(); }
  bool key(string_t& name) override {
    if (Kept()) open_.back()->members.push_back({std::move(name), JsonValue()});
    return true;
  }
  bool parse_error(std::size_t position, const std::string& /*token*/, const json::exception& /*error*/) override {
    error_ = "invalid character at offset " + std::to_string(position);
    return false;
  }

  JsonValue root;
  [[nodiscard]] const std::string& error() const { return error_; }

 private:
  [[nodiscard]] bool Kept() const { return depth_ <= kDeepestKept; }
  bool Number(std::string text) { return Put({.kind = JsonValue::Kind::kNumber, .text = std::move(text)}); }

  JsonValue* Place() {
    if (open_.empty()) return &root;
    if (open_.back()->kind == JsonValue::Kind::kObject) return &open_.back()->members.back().value;
    return &open_.back()->items.emplace_back();
  }

  bool Put(JsonValue value) {
    if (Kept()) *Place() = std::move(value);
    return true;
  }

  bool Open(JsonValue::Kind kind) {
    if (depth_ >= kDeepest) {
      error_ = "exceeded max depth";
      return false;
    }
    if (Kept()) {
      JsonValue* place = Place();
      *place = {.kind = kind};
      if (depth_ + 1 <= kDeepestKept) open_.push_back(place);
    }
    ++depth_;
    return true;
  }

  bool Close() {
    if (depth_ <= kDeepestKept) open_.pop_back();
    --depth_;
    return true;
  }

  std::vector<JsonValue*> open_;  // stays valid: a container grows only while it is the innermost one
  std::size_t depth_ = 0;
  std::string error_;
};

bool IsBlank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

unsigned HexAt(std::string_view text, std::size_t at) {
  unsigned value = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const char c = i < text.size() ? text[i] : 'x';
    const auto digit = c >= '0' && c <= '9'   ? c - '0'
                       : c >= 'a' && c <= 'f' ? c - 'a' + 10
                       : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                              : -1;
    if (digit < 0) return 0;
    value = value * 16 + static_cast<unsigned>(digit);
  }
  return value;
}

bool IsHigh(unsigned unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool IsLow(unsigned unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

// The length of the escape at `at` and whether it must become \ufffd: a surrogate without its other half.
std::pair<std::size_t, bool> Escape(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size() || text[at + 1] != 'u') return {2, false};
  const unsigned unit = HexAt(text, at + 2);
  if (IsHigh(unit) && text.substr(at + 6, 2) == "\\u" && IsLow(HexAt(text, at + 8))) return {12, false};
  return {6, IsHigh(unit) || IsLow(unit)};
}

// The library refuses what Go's decoder mends.
std::string MendSurrogates(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] != '\\') {
      out += text[i++];
      continue;
    }
    const auto [length, lone] = Escape(text, i);
    out += lone ? std::string_view("\\ufffd") : text.substr(i, length);
    i += length;
  }
  return out;
}

tl::expected<JsonValue, std::string> Parse(std::string_view text, bool whole) {
  if (text.starts_with("\xEF\xBB\xBF")) return tl::unexpected(std::string("invalid character at offset 1"));
  const std::string mended = MendSurrogates(ValidUtf8(text));
  Builder builder;
  if (!json::sax_parse(mended, &builder, json::input_format_t::json, whole)) return tl::unexpected(builder.error());
  return std::move(builder.root);
}

}  // namespace

tl::expected<JsonValue, std::string> ReadJson(std::string_view text) {
  if (IsBlank(text)) return JsonValue{.kind = JsonValue::Kind::kObject};
  return Parse(text, false);
}

tl::expected<JsonValue, std::string> ReadWholeJson(std::string_view text) { return Parse(text, true); }

}  // namespace grafake::server
