#include "server/control/yaml_document.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace grafake::server {
namespace {

using Kind = DocumentNode::Kind;

[[noreturn]] void Refuse(int line, std::string sentence) { throw DocumentError{line, std::move(sentence)}; }

int LineOf(const YAML::Mark& mark) { return mark.line + 1; }

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

bool StandsIn(std::string_view some, char c) { return some.find(c) != std::string_view::npos; }

// No less than the words that there are, but for those without quotes, one of which may stand between each two. Quotes
// come in pairs.
std::size_t MarksIn(std::string_view text) {
  std::size_t twice = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view next = text.substr(at + 1, 1);
    const bool apart = next.empty() || StandsIn(" \t\r\n", next[0]);
    if (StandsIn(",[]{}&*!", text[at])) twice += 2;
    if (StandsIn("\"'", text[at])) twice += 1;
    if (StandsIn("-?:", text[at]) && apart) twice += 2;
  }
  return twice / 2;
}

// Makes our values of what yaml-cpp tells, as it tells it. An alias is one word there and many values here.
class Builder final : public YAML::EventHandler {
 public:
  [[nodiscard]] std::optional<DocumentNode> Take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ > 0) Refuse(LineOf(mark), "a second document; one is what can be read");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    Count(LineOf(mark), 1, 0);
    Put({.line = LineOf(mark)}, anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchored_.find(anchor);
    if (found == anchored_.end()) Refuse(LineOf(mark), kTooDeep);
    Count(LineOf(mark), found->second.values, found->second.height);
    Put(found->second.node, 0);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    Count(LineOf(mark), 1, 0);
    RefuseTag(mark, tag);
    RefuseNul(value, LineOf(mark));
    Put({.kind = tag == "!" ? Kind::kText : PlainKind(value), .line = LineOf(mark), .text = value}, anchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    Begin(Kind::kList, mark, tag, anchor);
  }
  void OnSequenceEnd() override { End(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    Begin(Kind::kMap, mark, tag, anchor);
  }
  void OnMapEnd() override { End(); }

 private:
  // A list or map whose end is still to come.
  struct Open {
    DocumentNode node;
    YAML::anchor_t anchor = 0;
    std::size_t values_before = 0;
    int height = 0;
    std::optional<DocumentNode> name;  // of the member whose value comes next
    std::set<std::string> names;
  };
  struct Anchored {
    DocumentNode node;
    std::size_t values = 1;
    int height = 0;
  };

  static void RefuseTag(const YAML::Mark& mark, const std::string& tag) {
    if (!tag.empty() && tag != "?" && tag != "!") Refuse(LineOf(mark), "tags mean nothing here: " + tag);
  }

  // Before there are so many more, which are so many levels high.
  void Count(int line, std::size_t values, int height) {
    if (static_cast<int>(open_.size()) + height > kDeepestDocument) Refuse(line, kTooDeep);
    values_ += values;
    if (values_ > kMostYamlValues)
      Refuse(line, "this is too much: YAML may stand for 400,000 values; write it as JSON, or as several");
    if (!open_.empty()) open_.back().height = std::max(open_.back().height, height + 1);
  }

  void Begin(Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    Count(LineOf(mark), 1, 0);
    RefuseTag(mark, tag);
    open_.push_back({.node = {.kind = kind, .line = LineOf(mark)}, .anchor = anchor, .values_before = values_ - 1});
  }

  void End() {
    Open ended = std::move(open_.back());
    open_.pop_back();
    if (!open_.empty()) open_.back().height = std::max(open_.back().height, ended.height + 1);
    if (ended.anchor != 0) {
      const std::size_t values = values_ - ended.values_before;
      Count(ended.node.line, values, 0);
      anchored_[ended.anchor] = {ended.node, values, ended.height};
    }
    Put(std::move(ended.node), 0);
  }

  [[nodiscard]] bool AwaitsName() const {
    return !open_.empty() && open_.back().node.kind == Kind::kMap && !open_.back().name;
  }

  void Put(DocumentNode node, YAML::anchor_t anchor) {
    if (anchor != 0) anchored_[anchor] = {.node = node};
    if (open_.empty()) {
      root_ = std::move(node);
    } else if (open_.back().node.kind == Kind::kList) {
      open_.back().node.items.push_back(std::move(node));
    } else if (AwaitsName()) {
      PutName(std::move(node));
    } else {
      DocumentNode name = *std::exchange(open_.back().name, std::nullopt);
      if (node.line == 0) node.line = name.line;
      open_.back().node.members.push_back({std::move(name.text), std::move(node)});
    }
  }

  void PutName(DocumentNode name) {
    if (name.kind == Kind::kNull || name.kind == Kind::kList || name.kind == Kind::kMap)
      Refuse(name.line, "the name of a member is a word");
    if (!open_.back().names.insert(name.text).second) Refuse(name.line, "\"" + name.text + "\" stands twice");
    open_.back().name = std::move(name);
  }

  std::optional<DocumentNode> root_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, Anchored> anchored_;
  std::size_t values_ = 0;
  int documents_ = 0;
};

}  // namespace

std::optional<DocumentNode> ReadYaml(std::string_view text) {
  if (text.size() > kLongestYaml)
    Refuse(0, "this is no JSON, and YAML may have 2 MiB at most; write it as JSON, or as several");
  if (MarksIn(text) > kMostYamlMarks)
    Refuse(0,
           "this is no JSON, and YAML may have 400,000 brackets, commas, dashes, colons and quoted texts; write it as"
           " JSON, or as several");
  std::istringstream stream(WithoutPairs(text));
  YAML::Parser parser(stream);
  Builder builder;
  while (parser.HandleNextDocument(builder)) {
  }
  auto root = builder.Take();
  return root && root->kind == Kind::kNull ? std::nullopt : std::move(root);
}

}  // namespace grafake::server
