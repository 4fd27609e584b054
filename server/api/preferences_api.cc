#include "server/api/preferences_api.h"

#include "server/api/path_org.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

PreferenceOwner OrgOf(const Context& context) { return {.org_id = context.caller.org_id}; }

PreferenceOwner UserOf(const Context& context) {
  return {.org_id = context.caller.org_id, .user_id = context.caller.user_id};
}

// An API key has no user: to Grafana its preferences are those of the org. It may read them, but not write them here.
std::optional<PreferenceOwner> WritableUserOf(const Context& context) {
  if (!context.caller.HasUser()) return std::nullopt;
  return UserOf(context);
}

void AddFilled(JsonWriter& json, JsonName name, const std::string& text) {
  if (!text.empty()) json.Member(name, text);
}

// What is not empty.
void PrintFilled(const PreferenceValues& values, const std::string& dashboard_uid, JsonWriter& json) {
  json.BeginObject();
  AddFilled(json, "theme", values.theme);
  if (values.home_dashboard_id != 0) json.Member("homeDashboardId", values.home_dashboard_id);
  AddFilled(json, "homeDashboardUID", dashboard_uid);
  AddFilled(json, "timezone", values.timezone);
  AddFilled(json, "weekStart", values.week_start);
  AddFilled(json, "locale", values.locale);
  if (values.saved_items)
    json.Key("navbar").BeginObject().Key("savedItems").Raw(std::string_view(*values.saved_items)).EndObject();
  if (!values.home_tab.empty()) json.Key("queryHistory").BeginObject().Member("homeTab", values.home_tab).EndObject();
  json.EndObject();
}

}  // namespace

void PreferencesApi::Mount(Router& router) const {
  const RouteAccess own{.refuse_anonymous = true};
  const RouteAccess read_org = OwnOrgNeeds("orgs.preferences:read");
  const RouteAccess write_org = OwnOrgNeeds("orgs.preferences:write");
  const auto team = [](std::string_view action) {
    return RouteAccess{.any_of = {{action, "teams:id:{teamId}"}}, .fallback = Fallback::kTeamsAccess};
  };
  router.Add({"GET", "/api/user/preferences", own, HandlerOf(this, &PreferencesApi::GetOfUser)});
  router.Add({"PUT", "/api/user/preferences", own, HandlerOf(this, &PreferencesApi::PutOfUser)});
  router.Add({"PATCH", "/api/user/preferences", own, HandlerOf(this, &PreferencesApi::PatchOfUser)});
  router.Add({"POST", "/api/preferences/set-home-dash", RouteAccess(), HandlerOf(this, &PreferencesApi::SetHome)});
  router.Add({"GET", "/api/org/preferences", read_org, HandlerOf(this, &PreferencesApi::GetOfOrg)});
  router.Add({"PUT", "/api/org/preferences", write_org, HandlerOf(this, &PreferencesApi::PutOfOrg)});
  router.Add({"PATCH", "/api/org/preferences", write_org, HandlerOf(this, &PreferencesApi::PatchOfOrg)});
  router.Add(
      {"GET", "/api/teams/:teamId/preferences", team("teams:read"), HandlerOf(this, &PreferencesApi::GetOfTeam)});
  router.Add(
      {"PUT", "/api/teams/:teamId/preferences", team("teams:write"), HandlerOf(this, &PreferencesApi::PutOfTeam)});
}

Response PreferencesApi::Shown(const PreferenceOwner& owner) const {
  PreferenceValues values = preferences_.Get(owner);
  const std::string uid = UidOfHome(owner, values);
  if (rules_.home_by_uid) values.home_dashboard_id = 0;
  JsonWriter json;
  if (rules_.empty_left_out) {
    PrintFilled(values, uid, json);
    return answers_.Json(json.Take());
  }
  json.BeginObject().Member("theme", values.theme).Member("homeDashboardId", values.home_dashboard_id);
  if (rules_.with_history) AddFilled(json, "homeDashboardUID", uid);
  json.Member("timezone", values.timezone).Member("weekStart", values.week_start);
  if (rules_.with_locale) json.Member("locale", values.locale);
  PrintData(values, json, rules_.with_history);
  json.EndObject();
  return answers_.Json(json.Take());
}

std::string PreferencesApi::UidOfHome(const PreferenceOwner& owner, const PreferenceValues& values) const {
  if (values.home_dashboard_id == 0) return "";
  std::string uid = dashboards_.uid_of(owner.org_id, values.home_dashboard_id);
  return uid.empty() && rules_.home_by_uid ? values.home_dashboard_uid : uid;
}

std::optional<Response> PreferencesApi::FindDashboard(const Context& context, PreferenceForm& form) const {
  const std::int64_t org = context.caller.org_id;
  const auto missing = [&](std::string_view by, std::string value) {
    return Because(answers_.Refuse(answers_.refusals().dashboard_not_found, "Dashboard not found"),
                   GroundReason(NotThere{Noun::kDashboard, by, std::move(value), Within{Noun::kOrg, org}}));
  };
  PreferenceEdit& edit = form.edit;
  if (form.dashboard_uid) {
    const std::int64_t id = dashboards_.id_of(org, *form.dashboard_uid);
    if (id == 0) return missing("uid", *form.dashboard_uid);
    edit.home_dashboard_id = id;
  }
  if (edit.home_dashboard_id.value_or(0) == 0) return std::nullopt;
  edit.home_dashboard_uid = dashboards_.uid_of(org, *edit.home_dashboard_id);
  if (rules_.home_by_uid && edit.home_dashboard_uid.empty())
    return missing("id", std::to_string(*edit.home_dashboard_id));
  return std::nullopt;
}

Response PreferencesApi::SetHome(const Context& context) const {
  auto form = ReadPreferences(context.request, rules_);
  if (!form) return answers_.Refuse(answers_.refusals().bad_request_data, form.error());
  if (rules_.home_by_uid) {
    if (auto missing = FindDashboard(context, *form)) return *std::move(missing);
  }
  if (const auto owner = WritableUserOf(context)) preferences_.Replace(*owner, std::move(form->edit));
  return answers_.Message("Home dashboard set");
}

Response PreferencesApi::Written(const Context& context, const std::optional<PreferenceOwner>& owner,
                                 Write write) const {
  const Refusals& r = answers_.refusals();
  auto form = ReadPreferences(context.request, rules_);
  if (!form) return answers_.Refuse(r.bad_request_data, form.error());
  const std::string theme = form->edit.theme.value_or("");
  if (!IsTheme(theme)) {
    return Because(answers_.Refuse(r.theme_invalid), GroundReason(InputUnfit{InputUnfit::Where::kMember, "theme", theme,
                                                                             "light, dark or nothing", true}));
  }
  if (auto missing = FindDashboard(context, *form)) return *std::move(missing);
  if (owner) (preferences_.*write)(*owner, std::move(form->edit));
  return answers_.Message("Preferences updated");
}

Response PreferencesApi::GetOfUser(const Context& context) const { return Shown(UserOf(context)); }
Response PreferencesApi::PutOfUser(const Context& context) const {
  return Written(context, WritableUserOf(context), &Preferences::Replace);
}
Response PreferencesApi::PatchOfUser(const Context& context) const {
  return Written(context, WritableUserOf(context), &Preferences::Change);
}

Response PreferencesApi::GetOfOrg(const Context& context) const { return Shown(OrgOf(context)); }
Response PreferencesApi::PutOfOrg(const Context& context) const {
  return Written(context, OrgOf(context), &Preferences::Replace);
}
Response PreferencesApi::PatchOfOrg(const Context& context) const {
  return Written(context, OrgOf(context), &Preferences::Change);
}

Response PreferencesApi::GetOfTeam(const Context& context) const {
  const Refusals& r = answers_.refusals();
  const auto team = PathId(answers_, context, "teamId", r.team_id_invalid);
  if (!team) return team.error();
  if (auto refused = guard_.Refuse(context, *team, r.team_preferences_denied)) return *refused;
  return Shown({.org_id = context.caller.org_id, .team_id = *team});
}

Response PreferencesApi::PutOfTeam(const Context& context) const {
  const Refusals& r = answers_.refusals();
  if (const auto form = ReadPreferences(context.request, rules_); !form)
    return answers_.Refuse(r.bad_request_data, form.error());
  const auto team = PathId(answers_, context, "teamId", r.team_id_invalid);
  if (!team) return team.error();
  if (auto refused = guard_.Refuse(context, *team, r.team_preferences_update_denied)) return *refused;
  return Written(context, PreferenceOwner{.org_id = context.caller.org_id, .team_id = *team}, &Preferences::Replace);
}

}  // namespace grafake::server
