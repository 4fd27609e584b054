#include "server/json/sorted_json.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "server/json/reader.h"
#include "server/json/scanner.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

struct SortedMember {
  std::string name;
  std::size_t value = 0;  // where it begins
};

// An object with more than one member.
struct SortedObject {
  std::size_t begin = 0;
  std::vector<SortedMember> members;
};

bool IsGap(char c) { return IsJsonBlank(c) || c == ',' || c == ':'; }

// What an object is sorted by. `members` are in the order of the text.
void Order(std::vector<SortedMember>& members) {
  std::ranges::stable_sort(members, {}, &SortedMember::name);
  std::vector<SortedMember> last;
  for (SortedMember& member : members) {
    if (!last.empty() && last.back().name == member.name) last.pop_back();
    last.push_back(std::move(member));
  }
  members = std::move(last);
}

// The first pass: the objects of the text, by where they begin. Containers that are open stand in a list instead of on
// the stack, since a text may nest thousands of them.
class ObjectFinder {
 public:
  explicit ObjectFinder(std::string_view text) : text_(text) {}

  std::vector<SortedObject> Run() {
    for (std::size_t at = 0; at < text_.size();) at = Step(at);
    std::erase_if(objects_, [](const SortedObject& object) { return object.members.empty(); });
    return std::move(objects_);
  }

 private:
  static constexpr std::size_t kList = kNowhere;

  [[nodiscard]] bool InObject() const { return !open_.empty() && open_.back() != kList; }

  std::size_t Step(std::size_t at) {
    const char c = text_[at];
    if (IsGap(c)) return at + 1;
    if (c == '}' || c == ']') return Close(at);
    if (InObject() && !named_) return Name(at);
    named_ = false;
    if (c == '[') return Open(at, kList);
    if (c != '{') return EndOfJson(text_, at);
    objects_.push_back({at, {}});
    return Open(at, objects_.size() - 1);
  }

  std::size_t Open(std::size_t at, std::size_t object) {
    open_.push_back(object);
    return at + 1;
  }

  std::size_t Close(std::size_t at) {
    if (InObject()) {
      auto& members = objects_[open_.back()].members;
      if (members.size() > 1) {
        Order(members);
      } else {
        members = {};
      }
    }
    open_.pop_back();
    return at + 1;
  }

  std::size_t Name(std::size_t at) {
    const std::size_t end = EndOfJson(text_, at);
    std::size_t value = end;
    while (IsGap(text_[value])) ++value;
    const JsonValue name{JsonValue::Kind::kString, text_.substr(at, end - at)};
    objects_[open_.back()].members.push_back({name.Text(), value});
    named_ = true;
    return value;
  }

  std::string_view text_;
  std::vector<SortedObject> objects_;
  std::vector<std::size_t> open_;  // which object each is, or a list
  bool named_ = false;             // the name of a member was read, its value comes
};

// The second pass.
class SortedPrinter {
 public:
  SortedPrinter(std::string_view text, const std::vector<SortedObject>& objects) : text_(text), objects_(objects) {}

  std::string Run() {
    out_.reserve(text_.size());
    std::size_t at = 0;
    while (at < text_.size() && IsGap(text_[at])) ++at;
    Print(at);
    while (!open_.empty()) Continue();
    return std::move(out_);
  }

 private:
  struct Open {
    char end = '}';
    std::size_t at = 0;                    // where the text goes on behind its last item
    const SortedObject* sorted = nullptr;  // null: its items are taken in the order of the text
    std::size_t next = 0;                  // of the sorted members
    bool first = true;
  };

  // Prints the value there; what is a container is opened, to be gone through.
  void Print(std::size_t at) {
    const char c = text_[at];
    if (c == '{' || c == '[') {
      out_ += c;
      open_.push_back({c == '{' ? '}' : ']', at + 1, c == '{' ? Find(at) : nullptr});
      return;
    }
    end_ = EndOfJson(text_, at);
    Scalar(text_.substr(at, end_ - at));
  }

  void Scalar(std::string_view source) {
    if (source.starts_with('"')) {
      AppendJsonString(out_, JsonValue{JsonValue::Kind::kString, source}.Text());
    } else {
      out_ += source;
    }
  }

  [[nodiscard]] const SortedObject* Find(std::size_t begin) const {
    const auto found = std::ranges::lower_bound(objects_, begin, {}, &SortedObject::begin);
    return found != objects_.end() && found->begin == begin ? &*found : nullptr;
  }

  // One more item of the innermost container, or its end.
  void Continue() {
    Open& open = open_.back();
    if (open.sorted != nullptr) return NextSorted(open);
    if (end_ != kNowhere) open.at = end_;
    end_ = kNowhere;
    while (IsGap(text_[open.at])) ++open.at;
    if (text_[open.at] == open.end) return Close(open.at + 1);
    Separate(open);
    std::size_t at = open.at;
    if (open.end == '}') {
      const std::size_t end = EndOfJson(text_, at);
      Scalar(text_.substr(at, end - at));
      out_ += ':';
      at = end;
      while (IsGap(text_[at])) ++at;
    }
    Print(at);
  }

  void NextSorted(Open& open) {
    // Behind the last of its members in the text stands its end.
    if (end_ != kNowhere) open.at = std::max(open.at, end_);
    end_ = kNowhere;
    if (open.next == open.sorted->members.size()) return Close(EndBehind(open.at));
    Separate(open);
    const SortedMember& member = open.sorted->members[open.next++];
    AppendJsonString(out_, member.name);
    out_ += ':';
    Print(member.value);
  }

  // The last member of the text is never one that another has taken the place of, so only blanks are left.
  [[nodiscard]] std::size_t EndBehind(std::size_t at) const {
    while (IsGap(text_[at])) ++at;
    return at + 1;
  }

  void Separate(Open& open) {
    if (!open.first) out_ += ',';
    open.first = false;
  }

  void Close(std::size_t end) {
    out_ += open_.back().end;
    open_.pop_back();
    end_ = end;
  }

  std::string_view text_;
  const std::vector<SortedObject>& objects_;
  std::vector<Open> open_;
  std::size_t end_ = kNowhere;  // of the value that was printed last; nowhere: it was taken note of
  std::string out_;
};

}  // namespace

std::string SortedJson(std::string_view json) {
  const std::vector<SortedObject> objects = ObjectFinder(json).Run();
  return SortedPrinter(json, objects).Run();
}

std::string SortedJson(std::string_view json, std::span<const JsonMemberSet> members) {
  const auto begin = json.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos || json[begin] != '{') return SortedJson(json);
  std::string with(json.substr(begin, json.rfind('}') - begin));
  bool first = with.find_first_not_of(" \t\r\n", 1) == std::string::npos;
  for (const JsonMemberSet& member : members) {
    if (!first) with += ',';
    first = false;
    AppendJsonString(with, member.name);
    with += ':' + member.json;
  }
  return SortedJson(with + '}');
}

}  // namespace grafake::server
