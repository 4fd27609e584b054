#include "server/api/preference_form.h"

#include "server/domain/nav_links.h"
#include "server/http/form.h"
#include "server/json/member_name.h"
#include "server/storage/grounds.h"

namespace grafake::server {
namespace {

using Kind = JsonValue::Kind;

tl::unexpected<Error> WrongType(const std::string& what) {
  return Fail(ErrorCode::kInvalid, "json: cannot unmarshal into Go struct field " + what,
              InputUnfit{InputUnfit::Where::kMember, what, "something else", "an object"});
}

Result<Done> ReadNavbar(const std::optional<JsonValue>& navbar, PreferenceEdit& edit) {
  if (!navbar || navbar->kind == Kind::kNull) return Done();
  if (navbar->kind != Kind::kObject) return WrongType("navbar");
  JsonMembers members(*navbar);
  while (const JsonMember* member = members.Next()) {
    if (!SameMemberName(member->name, "savedItems") || member->value.kind == Kind::kNull) continue;
    auto links = ReadNavLinks(member->value);
    if (!links) return tl::unexpected(links.error());
    edit.saved_items = *std::move(links);
  }
  return Done();
}

Result<Done> ReadHistory(const std::optional<JsonValue>& history, PreferenceEdit& edit) {
  if (!history || history->kind == Kind::kNull) return Done();
  if (history->kind != Kind::kObject) return WrongType("queryHistory");
  edit.home_tab.emplace();
  JsonMembers members(*history);
  while (const JsonMember* member = members.Next()) {
    if (!SameMemberName(member->name, "homeTab") || member->value.kind == Kind::kNull) continue;
    if (member->value.kind != Kind::kString) return WrongType("queryHistory");
    edit.home_tab = member->value.Text();
  }
  return Done();
}

}  // namespace

Result<PreferenceForm> ReadPreferences(const Request& request, const PreferenceRules& rules) {
  PreferenceForm form;
  std::optional<std::string> dashboard;
  std::optional<JsonValue> navbar;
  std::optional<JsonValue> history;
  PreferenceEdit& edit = form.edit;
  Form read("dtos.UpdatePrefsCmd");
  read.Text("theme", edit.theme)
      .Integer("homeDashboardId", edit.home_dashboard_id)
      .Text("timezone", edit.timezone)
      .Text("weekStart", edit.week_start)
      .Any("navbar", navbar);
  if (rules.with_locale) read.Text("locale", edit.locale);
  if (rules.with_history) read.Text("homeDashboardUID", dashboard).Any("queryHistory", history);
  auto bound = read.Bind(request).and_then([&](Done) { return ReadNavbar(navbar, edit); }).and_then([&](Done) {
    return ReadHistory(history, edit);
  });
  if (rules.no_dashboard_is_ok && dashboard == "") {
    edit.home_dashboard_id = 0;
  } else {
    form.dashboard_uid = std::move(dashboard);
  }
  return bound.map([&](Done) { return std::move(form); });
}

}  // namespace grafake::server
