#include "server/api/boot_data.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "server/api/ordered_front_end.h"
#include "server/json/reader.h"

namespace grafake::server {
namespace {

using TextMembers = std::vector<std::pair<std::string, std::string>>;  // name, JSON

TextMembers MembersOf(const std::string& object) {
  TextMembers members;
  const auto value = ReadJson(object);
  if (!value) return members;
  JsonMembers walk(*value);
  while (const JsonMember* member = walk.Next()) members.emplace_back(member->name, member->value.source);
  return members;
}

// In its place where the names are sorted, at the end otherwise; nothing when the name is there.
void AddUnlessThere(TextMembers& members, bool sorted, const std::string& name, std::string json) {
  if (std::ranges::find(members, name, &TextMembers::value_type::first) != members.end()) return;
  const auto place =
      sorted ? std::ranges::lower_bound(members, name, {}, &TextMembers::value_type::first) : members.end();
  members.emplace(place, name, std::move(json));
}

// The first language that the browser names.
std::string LanguageOf(const Request& request) {
  const std::string* const languages = request.FindHeader("Accept-Language");
  if (languages == nullptr) return "en-US";
  const std::string first = languages->substr(0, languages->find_first_of(",;"));
  return first.empty() ? "en-US" : first;
}

void Override(std::string& value, const std::string& by) {
  if (!by.empty()) value = by;
}

void AddPermissions(JsonWriter& json, const PermissionSet& permissions) {
  json.Key("permissions").BeginObject();
  for (const std::string_view action : permissions.Actions()) json.Member(action, true);
  json.EndObject();
}

}  // namespace

PreferenceValues BootData::PreferencesFor(const Context& context) const {
  PreferenceValues values = StoredPreferencesOf(context.caller);
  const std::string asked = context.query.Text("theme");
  if (asked == "light" || asked == "dark") values.theme = asked;
  return values;
}

PreferenceValues BootData::StoredPreferencesOf(const Principal& caller) const {
  PreferenceValues values{.theme = settings_.default_theme,
                          .timezone = settings_.frontend.time_zone,
                          .week_start = settings_.frontend.week_start};
  if (caller.org_id <= 0) return values;
  std::vector<PreferenceOwner> owners{{.org_id = caller.org_id}};
  for (const std::int64_t team : caller.team_ids) owners.push_back({.org_id = caller.org_id, .team_id = team});
  if (caller.user_id > 0) owners.push_back({.org_id = caller.org_id, .user_id = caller.user_id});
  for (const PreferenceOwner& owner : owners) {
    const PreferenceValues own = preferences_.Get(owner);
    Override(values.theme, own.theme);
    Override(values.timezone, own.timezone);
    Override(values.week_start, own.week_start);
  }
  return values;
}

void BootData::AddUser(JsonWriter& json, const Context& context, const PreferenceValues& preferences) const {
  const Principal& caller = context.caller;
  const std::size_t orgs =
      caller.kind == Principal::Kind::kUser ? users_.OrgsOf(caller.user_id).size() : std::size_t{0};
  json.Key("user")
      .BeginObject()
      .Member("isSignedIn", caller.SignedIn())
      .Member("id", caller.user_id)
      .Member("externalUserId", "")
      .Member("login", caller.login)
      .Member("email", caller.email)
      .Member("name", caller.name.empty() ? caller.login : caller.name)
      .Member("lightTheme", preferences.theme == "light")
      .Member("orgCount", static_cast<std::int64_t>(orgs))
      .Member("orgId", std::max<std::int64_t>(caller.org_id, 0))
      .Member("orgName", caller.org_name)
      .Member("orgRole", caller.kind == Principal::Kind::kNobody ? "" : RoleName(caller.role))
      .Member("isGrafanaAdmin", caller.is_grafana_admin)
      .Member("gravatarUrl", avatars_.OfEmail(caller.email))
      .Member("timezone", preferences.timezone)
      .Member("weekStart", preferences.week_start)
      .Member("locale", LanguageOf(context.request))
      .Member("helpFlags1", 0)
      .Member("hasEditPermissionInFolders", caller.role == Role::kAdmin || caller.role == Role::kEditor);
  if (context.rbac) AddPermissions(json, *caller.permissions);
  json.EndObject();
}

std::string BootData::Settings(const Principal& caller, bool login) const {
  TextMembers members = MembersOf(FrontendSettingsJson(settings_.frontend, caller));
  const bool sorted = settings_.frontend.rules.order.empty();
  AddUnlessThere(members, sorted, "dateFormats", DateFormatsJson(settings_.frontend));
  if (login) {
    AddUnlessThere(members, sorted, "oauth", "{}");
    AddUnlessThere(members, sorted, "samlEnabled", "false");
    AddUnlessThere(members, sorted, "samlName", R"("SAML")");
  }
  JsonWriter json;
  json.BeginObject();
  for (const auto& [name, value] : members) json.Key(name).Raw(value);
  return json.EndObject().Take();
}

std::string BootData::Json(const Context& context, const PreferenceValues& preferences, bool login) const {
  JsonWriter json;
  json.BeginObject();
  AddUser(json, context, preferences);
  json.Key("settings").Raw(Settings(context.caller, login));
  json.Key("navTree").Raw(NavTreeJson(
      settings_.nav, context,
      {.picture = avatars_.OfEmail(context.caller.email), .keys_hidden = migration_.AreHidden(context.caller.org_id)}));
  json.Key("themePaths").BeginObject().Member("light", settings_.style).Member("dark", settings_.style).EndObject();
  return json.EndObject().Take();
}

}  // namespace grafake::server
