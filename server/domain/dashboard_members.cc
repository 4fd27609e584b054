#include "server/domain/dashboard_members.h"

#include <charconv>

#include "server/blanks.h"
#include "server/json/reader.h"

namespace grafake::server {
namespace {

// A fraction is cut off, as Go cuts it.
std::int64_t WholeNumber(const JsonValue& value) {
  if (value.kind != JsonValue::Kind::kNumber) return 0;
  std::int64_t number = 0;
  std::from_chars(value.source.data(), value.source.data() + value.source.size(), number);
  return number;
}

std::string TextIn(const JsonValue& value) { return value.kind == JsonValue::Kind::kString ? value.Text() : ""; }

void ReadTags(DashboardMembers& read, const JsonValue& value) {
  read.tags.clear();
  read.tags_are_texts = true;
  JsonItems items(value);
  while (const auto item = items.Next()) {
    if (item->kind == JsonValue::Kind::kString) {
      read.tags.push_back(item->Text());
    } else {
      read.tags_are_texts = false;
    }
  }
}

// The value of that name; null when there is none.
JsonValue MemberNamed(const JsonValue& object, std::string_view name) {
  JsonMembers members(object);
  while (const JsonMember* const member = members.Next()) {
    if (member->name == name) return member->value;
  }
  return {};
}

// Rows hold panels of their own, and no rows.
std::vector<std::string> ElementsIn(const JsonValue& panels, bool in_row = false) {
  std::vector<std::string> uids;
  JsonItems items(panels);
  while (const auto panel = items.Next()) {
    if (std::string uid = TextIn(MemberNamed(MemberNamed(*panel, "libraryPanel"), "uid")); !uid.empty())
      uids.push_back(std::move(uid));
    if (in_row) continue;
    for (std::string& uid : ElementsIn(MemberNamed(*panel, "panels"), true)) uids.push_back(std::move(uid));
  }
  return uids;
}

}  // namespace

DashboardMembers ReadDashboard(std::string_view source) {
  DashboardMembers read;
  const auto value = ReadJson(source);
  if (!value || value->kind != JsonValue::Kind::kObject) return read;
  JsonMembers members(*value);
  while (const JsonMember* const member = members.Next()) {
    if (member->name == "id") read.id = WholeNumber(member->value);
    if (member->name == "uid") read.uid = TextIn(member->value);
    if (member->name == "title") read.title = TrimBlanks(TextIn(member->value));
    if (member->name == "version") read.version = WholeNumber(member->value);
    if (member->name == "refresh") read.refresh = TextIn(member->value);
    if (member->name == "tags") ReadTags(read, member->value);
    if (member->name == "panels") read.elements = ElementsIn(member->value);
  }
  return read;
}

}  // namespace grafake::server
