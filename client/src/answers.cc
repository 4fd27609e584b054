#include "src/answers.h"

#include "src/reading.h"

namespace grafake {
namespace {

OrgAddress AddressOf(const Json& object) {
  return {.address1 = Member<std::string>(object, "address1"),
          .address2 = Member<std::string>(object, "address2"),
          .city = Member<std::string>(object, "city"),
          .zip_code = Member<std::string>(object, "zipCode"),
          .state = Member<std::string>(object, "state"),
          .country = Member<std::string>(object, "country")};
}

void SetIfAny(Json& body, const char* name, const std::optional<std::string>& text) {
  if (text) body[name] = *text;
}

}  // namespace

Organization OrganizationOf(const Json& object) {
  return {.id = Id(object),
          .name = Member<std::string>(object, "name"),
          .address = AddressOf(Member<Json>(object, "address"))};
}

OrgMember OrgMemberOf(const Json& object) {
  return {.user_id = Id(object, "userId"),
          .login = Member<std::string>(object, "login"),
          .email = Member<std::string>(object, "email"),
          .name = Member<std::string>(object, "name"),
          .role = Member<std::string>(object, "role"),
          .last_seen_at = Member<std::string>(object, "lastSeenAt"),
          .is_disabled = Member<bool>(object, "isDisabled")};
}

// A profile says isGrafanaAdmin, a list isAdmin.
User UserOf(const Json& object) {
  return {.id = Id(object),
          .uid = Member<std::string>(object, "uid"),
          .login = Member<std::string>(object, "login"),
          .email = Member<std::string>(object, "email"),
          .name = Member<std::string>(object, "name"),
          .org_id = Member<std::int64_t>(object, "orgId"),
          .is_grafana_admin = Member<bool>(object, "isGrafanaAdmin") || Member<bool>(object, "isAdmin"),
          .is_disabled = Member<bool>(object, "isDisabled"),
          .theme = Member<std::string>(object, "theme"),
          .last_seen_at = Member<std::string>(object, "lastSeenAt"),
          .created_at = Member<std::string>(object, "createdAt"),
          .updated_at = Member<std::string>(object, "updatedAt"),
          .auth_labels = Texts(object, "authLabels")};
}

UserOrg UserOrgOf(const Json& object) {
  return {.org_id = Id(object, "orgId"),
          .name = Member<std::string>(object, "name"),
          .role = Member<std::string>(object, "role")};
}

Team TeamOf(const Json& object) {
  return {.id = Id(object),
          .uid = Member<std::string>(object, "uid"),
          .org_id = Member<std::int64_t>(object, "orgId"),
          .name = Member<std::string>(object, "name"),
          .email = Member<std::string>(object, "email"),
          .member_count = Member<std::int64_t>(object, "memberCount")};
}

Preferences PreferencesOf(const Json& object) {
  if (!object.is_object()) throw std::runtime_error("not an object");
  return {.theme = Member<std::string>(object, "theme"),
          .timezone = Member<std::string>(object, "timezone"),
          .week_start = Member<std::string>(object, "weekStart"),
          .home_dashboard_uid = Member<std::string>(object, "homeDashboardUID"),
          .home_dashboard_id = Member<std::int64_t>(object, "homeDashboardId"),
          .language = Member<std::string>(object, "language"),
          .locale = Member<std::string>(object, "locale"),
          .query_history_tab = Member<std::string>(Member<Json>(object, "queryHistory"), "homeTab")};
}

Quota QuotaOf(const Json& object) {
  return {.target = object.at("target").get<std::string>(), .limit = Id(object, "limit"), .used = Id(object, "used")};
}

Session SessionOf(const Json& object) {
  return {.id = Id(object),
          .is_active = Member<bool>(object, "isActive"),
          .client_ip = Member<std::string>(object, "clientIp"),
          .device = Member<std::string>(object, "device"),
          .os = Member<std::string>(object, "os"),
          .browser = Member<std::string>(object, "browser"),
          .browser_version = Member<std::string>(object, "browserVersion"),
          .created_at = Member<std::string>(object, "createdAt"),
          .seen_at = Member<std::string>(object, "seenAt")};
}

// Grafana reads zipcode and shows zipCode.
Json BodyOf(const OrgAddress& address) {
  return {{"address1", address.address1}, {"address2", address.address2}, {"city", address.city},
          {"zipcode", address.zip_code},  {"state", address.state},       {"country", address.country}};
}

// What is absent becomes empty; an empty uid is an unknown dashboard to some releases.
Json BodyOf(const Preferences& preferences) {
  Json body{{"theme", preferences.theme}, {"timezone", preferences.timezone}, {"weekStart", preferences.week_start}};
  if (!preferences.home_dashboard_uid.empty()) body["homeDashboardUID"] = preferences.home_dashboard_uid;
  if (preferences.home_dashboard_id != 0) body["homeDashboardId"] = preferences.home_dashboard_id;
  if (!preferences.language.empty()) body["language"] = preferences.language;
  if (!preferences.locale.empty()) body["locale"] = preferences.locale;
  if (!preferences.query_history_tab.empty()) body["queryHistory"]["homeTab"] = preferences.query_history_tab;
  return body;
}

Json BodyOf(const PreferencesChange& change) {
  Json body = Json::object();
  SetIfAny(body, "theme", change.theme);
  SetIfAny(body, "timezone", change.timezone);
  SetIfAny(body, "weekStart", change.week_start);
  SetIfAny(body, "homeDashboardUID", change.home_dashboard_uid);
  SetIfAny(body, "language", change.language);
  SetIfAny(body, "locale", change.locale);
  if (change.query_history_tab) body["queryHistory"]["homeTab"] = *change.query_history_tab;
  return body;
}

}  // namespace grafake
