#include "server/control/document_json.h"

#include "server/json/writer.h"

namespace grafake::server {
namespace {

// YAML writes +5 and 007 too.
std::string JsonNumber(std::string_view text) {
  std::string number;
  if (text.starts_with('-')) number = "-";
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  while (text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9') text.remove_prefix(1);
  return number.append(text);
}

void WriteNode(JsonWriter& json, const DocumentNode& node) {
  switch (node.kind) {
    case DocumentNode::Kind::kNull:
      json.Null();
      return;
    case DocumentNode::Kind::kBoolean:
      json.Value(node.text[0] == 't' || node.text[0] == 'T');
      return;
    case DocumentNode::Kind::kNumber:
      json.Raw(JsonNumber(node.text));
      return;
    case DocumentNode::Kind::kText:
      json.Value(node.text);
      return;
    case DocumentNode::Kind::kList:
      json.BeginArray();
      for (const DocumentNode& item : node.items) WriteNode(json, item);
      json.EndArray();
      return;
    case DocumentNode::Kind::kMap:
      json.BeginObject();
      for (const auto& [name, value] : node.members) {
        json.Key(name);
        WriteNode(json, value);
      }
      json.EndObject();
      return;
  }
}

}  // namespace

std::string JsonOf(const DocumentNode& node) {
  JsonWriter json;
  WriteNode(json, node);
  return json.Take();
}

}  // namespace grafake::server
