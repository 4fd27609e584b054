#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace grafake::server {

// Prints JSON byte for byte as Go's encoding/json does: compact, members in the order of the calls, '<', '>', '&',
// U+2028 and U+2029 escaped, invalid UTF-8 replaced by U+FFFD. The caller keeps objects and arrays balanced.
class JsonWriter {
 public:
  JsonWriter() { text_.reserve(kUsualRoom); }

  JsonWriter& BeginObject();
  JsonWriter& EndObject();
  JsonWriter& BeginArray();
  JsonWriter& EndArray();
  JsonWriter& Key(std::string_view name);

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
  JsonWriter& Member(std::string_view name, const T& value) {
    return Key(name).Value(value);
  }

  // The text so far; the writer is empty afterwards.
  [[nodiscard]] std::string Take();

 private:
  static constexpr std::size_t kUsualRoom = 512;  // for nearly all answers about one thing

  void Separate();

  std::string text_;
  bool first_ = true;  // nothing stands before the next member or item
};

// What is escaped besides what JSON asks for. In answers '<', '>', '&' and the line separators of Unicode; in logs,
// which end on terminals, what a terminal obeys: all control characters, separators, marks that turn the direction.
enum class Html { kEscaped, kPlain };

// Appends `text` as a JSON string with its quotes.
void AppendJsonString(std::string& out, std::string_view text, Html html = Html::kEscaped);

}  // namespace grafake::server
