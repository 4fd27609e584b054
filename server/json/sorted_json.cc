#include "server/json/sorted_json.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "server/json/reader.h"
#include "server/json/scanner.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

// Nested as deep as a client likes, so nothing here calls itself.
struct SortedNode {
  char kind;                // '{', '[', '"', or anything else as it stands
  std::string_view source;  // of what has no children
  std::string name = {};    // of a member, decoded
  std::vector<std::size_t> children = {};
};

std::size_t EndOfText(std::string_view text, std::size_t begin) {
  for (std::size_t at = begin + 1;; ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      return at + 1;
    }
  }
}

std::size_t EndOfWord(std::string_view text, std::size_t begin) {
  return std::min(text.find_first_of(",]} \t\r\n", begin), text.size());
}

std::string Decoded(std::string_view quoted) { return JsonValue{JsonValue::Kind::kString, quoted}.Text(); }

class SortedTree {
 public:
  explicit SortedTree(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) at = Take(text, at);
  }

  [[nodiscard]] bool IsObject() const { return !nodes_.empty() && nodes_.front().kind == '{'; }

  void Set(const JsonMemberSet& member) {
    auto& children = nodes_.front().children;
    std::erase_if(children, [&](std::size_t child) { return nodes_[child].name == member.name; });
    if (member.json.empty()) return;
    children.push_back(nodes_.size());
    nodes_.push_back({.kind = ' ', .source = member.json, .name = std::string(member.name)});
  }

  std::string Print() {
    struct Frame {
      std::size_t node;
      std::size_t next = 0;
    };
    std::string out;
    std::vector<Frame> frames;
    if (!nodes_.empty() && Begin(0, out)) frames.push_back({0});
    while (!frames.empty()) {
      Frame& frame = frames.back();
      const SortedNode& node = nodes_[frame.node];
      if (frame.next == node.children.size()) {
        out += node.kind == '{' ? '}' : ']';
        frames.pop_back();
        continue;
      }
      if (frame.next > 0) out += ',';
      const std::size_t child = node.children[frame.next++];
      if (node.kind == '{') {
        AppendJsonString(out, nodes_[child].name);
        out += ':';
      }
      if (Begin(child, out)) frames.push_back({child});
    }
    return out;
  }

 private:
  // What stands at that place; returns where the next begins.
  std::size_t Take(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (IsJsonBlank(c) || c == ',' || c == ':') return at + 1;
    if (c == '}' || c == ']') {
      open_.pop_back();
      return at + 1;
    }
    if (c == '{' || c == '[') {
      Add({.kind = c, .source = {}});
      open_.push_back(nodes_.size() - 1);
      return at + 1;
    }
    const std::size_t end = c == '"' ? EndOfText(text, at) : EndOfWord(text, at);
    const std::string_view source = text.substr(at, end - at);
    if (c == '"' && !open_.empty() && nodes_[open_.back()].kind == '{' && !name_) {
      name_ = Decoded(source);
    } else {
      Add({.kind = c, .source = source});
    }
    return end;
  }

  void Add(SortedNode node) {
    if (name_) node.name = *std::move(name_);
    name_.reset();
    if (!open_.empty()) nodes_[open_.back()].children.push_back(nodes_.size());
    nodes_.push_back(std::move(node));
  }

  // Prints a value or its beginning; whether it has more to print.
  bool Begin(std::size_t at, std::string& out) {
    SortedNode& node = nodes_[at];
    if (node.kind == '"') {
      AppendJsonString(out, Decoded(node.source));
      return false;
    }
    if (node.kind != '{' && node.kind != '[') {
      out += node.source;
      return false;
    }
    out += node.kind;
    if (node.kind == '{') Sort(node.children);
    return true;
  }

  void Sort(std::vector<std::size_t>& children) const {
    std::ranges::stable_sort(children, {}, [&](std::size_t child) -> const std::string& { return nodes_[child].name; });
    std::vector<std::size_t> last;
    for (const std::size_t child : children) {
      if (!last.empty() && nodes_[last.back()].name == nodes_[child].name) last.pop_back();
      last.push_back(child);
    }
    children = std::move(last);
  }

  std::vector<SortedNode> nodes_;
  std::vector<std::size_t> open_;
  std::optional<std::string> name_;  // of the member whose value comes next
};

}  // namespace

std::string SortedJson(std::string_view valid, std::span<const JsonMemberSet> members) {
  SortedTree tree(valid);
  if (tree.IsObject()) {
    for (const JsonMemberSet& member : members) tree.Set(member);
  }
  return tree.Print();
}

}  // namespace grafake::server
