#include "server/control/document.h"

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>

#include "server/control/json_document.h"
#include "server/json/utf8.h"

namespace grafake::server {
namespace {

using Kind = DocumentNode::Kind;

[[noreturn]] void Refuse(const YAML::Mark& mark, std::string sentence) {
  throw DocumentError{mark.line + 1, std::move(sentence)};
}

std::optional<std::uint32_t> Hex4(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : text.substr(0, 4)) {
    const auto digit = std::string_view("0123456789abcdef").find(static_cast<char>(c | 0x20));
    if (digit == std::string_view::npos) return std::nullopt;
    value = value * 16 + static_cast<std::uint32_t>(digit);
  }
  return value;
}

// What "\uD83D\uDE00" means, in the escape that YAML has for it; nothing where no pair begins.
std::optional<std::string> PairAsYaml(std::string_view text) {
  const auto high = text.starts_with("\\u") ? Hex4(text.substr(2)) : std::nullopt;
  if (!high || *high < 0xD800 || *high > 0xDBFF || text.substr(6, 2) != "\\u") return std::nullopt;
  const auto low = Hex4(text.substr(8));
  if (!low || *low < 0xDC00 || *low > 0xDFFF) return std::nullopt;
  std::uint32_t code = 0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00);
  std::string escape = "\\U00000000";
  for (std::size_t at = escape.size(); code != 0; code /= 16) escape[--at] = "0123456789abcdef"[code % 16];
  return escape;
}

// JSON writes what is beyond U+FFFF as two escapes, which YAML does not know; all else of JSON is YAML.
std::string WithoutPairs(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '\\') {
      out += text[at++];
    } else if (const auto pair = PairAsYaml(text.substr(at))) {
      out += *pair;
      at += 12;
    } else {
      out += text.substr(at, 2);
      at += 2;
    }
  }
  return out;
}

bool IsNumber(const std::string& text) {
  constexpr std::string_view kDigits = "0123456789";
  const std::size_t begin = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  const std::size_t whole = text.find_first_not_of(kDigits, begin);
  if (whole == begin) return false;
  std::string_view rest = std::string_view(text).substr(std::min(whole, text.size()));
  if (rest.empty()) return begin < text.size();
  if (rest.starts_with('.')) {
    const std::size_t fraction = std::min(rest.find_first_not_of(kDigits, 1), rest.size());
    if (fraction == 1) return false;
    rest.remove_prefix(fraction);
  }
  if (rest.empty()) return true;
  if (rest[0] != 'e' && rest[0] != 'E') return false;
  rest.remove_prefix(1);
  if (rest.starts_with('-') || rest.starts_with('+')) rest.remove_prefix(1);
  return !rest.empty() && rest.find_first_not_of(kDigits) == std::string_view::npos;
}

// What a word without quotes is.
Kind PlainKind(const std::string& text) {
  if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL") return Kind::kNull;
  if (text == "true" || text == "false" || text == "True" || text == "False") return Kind::kBoolean;
  return IsNumber(text) ? Kind::kNumber : Kind::kText;
}

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

// Makes our nodes of yaml-cpp's, counting, since an alias is one node there and many here.
class Copier {
 public:
  explicit Copier(std::size_t most) : most_(most) {}

  DocumentNode Copy(const YAML::Node& node, int depth = 0) {
    if (depth > kDeepestDocument) Refuse(node.Mark(), kTooDeep);
    if (++nodes_ > most_) Refuse(node.Mark(), "this is too much: aliases may stand for too many values");
    if (nodes_ > kMostDocumentValues) Refuse(node.Mark(), kTooManyValues);
    if (!node.Tag().empty() && node.Tag() != "?" && node.Tag() != "!")
      Refuse(node.Mark(), "tags mean nothing here: " + node.Tag());
    DocumentNode copy{.line = node.Mark().line + 1};
    Fill(copy, node, depth);
    return copy;
  }

 private:
  void Fill(DocumentNode& copy, const YAML::Node& node, int depth) {
    switch (node.Type()) {
      case YAML::NodeType::Undefined:
      case YAML::NodeType::Null:
        break;
      case YAML::NodeType::Scalar:
        copy.text = node.Scalar();
        copy.kind = node.Tag() == "!" ? Kind::kText : PlainKind(copy.text);
        RefuseNul(copy.text, copy.line);
        break;
      case YAML::NodeType::Sequence:
        copy.kind = Kind::kList;
        for (const auto& item : node) copy.items.push_back(Copy(item, depth + 1));
        break;
      case YAML::NodeType::Map:
        copy.kind = Kind::kMap;
        FillMembers(copy, node, depth);
        break;
    }
  }

  void FillMembers(DocumentNode& copy, const YAML::Node& node, int depth) {
    std::set<std::string> names;
    for (const auto& member : node) {
      const YAML::Node& name = member.first;
      if (!name.IsScalar()) Refuse(name.Mark(), "the name of a member is a word");
      RefuseNul(name.Scalar(), name.Mark().line + 1);
      if (!names.insert(name.Scalar()).second) Refuse(name.Mark(), "\"" + name.Scalar() + "\" stands twice");
      AddMember(copy, name, member.second, depth);
    }
  }

  void AddMember(DocumentNode& copy, const YAML::Node& name, const YAML::Node& value, int depth) {
    DocumentNode member = Copy(value, depth + 1);
    if (member.line == 0) member.line = name.Mark().line + 1;
    copy.members.push_back({name.Scalar(), std::move(member)});
  }

  const std::size_t most_;
  std::size_t nodes_ = 0;
};

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
  if (text.size() > kLongestYaml)
    throw DocumentError{0, "this is no JSON, and YAML may have 2 MiB at most; write it as JSON, or as several"};
  const std::vector<YAML::Node> documents = YAML::LoadAll(WithoutPairs(text));
  if (documents.size() > 1) Refuse(documents[1].Mark(), "a second document; one is what can be read");
  if (documents.empty() || documents[0].IsNull()) return NothingAtAll();
  return Copier(text.size() + kMostDocumentRepeats).Copy(documents[0]);
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
