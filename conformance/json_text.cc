#include "conformance/json_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace grafake::conformance {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr int kDeepest = 100;  // what lies deeper is copied unseen: a hostile answer must not exhaust the stack

std::string EscapedForPointer(std::string_view name) {
  std::string out;
  for (const char c : name) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return out;
}

// Copies a valid JSON text value by value.
class Rewriter {
 public:
  Rewriter(std::string_view text, const ReplaceValue& replace) : text_(text), replace_(replace) {}

  std::string Rewrite() {
    CopyBlanks();
    TakeValue("", "");
    CopyBlanks();
    return std::move(out_);
  }

 private:
  void TakeValue(const std::string& pointer, std::string_view name) {
    const std::size_t size = ValueLength();
    if (auto replaced = replace_({pointer, name, text_.substr(at_, size)})) {
      out_ += *replaced;
      at_ += size;
    } else if (text_[at_] == '{' && depth_ < kDeepest) {
      TakeMembers(pointer);
    } else if (text_[at_] == '[' && depth_ < kDeepest) {
      TakeElements(pointer);
    } else {
      Copy(size);
    }
  }

  void TakeMembers(const std::string& pointer) {
    ++depth_;
    Copy(1);
    for (CopyBlanks(); text_[at_] != '}'; CopySeparator()) {
      const std::string_view literal = text_.substr(at_, LiteralLength(text_.substr(at_)));
      const std::string_view name = literal.substr(1, literal.size() - 2);
      Copy(literal.size());
      CopyBlanks();
      Copy(1);
      CopyBlanks();
      TakeValue(pointer + "/" + EscapedForPointer(name), name);
    }
    Copy(1);
    --depth_;
  }

  void TakeElements(const std::string& pointer) {
    ++depth_;
    Copy(1);
    std::size_t index = 0;
    for (CopyBlanks(); text_[at_] != ']'; CopySeparator()) TakeValue(pointer + "/" + std::to_string(index++), "");
    Copy(1);
    --depth_;
  }

  void CopySeparator() {
    CopyBlanks();
    if (text_[at_] != ',') return;
    Copy(1);
    CopyBlanks();
  }

  [[nodiscard]] std::size_t ValueLength() const {
    if (text_[at_] == '"') return LiteralLength(text_.substr(at_));
    if (text_[at_] != '{' && text_[at_] != '[')
      return std::min(text_.find_first_of(",]} \t\r\n", at_), text_.size()) - at_;
    int open = 0;
    std::size_t i = at_;
    do {
      if (text_[i] == '{' || text_[i] == '[') ++open;
      if (text_[i] == '}' || text_[i] == ']') --open;
      i += text_[i] == '"' ? LiteralLength(text_.substr(i)) : 1;
    } while (open > 0);
    return i - at_;
  }

  void CopyBlanks() { Copy(std::min(text_.find_first_not_of(kBlanks, at_), text_.size()) - at_); }

  void Copy(std::size_t size) {
    out_ += text_.substr(at_, size);
    at_ += size;
  }

  std::string_view text_;
  const ReplaceValue& replace_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::string out_;
};

}  // namespace

std::string WithValuesReplaced(std::string_view text, const ReplaceValue& replace) {
  return nlohmann::json::accept(text) ? Rewriter(text, replace).Rewrite() : std::string(text);
}

std::optional<std::string> PointerAt(std::string_view text, std::size_t offset) {
  std::optional<std::string> innermost;
  (void)WithValuesReplaced(text, [&](const JsonValue& value) -> std::optional<std::string> {
    const auto begin = static_cast<std::size_t>(value.bytes.data() - text.data());
    if (begin <= offset && offset < begin + value.bytes.size()) innermost = value.pointer;
    return std::nullopt;
  });
  return innermost;
}

std::string Compact(std::string_view json) {
  std::string out;
  while (!json.empty()) {
    const std::size_t size = json[0] == '"' ? LiteralLength(json) : 1;
    if (kBlanks.find(json[0]) == std::string_view::npos) out += json.substr(0, size);
    json.remove_prefix(size);
  }
  return out;
}

std::size_t LiteralLength(std::string_view text) {
  std::size_t i = 1;
  while (i < text.size() && text[i] != '"') i += text[i] == '\\' ? 2 : 1;
  return std::min(i + 1, text.size());
}

}  // namespace grafake::conformance
