#include <array>
#include <utility>

#include "server/ascii.h"
#include "server/domain/path_node.h"
#include "server/json/reader.h"
#include "server/json/scanner.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

using PathKind = PathNode::Kind;

PathNodePtr MakeNode(PathKind kind, std::string text, std::vector<PathNodePtr> parts = {}) {
  return std::make_shared<const PathNode>(PathNode{kind, std::move(text), std::move(parts)});
}

std::string JsonText(std::string_view text) {
  JsonWriter json;
  json.Value(text);
  return json.Take();
}

// Recursive descent; whatever does not fit makes a null, which is handed up. The text is an administrator's.
class PathParser {
 public:
  explicit PathParser(std::string_view text) : rest_(text) {}

  PathNodePtr Whole() {
    PathNodePtr node = Piped();
    return Blank().empty() ? node : nullptr;
  }

 private:
  std::string_view Blank() {
    while (!rest_.empty() && (IsJsonBlank(rest_[0]))) rest_.remove_prefix(1);
    return rest_;
  }

  bool Take(std::string_view sign) {
    if (!Blank().starts_with(sign)) return false;
    rest_.remove_prefix(sign.size());
    return true;
  }

  // "|", which is not the beginning of "||".
  bool TakePipe() { return !Blank().starts_with("||") && Take("|"); }

  static PathNodePtr Both(PathKind kind, PathNodePtr left, PathNodePtr right, std::string text = {}) {
    if (!left || !right) return nullptr;
    return MakeNode(kind, std::move(text), {std::move(left), std::move(right)});
  }

  PathNodePtr Piped() {
    PathNodePtr node = Or();
    while (node && TakePipe()) node = Both(PathKind::kThen, node, Or());
    return node;
  }

  PathNodePtr Or() {
    PathNodePtr node = And();
    while (node && Take("||")) node = Both(PathKind::kOr, node, And());
    return node;
  }

  PathNodePtr And() {
    PathNodePtr node = Compared();
    while (node && Take("&&")) node = Both(PathKind::kAnd, node, Compared());
    return node;
  }

  PathNodePtr Compared() {
    PathNodePtr node = Negated();
    if (!node) return nullptr;
    for (const std::string_view sign : {"==", "!=", "<=", ">=", "<", ">"}) {
      if (Take(sign)) return Both(PathKind::kCompare, node, Negated(), std::string(sign));
    }
    return node;
  }

  PathNodePtr Negated() {
    if (Blank().starts_with("!=") || !Take("!")) return Continued(First());
    PathNodePtr node = Negated();
    return node ? MakeNode(PathKind::kNot, {}, {node}) : nullptr;
  }

  PathNodePtr First() {
    if (Take("(")) {
      PathNodePtr node = Piped();
      return Take(")") ? node : nullptr;
    }
    if (Take("@")) return MakeNode(PathKind::kCurrent, {});
    if (Blank().starts_with("[")) return MakeNode(PathKind::kCurrent, {});
    if (Take("'")) return RawText();
    if (Take("`")) return Literal();
    return Named();
  }

  // What stands behind a value: ".name", "[*]" and so on. Behind a list of values it is of each.
  PathNodePtr Continued(PathNodePtr node) {
    while (node) {
      if (Take(".")) {
        node = Both(PathKind::kThen, node, Named());
      } else if (Take("[")) {
        if (Take("*")) return Take("]") ? EachOf(node, nullptr) : nullptr;
        if (Take("?")) {
          PathNodePtr condition = Piped();
          return condition && Take("]") ? EachOf(node, condition) : nullptr;
        }
        node = Both(PathKind::kThen, node, Index());
      } else {
        break;
      }
    }
    return node;
  }

  PathNodePtr EachOf(PathNodePtr list, PathNodePtr condition) {
    PathNodePtr item = Continued(MakeNode(PathKind::kCurrent, {}));
    if (!item) return nullptr;
    std::vector<PathNodePtr> parts{std::move(list), std::move(item)};
    if (condition) parts.push_back(std::move(condition));
    return MakeNode(PathKind::kEach, {}, std::move(parts));
  }

  PathNodePtr Index() {
    std::string number = Take("-") ? "-" : "";
    Blank();
    while (!rest_.empty() && IsDigit(rest_[0]) && number.size() < 9) {
      number += rest_[0];
      rest_.remove_prefix(1);
    }
    return !number.empty() && IsDigit(number.back()) && Take("]") ? MakeNode(PathKind::kIndex, number) : nullptr;
  }

  PathNodePtr RawText() {
    std::string text;
    while (!rest_.empty() && rest_[0] != '\'') {
      if (rest_.starts_with("\\'")) rest_.remove_prefix(1);
      text += rest_[0];
      rest_.remove_prefix(1);
    }
    return Take("'") ? MakeNode(PathKind::kLiteral, JsonText(text)) : nullptr;
  }

  PathNodePtr Literal() {
    std::string json;
    while (!rest_.empty() && rest_[0] != '`') {
      if (rest_.starts_with("\\`")) rest_.remove_prefix(1);
      json += rest_[0];
      rest_.remove_prefix(1);
    }
    return Take("`") && ReadWholeJson(json) ? MakeNode(PathKind::kLiteral, json) : nullptr;
  }

  // A name, in quotes or not, or a function with its arguments.
  PathNodePtr Named() {
    if (Blank().starts_with("\"")) return QuotedName();
    std::size_t end = 0;
    while (end < rest_.size() && (IsLetterOrDigit(rest_[end]) || rest_[end] == '_')) ++end;
    if (end == 0 || IsDigit(rest_[0])) return nullptr;
    std::string name(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return rest_.starts_with("(") ? Call(std::move(name)) : MakeNode(PathKind::kField, std::move(name));
  }

  PathNodePtr QuotedName() {
    std::size_t end = 1;
    while (end < rest_.size() && rest_[end] != '"') end += rest_[end] == '\\' ? 2 : 1;
    if (end >= rest_.size()) return nullptr;
    const auto name = ReadWholeJson(rest_.substr(0, end + 1));
    rest_.remove_prefix(end + 1);
    return name ? MakeNode(PathKind::kField, name->Text()) : nullptr;
  }

  PathNodePtr Call(std::string name) {
    struct Known {
      std::string_view name;
      std::size_t arguments;  // 0: one or more
    };
    constexpr auto kKnown =
        std::to_array<Known>({{"contains", 2}, {"starts_with", 2}, {"ends_with", 2}, {"length", 1}, {"not_null", 0}});
    std::vector<PathNodePtr> arguments;
    Take("(");
    do {
      arguments.push_back(Piped());
      if (!arguments.back()) return nullptr;
    } while (Take(","));
    if (!Take(")")) return nullptr;
    for (const Known& known : kKnown) {
      if (known.name == name && (known.arguments == 0 || known.arguments == arguments.size()))
        return MakeNode(PathKind::kCall, std::move(name), std::move(arguments));
    }
    return nullptr;
  }

  std::string_view rest_;
};

}  // namespace

PathNodePtr ParsePath(std::string_view text) { return PathParser(text).Whole(); }

}  // namespace grafake::server
