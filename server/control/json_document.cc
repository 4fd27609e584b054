#include "server/control/json_document.h"

#include <algorithm>
#include <unordered_set>

namespace grafake::server {
namespace {

using Kind = DocumentNode::Kind;

// Goes through values as they stand, so that lines are counted once.
class JsonCopier {
 public:
  JsonCopier(std::string_view text, std::size_t most) : counted_(text.data()), most_(most) {}

  DocumentNode Copy(const JsonValue& value, int depth = 0) {
    DocumentNode copy{.line = LineOf(value)};
    if (depth > kDeepestDocument) throw DocumentError{copy.line, "this is nested too deeply"};
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
