#include "server/control/json_document.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_set>

namespace grafake::server {
namespace {

using Kind = DocumentNode::Kind;

// The code unit of the escape that `text` begins with; nothing when it begins with none.
std::optional<unsigned> UnitOf(std::string_view text) {
  unsigned unit = 0;
  if (!text.starts_with("\\u") || text.size() < 6) return std::nullopt;
  std::from_chars(text.data() + 2, text.data() + 6, unit, 16);
  return unit;
}

// Of a pair of surrogates one half alone is no character; Go would make another one of it.
void RefuseHalves(std::string_view source, int line) {
  for (std::size_t at = source.find('\\'); at != std::string_view::npos; at = source.find('\\', at)) {
    const unsigned unit = UnitOf(source.substr(at)).value_or(0);
    const bool high = unit >= 0xD800 && unit < 0xDC00;
    const unsigned next = high ? UnitOf(source.substr(at + 6)).value_or(0) : 0;
    const bool paired = next >= 0xDC00 && next < 0xE000;
    if (unit >= 0xD800 && unit < 0xE000 && !paired)
      throw DocumentError{line,
                          "a text holds " + std::string(source.substr(at, 6)) + ", half a pair: it is no character"};
    at += unit == 0 ? 2 : paired ? 12 : 6;
  }
}

// Goes through values as they stand, so that lines are counted once.
class JsonCopier {
 public:
  JsonCopier(std::string_view text, std::size_t most) : counted_(text.data()), most_(most) {}

  DocumentNode Copy(const JsonValue& value, int depth = 0) {
    DocumentNode copy{.line = LineOf(value)};
    if (depth > kDeepestDocument) throw DocumentError{copy.line, kTooDeep};
    if (++nodes_ > most_) throw DocumentError{copy.line, kTooManyValues};
    switch (value.kind) {
      case JsonValue::Kind::kNull:
        break;
      case JsonValue::Kind::kBool:
        copy.kind = Kind::kBoolean;
        copy.text = value.source;
        break;
      case JsonValue::Kind::kNumber:
        copy.kind = Kind::kNumber;
        copy.text = value.source;
        break;
      case JsonValue::Kind::kString:
        copy.kind = Kind::kText;
        copy.text = value.Text();
        RefuseNul(copy.text, copy.line);
        RefuseHalves(value.source, copy.line);
        break;
      case JsonValue::Kind::kArray:
        copy.kind = Kind::kList;
        FillItems(copy, value, depth);
        break;
      case JsonValue::Kind::kObject:
        copy.kind = Kind::kMap;
        FillMembers(copy, value, depth);
        break;
    }
    return copy;
  }

 private:
  int LineOf(const JsonValue& value) {
    line_ += static_cast<int>(std::count(counted_, value.source.data(), '\n'));
    counted_ = value.source.data();
    return line_;
  }

  void FillItems(DocumentNode& copy, const JsonValue& value, int depth) {
    JsonItems items(value);
    while (const auto item = items.Next()) copy.items.push_back(Copy(*item, depth + 1));
  }

  void FillMembers(DocumentNode& copy, const JsonValue& value, int depth) {
    std::unordered_set<std::string> names;
    JsonMembers members(value);
    while (const JsonMember* member = members.Next()) {
      DocumentNode node = Copy(member->value, depth + 1);
      RefuseNul(member->name, node.line);
      if (!names.insert(member->name).second) throw DocumentError{node.line, "\"" + member->name + "\" stands twice"};
      copy.members.push_back({member->name, std::move(node)});
    }
  }

  const char* counted_;
  int line_ = 1;
  const std::size_t most_;
  std::size_t nodes_ = 0;
};

}  // namespace

DocumentNode NodesOfJson(std::string_view text, const JsonValue& json, std::size_t most) {
  return JsonCopier(text, most).Copy(json);
}

}  // namespace grafake::server
