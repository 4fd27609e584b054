#include "server/control/document.h"

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/yaml.h>

#include "server/control/json_document.h"
#include "server/control/yaml_document.h"
#include "server/json/utf8.h"

namespace grafake::server {
namespace {

using Kind = DocumentNode::Kind;

// What no text may hold.
void RefuseBytes(std::string_view text) {
  int line = 1;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = Utf8Length(text.substr(at));
    if (text[at] == '\0') throw DocumentError{line, "there is a NUL"};
    if (length == 0) throw DocumentError{line, "this is no UTF-8"};
    line += text[at] == '\n' ? 1 : 0;
    at += length;
  }
}

DocumentNode NothingAtAll() { return {.kind = Kind::kMap, .line = 1}; }

}  // namespace

void RefuseNul(std::string_view text, int line) {
  if (text.find('\0') != std::string_view::npos) throw DocumentError{line, "there is a NUL in a text"};
}

tl::expected<DocumentNode, DocumentError> ReadDocument(std::string_view text) try {
  RefuseBytes(text);
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return NothingAtAll();
  // What is no JSON may be YAML, which has braces, too.
  if (const auto json = ReadWholeJson(text))
    return json->kind == JsonValue::Kind::kNull ? NothingAtAll() : NodesOfJson(text, *json);
  auto yaml = ReadYaml(text);
  return yaml ? *std::move(yaml) : NothingAtAll();
} catch (const DocumentError& error) {
  return tl::unexpected(error);
} catch (const YAML::DeepRecursion& e) {
  return tl::unexpected(DocumentError{e.mark.line + 1, kTooDeep});
} catch (const YAML::Exception& e) {
  return tl::unexpected(
      DocumentError{e.mark.is_null() ? 0 : e.mark.line + 1, "this is neither YAML nor JSON: " + e.msg});
}

std::string_view NameOf(Kind kind) {
  switch (kind) {
    case Kind::kNull:
      return "nothing";
    case Kind::kBoolean:
      return "true or false";
    case Kind::kNumber:
      return "a number";
    case Kind::kText:
      return "text";
    case Kind::kList:
      return "a list";
    case Kind::kMap:
      return "a map";
  }
  return "";
}

}  // namespace grafake::server
