#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace grafake::server {

struct DocumentMember;

// A value of a text in YAML or JSON, with the line where it begins.
struct DocumentNode {
  enum class Kind { kNull, kBoolean, kNumber, kText, kList, kMap };

  Kind kind = Kind::kNull;
  int line = 0;                         // from 1
  std::string text;                     // of a scalar: what it says, without quotes
  std::vector<DocumentNode> items;      // of a list
  std::vector<DocumentMember> members;  // of a map, as they stand
};

struct DocumentMember {
  std::string name;
  DocumentNode value;
};

struct DocumentError {
  int line = 0;  // 0: of no single line
  std::string sentence;
};

// Deeper is an error.
inline constexpr int kDeepestDocument = 32;
inline constexpr const char* kTooDeep = "this is nested too deeply";
// In all: a value takes some hundred bytes.
inline constexpr std::size_t kMostDocumentValues = 2'000'000;
inline constexpr const char* kTooManyValues = "this is too much: a document has at most 2,000,000 values";

// Throws DocumentError when a NUL is in the text of a value.
void RefuseNul(std::string_view text, int line);

// Reads one document: JSON, or else YAML. Blank text and null are an empty map. A member that stands twice in a map is
// an error, and so are a tag of YAML's ("!!binary"), a NUL, and what is no UTF-8.
[[nodiscard]] tl::expected<DocumentNode, DocumentError> ReadDocument(std::string_view text);

// "text", "a list", for messages.
[[nodiscard]] std::string_view NameOf(DocumentNode::Kind kind);

}  // namespace grafake::server
