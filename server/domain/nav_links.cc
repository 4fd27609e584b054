#include "server/domain/nav_links.h"

#include <array>
#include <string_view>

#include "server/json/member_name.h"
#include "server/json/writer.h"
#include "server/storage/grounds.h"

namespace grafake::server {
namespace {

using Kind = JsonValue::Kind;

constexpr std::array<std::string_view, 4> kFields{"id", "text", "url", "target"};
using LinkTexts = std::array<std::string, kFields.size()>;

tl::unexpected<Error> NoLink(const std::string& what) {
  return Fail(ErrorCode::kInvalid, "json: cannot unmarshal into Go struct field " + what,
              InputUnfit{InputUnfit::Where::kMember, "navbar.savedItems", "something else",
                         "a list of objects with id, text, url and target as texts"});
}

// Null and unknown names are passed over; the last of several counts. False: a type that does not fit.
bool TakeLinkMember(const JsonMember& member, LinkTexts& texts) {
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    if (!SameMemberName(member.name, kFields[i]) || member.value.kind == Kind::kNull) continue;
    if (member.value.kind != Kind::kString) return false;
    texts[i] = member.value.Text();
  }
  return true;
}

bool TakeLink(const JsonValue& item, LinkTexts& texts) {
  for (std::string& text : texts) text.clear();
  if (item.kind == Kind::kNull) return true;
  if (item.kind != Kind::kObject) return false;
  JsonMembers members(item);
  while (const JsonMember* member = members.Next()) {
    if (!TakeLinkMember(*member, texts)) return false;
  }
  return true;
}

void PrintLink(const LinkTexts& texts, JsonWriter& json) {
  json.BeginObject();
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    if (!texts[i].empty()) json.Member(kFields[i], texts[i]);
  }
  json.EndObject();
}

}  // namespace

Result<std::string> ReadNavLinks(const JsonValue& list) {
  if (list.kind != Kind::kArray) return NoLink("NavbarPreference.savedItems");
  JsonWriter json;
  json.BeginArray();
  LinkTexts texts;
  JsonItems items(list);
  while (const auto item = items.Next()) {
    if (!TakeLink(*item, texts)) return NoLink("NavLink");
    PrintLink(texts, json);
  }
  return json.EndArray().Take();
}

}  // namespace grafake::server
