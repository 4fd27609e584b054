#include "server/api/preference_form.h"

#include "server/http/form.h"

namespace grafake::server {
namespace {

using Kind = JsonValue::Kind;

tl::unexpected<Error> WrongType(std::string_view what) {
  return Fail(ErrorCode::kInvalid, "json: cannot unmarshal into Go struct field " + std::string(what));
}

// Texts of the object by name; null and unknown names are passed over.
Result<Done> ReadTexts(const JsonValue& object, std::string_view what,
                       std::initializer_list<std::pair<std::string_view, std::string*>> fields) {
  if (object.kind != Kind::kObject) return WrongType(what);
  JsonMembers members(object);
  while (const JsonMember* member = members.Next()) {
    for (const auto& [field, out] : fields) {
      if (!SameHeaderName(member->name, field) || member->value.kind == Kind::kNull) continue;
      if (member->value.kind != Kind::kString) return WrongType(what);
      *out = member->value.Text();
    }
  }
  return Done();
}

Result<std::vector<NavLink>> ReadLinks(const JsonValue& list) {
  if (list.kind != Kind::kArray) return WrongType("NavbarPreference.savedItems");
  std::vector<NavLink> links;
  JsonItems items(list);
  while (const auto item = items.Next()) {
    NavLink& link = links.emplace_back();
    if (item->kind == Kind::kNull) continue;
    auto read = ReadTexts(*item, "NavLink",
                          {{"id", &link.id}, {"text", &link.text}, {"url", &link.url}, {"target", &link.target}});
    if (!read) return tl::unexpected(read.error());
  }
  return links;
}

Result<Done> ReadNavbar(const std::optional<JsonValue>& navbar, PreferenceEdit& edit) {
  if (!navbar || navbar->kind == Kind::kNull) return Done();
  if (navbar->kind != Kind::kObject) return WrongType("navbar");
  JsonMembers members(*navbar);
  while (const JsonMember* member = members.Next()) {
    if (!SameHeaderName(member->name, "savedItems") || member->value.kind == Kind::kNull) continue;
    auto links = ReadLinks(member->value);
    if (!links) return tl::unexpected(links.error());
    edit.saved_items = *std::move(links);
  }
  return Done();
}

Result<Done> ReadHistory(const std::optional<JsonValue>& history, PreferenceEdit& edit) {
  if (!history || history->kind == Kind::kNull) return Done();
  std::string tab;
  auto read = ReadTexts(*history, "queryHistory", {{"homeTab", &tab}});
  if (read) edit.home_tab = tab;
  return read;
}

}  // namespace

Result<PreferenceForm> ReadPreferences(const Request& request) {
  PreferenceForm form;
  std::optional<std::string> dashboard;
  std::optional<JsonValue> navbar;
  std::optional<JsonValue> history;
  PreferenceEdit& edit = form.edit;
  auto bound = Form("dtos.UpdatePrefsCmd")
                   .Text("theme", edit.theme)
                   .Integer("homeDashboardId", edit.home_dashboard_id)
                   .Text("homeDashboardUID", dashboard)
                   .Text("timezone", edit.timezone)
                   .Text("weekStart", edit.week_start)
                   .Any("navbar", navbar)
                   .Any("queryHistory", history)
                   .Bind(request)
                   .and_then([&](Done) { return ReadNavbar(navbar, edit); })
                   .and_then([&](Done) { return ReadHistory(history, edit); });
  form.names_dashboard = dashboard.has_value();
  return bound.map([&](Done) { return form; });
}

}  // namespace grafake::server
