#include "server/api/ordered_front_end.h"

#include <algorithm>
#include <array>
#include <span>
#include <variant>

#include "server/api/later_front_end.h"
#include "server/api/ordered_member.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

using Shown = FrontendSettings;

template <auto kField>
void AddList(JsonWriter& json, const Shown& s, const Principal& /*caller*/) {
  json.BeginArray();
  for (const std::string& text : s.*kField) json.Value(text);
  json.EndArray();
}

template <auto kField>
void AddEnabledIn(JsonWriter& json, const Shown& s, const Principal& /*caller*/) {
  json.BeginObject().Member("enabled", s.*kField).EndObject();
}

void AddLicence(JsonWriter& json, const Shown& s, const Principal& caller) {
  json.BeginObject()
      .Member("expiry", 0)
      .Member("stateInfo", "")
      .Member("licenseUrl", caller.is_grafana_admin ? s.sub_url + "/admin/upgrading"
                                                    : "https://grafana.com/oss/grafana?utm_source=grafana_footer")
      .Member("edition", "Open Source")
      .Key("enabledFeatures")
      .BeginObject()
      .EndObject()
      .EndObject();
}

void AddTogglesOn(JsonWriter& json, const Shown& s, const Principal& /*caller*/) {
  json.BeginObject();
  for (const std::string& name : s.feature_toggles) json.Member(name, true);
  json.EndObject();
}

void AddAzure(JsonWriter& json, const Shown& s, const Principal& /*caller*/) {
  json.BeginObject().Member("cloud", s.azure_cloud);
  const auto shows = [&](bool on) { return on || !s.rules.azure_leaves_out_what_is_off; };
  if (shows(s.azure_managed_identity)) json.Member("managedIdentityEnabled", s.azure_managed_identity);
  if (shows(s.azure_user_identity)) json.Member("userIdentityEnabled", s.azure_user_identity);
  json.EndObject();
}

void AddDates(JsonWriter& json, const Shown& s, const Principal& /*caller*/) {
  json.BeginObject().Member("fullDate", s.full_date).Member("useBrowserLocale", s.browser_locale).Key("interval");
  json.BeginObject()
      .Member("millisecond", s.date_millisecond)
      .Member("second", s.date_second)
      .Member("minute", s.date_minute)
      .Member("hour", s.date_hour)
      .Member("day", s.date_day)
      .Member("month", s.date_month)
      .Member("year", s.date_year)
      .EndObject();
  json.Member("defaultTimezone", s.time_zone).Member("defaultWeekStart", s.week_start).EndObject();
}

constexpr auto kOrderedMembers = std::to_array<OrderedMember>({
    {"GoogleAnalytics4SendManualPageViews", AddField<&Shown::ga4_page_views>},
    {"alertingEnabled",
     [](JsonWriter& json, const Shown& s, const Principal&) { json.Value(s.alerting_enabled.value_or(false)); }},
    {"alertingErrorOrTimeout", AddField<&Shown::alerting_error_or_timeout>},
    {"alertingMinInterval", AddField<&Shown::alerting_min_interval>},
    {"alertingNoDataOrNullValues", AddField<&Shown::alerting_no_data>},
    {"allowOrgCreate",
     [](JsonWriter& json, const Shown& s, const Principal& caller) {
       json.Value((s.allow_org_create && caller.SignedIn()) || caller.is_grafana_admin);
     }},
    {"angularSupportEnabled", AddField<&Shown::angular_support_enabled>},
    {"appSubUrl", AddField<&Shown::sub_url>},
    {"appUrl", AddField<&Shown::app_url>},
    {"applicationInsightsConnectionString", AddField<&Shown::insights_connection>},
    {"applicationInsightsEndpointUrl", AddField<&Shown::insights_endpoint>},
    {"apps", AddEmpty},
    {"authProxyEnabled", AddField<&Shown::auth_proxy_enabled>},
    {"autoAssignOrg", AddField<&Shown::auto_assign_org>},
    {"awsAllowedAuthProviders", AddList<&Shown::aws_auth_providers>},
    {"awsAssumeRoleEnabled", AddField<&Shown::aws_assume_role>},
    {"azure", AddAzure},
    {"azureAuthEnabled", AddField<&Shown::azure_auth>},
    {"caching", AddEnabledIn<&Shown::caching>},
    {"datasources", AddEmpty},
    {"dateFormats", AddDates},
    {"defaultDatasource", [](JsonWriter& json, const Shown&, const Principal&) { json.Value("-- Grafana --"); }},
    {"disableLoginForm", AddField<&Shown::disable_login_form>},
    {"disableSanitizeHtml", AddField<&Shown::disable_sanitize_html>},
    {"disableUserSignUp", [](JsonWriter& json, const Shown& s, const Principal&) { json.Value(!s.allow_sign_up); }},
    {"editorsCanAdmin", AddField<&Shown::editors_can_admin>},
    {"exploreEnabled", AddField<&Shown::explore>},
    {"expressionsEnabled", AddField<&Shown::expressions>},
    {"externalUserMngInfo", AddField<&Shown::external_info>},
    {"externalUserMngLinkName", AddField<&Shown::external_link_name>},
    {"externalUserMngLinkUrl", AddField<&Shown::external_link_url>},
    {"featureToggles", AddTogglesOn},
    {"feedbackLinksEnabled", AddField<&Shown::feedback_links>},
    {"googleAnalytics4Id", AddField<&Shown::ga4_id>},
    {"googleAnalyticsId", AddField<&Shown::google_analytics>},
    {"helpEnabled", AddField<&Shown::help>},
    {"http2Enabled", AddField<&Shown::http2>},
    {"isPublicDashboardView", AddNo},
    {"jwtHeaderName", AddField<&Shown::jwt_header>},
    {"jwtUrlLogin", AddField<&Shown::jwt_url_login>},
    {"ldapEnabled", AddField<&Shown::ldap>},
    {"licenseInfo", AddLicence},
    {"liveEnabled", AddField<&Shown::live>},
    {"loginHint", AddField<&Shown::login_hint>},
    {"minRefreshInterval", AddField<&Shown::min_refresh_interval>},
    {"oauth", AddEmpty},
    {"panels", AddEmpty},
    {"passwordHint", AddField<&Shown::password_hint>},
    {"pluginAdminEnabled", AddField<&Shown::plugin_admin>},
    {"pluginAdminExternalManageEnabled", AddField<&Shown::plugin_external_manage>},
    {"pluginCatalogHiddenPlugins", AddList<&Shown::plugin_hidden>},
    {"pluginCatalogURL", AddField<&Shown::plugin_catalog_url>},
    {"profileEnabled", AddField<&Shown::profile>},
    {"queryHistoryEnabled", AddField<&Shown::query_history>},
    {"rbacEnabled", AddField<&Shown::rbac>},
    {"recordedQueries", AddEnabledIn<&Shown::recorded_queries>},
    {"rendererAvailable", AddNo},
    {"rendererVersion", AddNoText},
    {"reporting", AddEnabledIn<&Shown::reporting>},
    {"rudderstackConfigUrl", AddField<&Shown::rudderstack_config_url>},
    {"rudderstackDataPlaneUrl", AddField<&Shown::rudderstack_data_plane_url>},
    {"rudderstackSdkUrl", AddField<&Shown::rudderstack_sdk_url>},
    {"rudderstackWriteKey", AddField<&Shown::rudderstack_write_key>},
    {"samlEnabled", AddNo},
    {"samlName", AddField<&Shown::saml_name>},
    {"secretsManagerPluginEnabled", AddNo},
    {"sigV4AuthEnabled", AddField<&Shown::sigv4>},
    {"trustedTypesDefaultPolicyEnabled", AddNo},
    {"unifiedAlertingEnabled", AddField<&Shown::unified_alerting>},
    {"verifyEmailEnabled", AddField<&Shown::verify_email>},
    {"viewersCanEdit", AddField<&Shown::viewers_can_edit>},
});

void AddPlain(JsonWriter& json, const std::vector<std::string>& texts) {
  json.BeginArray();
  for (const std::string& text : texts) json.Value(text);
  json.EndArray();
}

void AddPlain(JsonWriter& json, const auto& value) { json.Value(value); }

// The value of a member, after its name.
void AddNamed(JsonWriter& json, std::string_view name, const Shown& s, const Principal& caller) {
  if (const auto plain = s.plain.find(name); plain != s.plain.end()) {
    std::visit([&](const auto& value) { AddPlain(json, value); }, plain->second);
    return;
  }
  for (const std::span<const OrderedMember> members :
       {std::span<const OrderedMember>(kOrderedMembers), LaterFrontEndMembers()}) {
    if (const auto found = std::ranges::find(members, name, &OrderedMember::name); found != members.end())
      return found->add(json, s, caller);
  }
  json.Null();
}

}  // namespace

std::string DateFormatsJson(const FrontendSettings& settings) {
  JsonWriter json;
  AddDates(json, settings, Principal());
  return json.Take();
}

std::string OrderedFrontEnd(const FrontendSettings& settings, const Principal& caller) {
  JsonWriter json;
  json.BeginObject();
  std::string_view inside;
  for (const std::string_view name : settings.rules.order) {
    const auto dot = name.find('.');
    const std::string_view object = dot == std::string_view::npos ? "" : name.substr(0, dot);
    if (!inside.empty() && inside != object) json.EndObject();
    if (!object.empty() && inside != object) json.Key(object).BeginObject();
    inside = object;
    AddNamed(json.Key(object.empty() ? name : name.substr(dot + 1)), name, settings, caller);
  }
  if (!inside.empty()) json.EndObject();
  return json.EndObject().Take();
}

}  // namespace grafake::server
