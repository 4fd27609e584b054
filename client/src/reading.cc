#include "src/reading.h"

#include <curl/curl.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <new>
#include <string_view>
#include <utility>

#include "src/wipe.h"

namespace grafake {
namespace {

constexpr int kDeepest = 32;                    // Grafana's deepest answer, the frontend's settings, has less than 10
constexpr std::size_t kMostValues = 2'000'000;  // a list of 100,000 users has 1.4 million; each takes memory, and time

// Goes over the text as the parser does, and looks at the clock once in a while.
class WatchedBytes {
 public:
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;
  using iterator_category = std::input_iterator_tag;

  WatchedBytes(const char* at, const Patience* patience) : at_(at), patience_(patience) {}
  const char& operator*() const { return *at_; }
  WatchedBytes& operator++() {
    constexpr std::uintptr_t kBetweenLooks = 16'384;  // bytes
    ++at_;
    if (reinterpret_cast<std::uintptr_t>(at_) % kBetweenLooks == 0 && patience_ != nullptr && patience_->is_over())
      throw NoTimeToRead();
    return *this;
  }
  WatchedBytes operator++(int) {
    WatchedBytes before = *this;
    ++*this;
    return before;
  }
  bool operator==(const WatchedBytes& other) const { return at_ == other.at_; }
  bool operator!=(const WatchedBytes& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  const Patience* patience_;
};

// What the parser's memory depends on. Whether the text is JSON is not known yet.
struct Shape {
  int depth = 0;
  int deepest = 0;
  std::size_t values = 1;

  // False when that is too much already.
  [[nodiscard]] bool Take(char c) {
    if (c == ']' || c == '}') --depth;
    if (c == '[' || c == '{') deepest = std::max(deepest, ++depth);
    if (c == ',' || c == '[' || c == '{') ++values;
    return deepest <= kDeepest && values <= kMostValues;
  }
};

// Looked at before it is parsed: each level and each value costs the parser memory.
bool IsTooLarge(std::string_view text) {
  Shape shape;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"')
      for (++i; i < text.size() && text[i] != '"'; ++i) i += text[i] == '\\' ? 1 : 0;
    else if (!shape.Take(text[i]))
      return true;
  }
  return false;
}

bool AsNumber(const Json& value, std::int64_t& number) {
  if (const auto* natural = value.get_ptr<const std::uint64_t*>()) {
    number = static_cast<std::int64_t>(*natural);
    return std::in_range<std::int64_t>(*natural);
  }
  if (value.is_number_integer()) return number = value.get<std::int64_t>(), true;
  if (!value.is_string()) return false;
  const auto& text = value.get_ref<const std::string&>();
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

const Json& Found(const Json& object, const char* name) {
  static const Json nothing;
  const auto found = object.find(name);
  return found == object.end() ? nothing : *found;
}

}  // namespace

void Wipe(Json& value) noexcept {
  if (value.is_string()) Wipe(value.get_ref<std::string&>());
  if (value.is_structured())
    for (Json& part : value) Wipe(part);
}

Json Parsed(const std::string& body, const Patience* patience) {
  if (IsTooLarge(body)) throw std::runtime_error("nested too deeply, or of too many values");
  const char* begin = body.data();
  return Json::parse(WatchedBytes(begin, patience), WatchedBytes(begin + body.size(), patience));
}

template <>
std::string Member(const Json& object, const char* name) {
  const Json& value = Found(object, name);
  return value.is_string() ? value.get<std::string>() : std::string();
}

template <>
bool Member(const Json& object, const char* name) {
  const Json& value = Found(object, name);
  return value.is_boolean() && value.get<bool>();
}

template <>
std::int64_t Member(const Json& object, const char* name) {
  std::int64_t number = 0;
  return AsNumber(Found(object, name), number) ? number : 0;
}

template <>
Json Member(const Json& object, const char* name) {
  return Found(object, name);
}

std::vector<std::string> Texts(const Json& object, const char* name) {
  std::vector<std::string> texts;
  const Json& value = Found(object, name);
  if (!value.is_array()) return texts;
  for (const Json& element : value)
    if (element.is_string()) texts.push_back(element.get<std::string>());
  return texts;
}

std::optional<std::string> OptionalText(const Json& object, const char* name) {
  std::string text = Member<std::string>(object, name);
  if (text.empty()) return std::nullopt;
  return text;
}

std::int64_t Id(const Json& object, const char* name) {
  std::int64_t number = 0;
  if (!AsNumber(object.at(name), number)) throw std::runtime_error("not a number");
  return number;
}

std::string Encoded(const std::string& text) {
  const std::unique_ptr<char, void (*)(void*)> encoded(
      curl_easy_escape(nullptr, text.c_str(), static_cast<int>(text.size())), curl_free);
  if (!encoded) throw std::bad_alloc();
  return encoded.get();
}

std::string PageQuery(const std::string& query, std::int64_t page, std::int64_t per_page) {
  return "?query=" + Encoded(query) + "&page=" + std::to_string(page) + "&perpage=" + std::to_string(per_page);
}

}  // namespace grafake
