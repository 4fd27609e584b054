#include "server/domain/claim_path.h"

#include <algorithm>
#include <cstdlib>

#include "server/domain/json_equality.h"
#include "server/domain/json_members.h"
#include "server/domain/path_node.h"

namespace grafake::server {
namespace {

using Found = std::optional<std::string>;  // JSON; nothing: the whole path comes to nothing
using ValueKind = JsonValue::Kind;

constexpr const char* kNull = "null";

JsonValue ValueOf(std::string_view json) { return ReadWholeJson(json).value_or(JsonValue()); }

std::string BoolText(bool value) { return value ? "true" : "false"; }

std::vector<JsonValue> ItemsOf(const JsonValue& list) {
  std::vector<JsonValue> all;
  JsonItems items(list);
  while (const auto item = items.Next()) all.push_back(*item);
  return all;
}

// Neither null, false nor empty.
bool Holds(std::string_view json) {
  const JsonValue value = ValueOf(json);
  if (value.kind == ValueKind::kArray) return !ItemsOf(value).empty();
  if (value.kind == ValueKind::kObject) return !JsonObjectMap(value).all().empty();
  return value.kind == ValueKind::kNumber || (value.kind == ValueKind::kString && !value.Text().empty()) ||
         value.IsTrue();
}

Found Evaluate(const PathNode& node, std::string_view current);

std::string FieldOf(std::string_view object, const std::string& name) {
  const JsonValue value = ValueOf(object);
  if (value.kind != ValueKind::kObject) return kNull;
  const JsonObjectMap members(value);
  const JsonValue* const member = members.Find(name);
  return member == nullptr ? kNull : std::string(member->source);
}

std::string ItemOf(std::string_view list, const std::string& number) {
  const auto items = ItemsOf(ValueOf(list));
  auto at = std::atol(number.c_str());
  if (at < 0) at += static_cast<long>(items.size());
  return at >= 0 && at < static_cast<long>(items.size()) ? std::string(items[static_cast<std::size_t>(at)].source)
                                                         : kNull;
}

// Of what is no list there is nothing.
Found EachItem(const PathNode& node, std::string_view current) {
  const Found list = Evaluate(*node.parts[0], current);
  if (!list) return std::nullopt;
  const JsonValue value = ValueOf(*list);
  if (value.kind != ValueKind::kArray) return kNull;
  std::string made;
  for (const JsonValue& item : ItemsOf(value)) {
    const Found fits = node.parts.size() < 3 ? Found("true") : Evaluate(*node.parts[2], item.source);
    if (!fits) return std::nullopt;
    if (!Holds(*fits)) continue;
    const Found one = Evaluate(*node.parts[1], item.source);
    if (!one) return std::nullopt;
    if (*one != kNull) made += (made.empty() ? "" : ",") + *one;
  }
  return '[' + made + ']';
}

std::string Compare(const std::string& sign, const JsonValue& a, const JsonValue& b) {
  if (sign == "==") return BoolText(IsSameJson(a, b));
  if (sign == "!=") return BoolText(!IsSameJson(a, b));
  if (a.kind != ValueKind::kNumber || b.kind != ValueKind::kNumber) return kNull;
  const double left = NumberOfJson(a);
  const double right = NumberOfJson(b);
  if (sign == "<") return BoolText(left < right);
  if (sign == "<=") return BoolText(left <= right);
  return BoolText(sign == ">" ? left > right : left >= right);
}

Found Contains(const JsonValue& where, const JsonValue& what) {
  if (where.kind == ValueKind::kString)
    return BoolText(what.kind == ValueKind::kString && where.Text().find(what.Text()) != std::string::npos);
  if (where.kind != ValueKind::kArray) return std::nullopt;
  return BoolText(std::ranges::any_of(ItemsOf(where), [&](const JsonValue& item) { return IsSameJson(item, what); }));
}

Found LengthOf(const JsonValue& value) {
  if (value.kind == ValueKind::kArray) return std::to_string(ItemsOf(value).size());
  if (value.kind == ValueKind::kObject) return std::to_string(JsonObjectMap(value).all().size());
  if (value.kind != ValueKind::kString) return std::nullopt;
  const std::string text = value.Text();
  return std::to_string(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

Found Call(const std::string& name, const std::vector<std::string>& arguments) {
  if (name == "not_null") {
    const auto first = std::ranges::find_if(arguments, [](const std::string& value) { return value != kNull; });
    return first == arguments.end() ? kNull : *first;
  }
  const JsonValue first = ValueOf(arguments[0]);
  if (name == "length") return LengthOf(first);
  const JsonValue second = ValueOf(arguments[1]);
  if (name == "contains") return Contains(first, second);
  if (first.kind != ValueKind::kString || second.kind != ValueKind::kString) return std::nullopt;
  return BoolText(name == "starts_with" ? first.Text().starts_with(second.Text())
                                        : first.Text().ends_with(second.Text()));
}

Found EvaluateCall(const PathNode& node, std::string_view current) {
  std::vector<std::string> arguments;
  for (const PathNodePtr& part : node.parts) {
    Found argument = Evaluate(*part, current);
    if (!argument) return std::nullopt;
    arguments.push_back(*std::move(argument));
  }
  return Call(node.text, arguments);
}

Found EvaluateTwo(const PathNode& node, std::string_view current) {
  const Found left = Evaluate(*node.parts[0], current);
  if (!left) return std::nullopt;
  if (node.kind == PathNode::Kind::kThen) return Evaluate(*node.parts[1], *left);
  if (node.kind == PathNode::Kind::kOr && Holds(*left)) return left;
  if (node.kind == PathNode::Kind::kAnd && !Holds(*left)) return left;
  const Found right = Evaluate(*node.parts[1], current);
  if (!right || node.kind != PathNode::Kind::kCompare) return right;
  return Compare(node.text, ValueOf(*left), ValueOf(*right));
}

Found Evaluate(const PathNode& node, std::string_view current) {
  switch (node.kind) {
    case PathNode::Kind::kCurrent:
      return std::string(current);
    case PathNode::Kind::kField:
      return FieldOf(current, node.text);
    case PathNode::Kind::kLiteral:
      return node.text;
    case PathNode::Kind::kIndex:
      return ItemOf(current, node.text);
    case PathNode::Kind::kEach:
      return EachItem(node, current);
    case PathNode::Kind::kCall:
      return EvaluateCall(node, current);
    case PathNode::Kind::kNot: {
      const Found value = Evaluate(*node.parts[0], current);
      return value ? Found(BoolText(!Holds(*value))) : std::nullopt;
    }
    case PathNode::Kind::kThen:
    case PathNode::Kind::kOr:
    case PathNode::Kind::kAnd:
    case PathNode::Kind::kCompare:
      return EvaluateTwo(node, current);
  }
  return std::nullopt;
}

}  // namespace

std::optional<ClaimPath> ClaimPath::Read(std::string_view text) {
  ClaimPath path;
  path.root_ = ParsePath(text);
  if (!path.root_) return std::nullopt;
  return path;
}

std::optional<std::string> ClaimPath::FindIn(std::string_view claims) const { return Evaluate(*root_, claims); }

std::string ClaimPath::TextIn(std::string_view claims) const {
  const Found found = FindIn(claims);
  const JsonValue value = found ? ValueOf(*found) : JsonValue();
  return value.kind == ValueKind::kString ? value.Text() : std::string();
}

std::vector<std::string> ClaimPath::TextsIn(std::string_view claims) const {
  const Found found = FindIn(claims);
  std::vector<std::string> texts;
  if (!found) return texts;
  for (const JsonValue& item : ItemsOf(ValueOf(*found))) {
    if (item.kind == ValueKind::kString) texts.push_back(item.Text());
  }
  return texts;
}

}  // namespace grafake::server
