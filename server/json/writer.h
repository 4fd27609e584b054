#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace grafake::server {

// The name of a member that is a literal with nothing in it to escape: else it does not compile.
class JsonName {
 public:
  template <std::size_t kSize>
  consteval JsonName(const char (&literal)[kSize])  // NOLINT(google-explicit-constructor)
      : text_(literal, kSize - 1) {
    for (const char c : text_) {
      if (c < ' ' || c > '~' || std::string_view("\"\\<>&").find(c) != std::string_view::npos) throw "to escape";
    }
  }
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// Any other text.
template <class T>
concept JsonText = !std::is_array_v<T> && std::convertible_to<const T&, std::string_view>;

// Prints JSON byte for byte as Go's encoding/json does: compact, members in the order of the calls, '<', '>', '&',
// U+2028 and U+2029 escaped, invalid UTF-8 replaced by U+FFFD. The caller keeps objects and arrays balanced.
class JsonWriter {
 public:
  JsonWriter() { text_.reserve(kUsualRoom); }

  JsonWriter& BeginObject();
  JsonWriter& EndObject();
  JsonWriter& BeginArray();
  JsonWriter& EndArray();
  JsonWriter& Key(JsonName name);
  template <JsonText Text>
  JsonWriter& Key(const Text& name) {
    return EscapedKey(name);
  }

  JsonWriter& Value(std::string_view text);
  JsonWriter& Value(const char* text) { return Value(std::string_view(text)); }
  JsonWriter& Value(const std::string& text) { return Value(std::string_view(text)); }
  JsonWriter& Value(bool value);
  JsonWriter& Value(std::int64_t value);
  JsonWriter& Value(int value) { return Value(static_cast<std::int64_t>(value)); }
  JsonWriter& Value(double value);
  JsonWriter& Null();
  // Text that is JSON already.
  JsonWriter& Raw(std::string_view json);

  template <class T>
  JsonWriter& Member(JsonName name, const T& value) {
    return Key(name).Value(value);
  }
  template <JsonText Text, class T>
  JsonWriter& Member(const Text& name, const T& value) {
    return Key(name).Value(value);
  }

  // The text so far; the writer is empty afterwards.
  [[nodiscard]] std::string Take();

 private:
  static constexpr std::size_t kUsualRoom = 512;  // for nearly all answers about one thing

  void Separate();
  JsonWriter& EscapedKey(std::string_view name);

  std::string text_;
  bool first_ = true;  // nothing stands before the next member or item
};

// What is escaped besides what JSON asks for. In answers '<', '>', '&' and the line separators of Unicode; in logs,
// which end on terminals, what a terminal obeys: all control characters, separators, marks that turn the direction.
enum class Html { kEscaped, kPlain };

// Appends `text` as a JSON string with its quotes.
void AppendJsonString(std::string& out, std::string_view text, Html html = Html::kEscaped);

// As Go's encoding/json writes a float64.
[[nodiscard]] std::string JsonNumberText(double value);

}  // namespace grafake::server
